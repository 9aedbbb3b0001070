/**
 * The commands described for readers and shells: man pages, a reference in Markdown, completions. All of it comes from the
 * same model that parses the command line.
 */
@org.jspecify.annotations.NullMarked
package org.layco.cli.manual;
