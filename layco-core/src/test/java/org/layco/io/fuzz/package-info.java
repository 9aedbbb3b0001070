/**
 * Fuzzing of every reader of user's files: seeded mutations of valid inputs may give diagnostics, never another exception,
 * a hang or more memory than the input deserves. {@code -Pnightly} runs 100,000 inputs a reader instead of 2,000.
 */
@org.jspecify.annotations.NullMarked
package org.layco.io.fuzz;
