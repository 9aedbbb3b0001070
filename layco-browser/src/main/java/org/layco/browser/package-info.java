/** The report in a real browser: {@link org.layco.browser.Chromium} opens it. May use all of the core. */
@NullMarked
package org.layco.browser;

import org.jspecify.annotations.NullMarked;
