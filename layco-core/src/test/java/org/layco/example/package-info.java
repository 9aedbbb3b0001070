/** Programs that use the library, as the documentation shows them. */
@org.jspecify.annotations.NullMarked
package org.layco.example;
