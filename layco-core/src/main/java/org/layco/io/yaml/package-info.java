/**
 * YAML 1.2 in: a strict reader that keeps the place of every value, and the cards of the hardware library. The reader,
 * {@link org.layco.io.yaml.YamlDocument}, collects everything that is wrong with a file before it gives up; the library
 * is {@link org.layco.io.yaml.HardwareLibrary}. May use every other package but {@code report}.
 */
@NullMarked
package org.layco.io.yaml;

import org.jspecify.annotations.NullMarked;
