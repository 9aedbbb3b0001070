package org.layco.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.layco.study.SampleRunRecord;

class FiguresTest {
    private static final List<Figure> FIGURES =
            Figures.of(SampleRunRecord.certified()).all();

    private static Figure figure(String id) {
        return FIGURES.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyFigureSaysWhatItShowsWithANumberOfIts() {
        assertThat(FIGURES).extracting(Figure::id).doesNotHaveDuplicates();
        assertThat(FIGURES).allSatisfy(figure -> assertThat(figure.caption()).matches("(?s).*[0-9].*\\."));
    }

    @Test
    void whatALegendNamesIsDrawn() {
        for (Figure figure : FIGURES) {
            if (figure.plot() instanceof RowPlot rows) {
                assertThat(rows.seriesNames())
                        .as(figure.id())
                        .containsAll(
                                rows.legend().stream().map(RowPlot.Series::name).toList());
            }
        }
    }

    @Test
    void dataHaveUnitsAndFullPrecision() {
        assertThat(figure("layer-energy").csv())
                .startsWith("row,series,energy_share,energy_share_from,energy_share_to\r\nconv1,energy,0.062,");
        assertThat(figure("front-loss").csv()).startsWith("series,energy_j,loss_pp,loss_pp_low,loss_pp_high\r\n");
        assertThat(figure("floor-plan").csv())
                .isEqualTo(String.join(
                        "\r\n",
                        "block,cells,voltage_v",
                        "psum_low,262144.0,1.44",
                        "ifm_low,131072.0,1.52",
                        "psum_safe,65536.0,1.5",
                        "ifm_safe,16384.0,1.6",
                        ""));
    }

    @Test
    void aPdfIsAsWideAsAColumnAndHasItsLettersAndTheSameBytesEveryTime() throws Exception {
        for (Figure figure : FIGURES) {
            byte[] pdf = figure.pdfFile();
            assertThat(Arrays.equals(pdf, figure.pdfFile())).as(figure.id()).isTrue();
            try (PDDocument document = Loader.loadPDF(pdf)) {
                assertThat(document.getNumberOfPages()).isEqualTo(1);
                assertThat(document.getPage(0).getMediaBox().getWidth() / 72 * 25.4)
                        .isBetween(87.9, 88.1);
                PDResources resources = document.getPage(0).getResources();
                assertThat(resources.getFontNames()).hasSize(1);
                PDFont font =
                        resources.getFont(resources.getFontNames().iterator().next());
                assertThat(font.getName()).contains("LiberationSans");
                assertThat(font.isEmbedded()).isTrue();
                assertThat(new PDFTextStripper().getText(document)).isNotBlank();
            }
        }
        try (PDDocument document = Loader.loadPDF(figure("ladder").pdfFile())) {
            assertThat(new PDFTextStripper().getText(document)).contains("quantized", "91.93 %", "top-1 accuracy");
        }
    }

    @Test
    void aRatioIsTheProductOfItsBars() {
        RowPlot plot =
                (RowPlot) figure("waterfall-energy-cascade_rram_buffer_8bit").plot();
        double before = 1;
        for (RowPlot.Row row : plot.rows().subList(0, plot.rows().size() - 1)) {
            RowPlot.Bar bar = (RowPlot.Bar) row.items().getFirst();
            assertThat(bar.from()).isEqualTo(before);
            before = bar.to();
        }
        RowPlot.Bar all = (RowPlot.Bar) plot.rows().getLast().items().getFirst();
        assertThat(all.from()).isEqualTo(1);
        assertThat(all.to()).isEqualTo(before);
    }

    @Test
    void aFloorPlanCoversThePlaneInTheRightShares() {
        SplittableRandom random = new SplittableRandom(5);
        for (int plans = 0; plans < 200; plans++) {
            List<FloorPlan.Item> items = IntStream.range(0, 1 + random.nextInt(9))
                    .mapToObj(i -> new FloorPlan.Item("p" + i, 1 + random.nextInt(1000), random.nextDouble(), "", ""))
                    .toList();
            double total = items.stream().mapToDouble(FloorPlan.Item::size).sum();
            FloorPlan plan = FloorPlan.of(2, "voltage_v", items);
            assertThat(plan.blocks()).hasSameSizeAs(items).allSatisfy(block -> {
                assertThat(block.width() * block.height())
                        .isBetween(
                                block.item().size() / total * (1 - 1e-9),
                                block.item().size() / total * (1 + 1e-9));
                assertThat(block.x() + block.width()).isLessThanOrEqualTo(1 + 1e-9);
                assertThat(block.y() + block.height()).isLessThanOrEqualTo(1 + 1e-9);
            });
        }
    }
}
