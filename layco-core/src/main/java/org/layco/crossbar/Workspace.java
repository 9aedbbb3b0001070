package org.layco.crossbar;

/** Scratch arrays of one worker thread, grown to the largest layer it has met. Contents do not survive a layer. */
final class Workspace {
    private float[] planes = {};
    private double[] widePlanes = {};
    private int[] rows = {};
    private double[] wideRows = {};
    private int[] sums = {};
    private float[] column = {};

    float[] planes(int size) {
        if (planes.length < size) {
            planes = new float[size];
        }
        return planes;
    }

    double[] widePlanes(int size) {
        if (widePlanes.length < size) {
            widePlanes = new double[size];
        }
        return widePlanes;
    }

    int[] rows(int size) {
        if (rows.length < size) {
            rows = new int[size];
        }
        return rows;
    }

    double[] wideRows(int size) {
        if (wideRows.length < size) {
            wideRows = new double[size];
        }
        return wideRows;
    }

    int[] sums(int size) {
        if (sums.length < size) {
            sums = new int[size];
        }
        return sums;
    }

    float[] column(int size) {
        if (column.length < size) {
            column = new float[size];
        }
        return column;
    }
}
