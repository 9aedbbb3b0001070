/** The command line: one thin class per command; everything it does is in the core. */
@NullMarked
package org.layco.cli;

import org.jspecify.annotations.NullMarked;
