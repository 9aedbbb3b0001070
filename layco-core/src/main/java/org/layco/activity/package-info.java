/**
 * How often every component of an accelerator acts in one inference: {@link org.layco.activity.ActionCounts}. Uses
 * {@code network} and {@code hardware}.
 */
@NullMarked
package org.layco.activity;

import org.jspecify.annotations.NullMarked;
