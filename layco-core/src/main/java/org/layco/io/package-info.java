/**
 * Files in and out: what is wrong with a user's input is collected as {@link org.layco.io.Diagnostic}s and thrown
 * together as one {@link org.layco.io.InvalidInputException}. The readers and writers of single formats are in
 * sub-packages. May use every other package but {@code report}; none of them imports this one.
 */
@NullMarked
@StableApi
package org.layco.io;

import org.jspecify.annotations.NullMarked;
import org.layco.StableApi;
