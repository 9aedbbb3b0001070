package org.layco.network;

import java.util.List;

/** One step of a network's schedule: either runs on crossbars or in digital periphery. */
public sealed interface Layer permits MvmLayer, DigitalSegment {
    /** Name as in the ONNX file for MVM layers, {@code segment-i} otherwise; unique in its network. */
    String name();

    /** Names of the values this step reads. */
    List<String> inputs();

    /** Names of the values this step produces. */
    List<String> outputs();
}
