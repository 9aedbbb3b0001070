package org.layco.io.record;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.layco.study.CurveRecord;

/**
 * An accuracy curve as {@code curve.csv}: one row per point, units in the header. Columns {@code layer} and {@code operand}
 * are empty where the whole network is meant; figures that do not exist are empty.
 */
public final class CurveCsv {
    private static final List<String> HEADER = List.of(
            "name",
            "layer",
            "operand",
            "bit_error_rate",
            "maps",
            "top1",
            "top1_low",
            "top1_high",
            "sd_pp",
            "top1_images_low",
            "top1_images_high",
            "loss_pp",
            "loss_low_pp",
            "loss_high_pp");

    private CurveCsv() {}

    /** The table, header first. */
    public static String toCsv(CurveRecord record) {
        return Csv.table(
                HEADER,
                Stream.concat(record.curve().stream(), record.layers().stream()).map(CurveCsv::row));
    }

    private static String row(CurveRecord.Row row) {
        return Stream.of(
                        row.name(),
                        row.layer() == null ? "" : Csv.text(row.layer()),
                        row.operand() == null ? "" : row.operand(),
                        Double.toString(row.bitErrorRate()),
                        Integer.toString(row.maps()),
                        Double.toString(row.top1()),
                        number(row.top1Low()),
                        number(row.top1High()),
                        number(row.sdPp()),
                        Double.toString(row.top1ImagesLow()),
                        Double.toString(row.top1ImagesHigh()),
                        Double.toString(row.lossPp()),
                        number(row.lossLowPp()),
                        number(row.lossHighPp()))
                .collect(Collectors.joining(","));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : Double.toString(value);
    }
}
