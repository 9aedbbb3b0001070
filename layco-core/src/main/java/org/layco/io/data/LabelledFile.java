package org.layco.io.data;

import java.nio.file.Path;
import java.util.List;

/** A file, or a pair of files, that holds images and their labels. */
sealed interface LabelledFile {
    /** The files, images first. */
    List<Path> files();

    /** Two IDX files, plain or compressed by gzip. */
    record Idx(Path images, Path labels) implements LabelledFile {
        @Override
        public List<Path> files() {
            return List.of(images, labels);
        }
    }

    /** Two NPY files. */
    record Npy(Path images, Path labels) implements LabelledFile {
        @Override
        public List<Path> files() {
            return List.of(images, labels);
        }
    }

    /** An archive of NPY arrays. */
    record Npz(Path file) implements LabelledFile {
        @Override
        public List<Path> files() {
            return List.of(file);
        }
    }

    /** CIFAR-10 records. */
    record Cifar(Path file) implements LabelledFile {
        @Override
        public List<Path> files() {
            return List.of(file);
        }
    }

    /** Name of the file with the images, without directories. */
    default String name() {
        return files().getFirst().getFileName().toString();
    }
}
