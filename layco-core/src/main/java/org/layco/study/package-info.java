/**
 * The study in, the run record out: the only orchestration. {@link org.layco.study.RunRecord} is the result. Uses
 * everything down to {@code search}; reads no files.
 */
@NullMarked
@StableApi
package org.layco.study;

import org.jspecify.annotations.NullMarked;
import org.layco.StableApi;
