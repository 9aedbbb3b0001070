package org.layco.io.data;

import java.io.IOException;

/** A data file that cannot be used, with the byte at which it goes wrong and what the user can do about it. */
public final class DataFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long byteOffset;
    private final String problem;
    private final String remedy;

    /**
     * Describes one problem of one file.
     *
     * @param file name of the file as the user knows it
     * @param byteOffset first wrong byte, counted from 0 in the content (after decompression, if the file is compressed)
     * @param problem what is wrong, with the values found
     * @param remedy what the user can do
     */
    public DataFileException(String file, long byteOffset, String problem, String remedy) {
        super(file + ": byte " + byteOffset + ": " + problem + ". " + remedy);
        this.file = file;
        this.byteOffset = byteOffset;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Name of the file as the user knows it. */
    public String file() {
        return file;
    }

    /** First wrong byte, counted from 0 in the content (after decompression, if the file is compressed). */
    public long byteOffset() {
        return byteOffset;
    }

    /** What is wrong, with the values found. */
    public String problem() {
        return problem;
    }

    /** What the user can do. */
    public String remedy() {
        return remedy;
    }
}
