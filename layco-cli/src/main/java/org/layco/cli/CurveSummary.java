package org.layco.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.layco.study.CurveRecord;

/** A curve record as tables. */
final class CurveSummary {
    private CurveSummary() {}

    static void print(CurveRecord record, List<Path> written, PrintWriter out) {
        CurveRecord.Setting setting = record.setting();
        out.printf(
                Locale.ROOT,
                "%s on %d images of %s: %d-bit weights (%s), %d-bit inputs; errors in %s%n%n",
                record.study().network().name(),
                record.study().images(),
                record.study().data().name(),
                setting.weightBits(),
                setting.encoding(),
                setting.inputBits(),
                String.join(", ", setting.operands()));
        header(out, "");
        for (CurveRecord.Row row : record.curve()) {
            print(out, "", row.maps() == 0 ? row.name() : rate(row.bitErrorRate()), row);
        }
        if (!record.layers().isEmpty()) {
            String column = layerColumn("layer", "operand");
            out.println();
            header(out, column);
            for (CurveRecord.Row row : record.layers()) {
                print(out, layerColumn(row.layer(), row.operand()), rate(row.bitErrorRate()), row);
            }
        }
        out.println();
        out.println("[..] 95 % interval over fault maps on these images; (..) 95 % interval over images.");
        record.warnings().forEach(warning -> out.println("warning: " + warning));
        written.forEach(file -> out.println("wrote " + file));
    }

    private static String layerColumn(@Nullable String layer, @Nullable String operand) {
        return String.format(Locale.ROOT, "%-28s %-11s ", layer, operand);
    }

    private static String rate(double bitErrorRate) {
        return String.format(Locale.ROOT, "%.3g", bitErrorRate);
    }

    private static void header(PrintWriter out, String prefix) {
        out.printf(
                Locale.ROOT,
                "%s%-10s %4s %7s %16s %7s %16s %8s %18s%n",
                prefix,
                "ber",
                "maps",
                "top-1 %",
                "[over maps]",
                "sd pp",
                "(over images)",
                "loss pp",
                "[over maps]");
    }

    private static void print(PrintWriter out, String prefix, String name, CurveRecord.Row row) {
        out.printf(
                Locale.ROOT,
                "%s%-10s %4d %7.2f %16s %7s %16s %8.2f %18s%n",
                prefix,
                name,
                row.maps(),
                100 * row.top1(),
                interval(row.top1Low(), row.top1High(), 100),
                row.sdPp() == null ? "-" : String.format(Locale.ROOT, "%.2f", row.sdPp()),
                String.format(Locale.ROOT, "(%.2f, %.2f)", 100 * row.top1ImagesLow(), 100 * row.top1ImagesHigh()),
                row.lossPp(),
                interval(row.lossLowPp(), row.lossHighPp(), 1));
    }

    private static String interval(@Nullable Double low, @Nullable Double high, double factor) {
        return low == null || high == null
                ? "-"
                : String.format(Locale.ROOT, "[%.2f, %.2f]", factor * low, factor * high);
    }
}
