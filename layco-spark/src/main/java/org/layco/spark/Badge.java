package org.layco.spark;

import java.io.Serializable;

/**
 * What an executor says it is.
 *
 * @param executor its machine and its name on the cluster
 * @param builds what computes results there, as {@link org.layco.study.Builds#text()}
 */
record Badge(String executor, String builds) implements Serializable {}
