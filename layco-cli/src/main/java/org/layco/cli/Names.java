package org.layco.cli;

import java.util.Iterator;
import java.util.stream.Stream;
import org.layco.device.MemoryCell;
import org.layco.io.study.NetworkLibrary;
import org.layco.io.yaml.HardwareLibrary;

/** Names that come with the program, for completion; read only when a script is made. */
final class Names {
    private Names() {}

    /** Networks. */
    static final class Networks implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NetworkLibrary.names().iterator();
        }
    }

    /** Accelerators. */
    static final class Designs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return HardwareLibrary.shipped().acceleratorNames().iterator();
        }
    }

    /** Memory cells. */
    static final class Cells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return HardwareLibrary.shipped().cells().stream()
                    .map(MemoryCell::name)
                    .iterator();
        }
    }

    /** Accelerators and memory cells. */
    static final class Hardware implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            HardwareLibrary library = HardwareLibrary.shipped();
            return Stream.concat(
                            library.acceleratorNames().stream(),
                            library.cells().stream().map(MemoryCell::name))
                    .iterator();
        }
    }
}
