/**
 * Studies from files and options: {@link org.layco.io.study.StudyLoader} turns what a user asks for into a
 * {@link org.layco.study.Study}, with everything that is wrong reported at once.
 */
@NullMarked
@StableApi
package org.layco.io.study;

import org.jspecify.annotations.NullMarked;
import org.layco.StableApi;
