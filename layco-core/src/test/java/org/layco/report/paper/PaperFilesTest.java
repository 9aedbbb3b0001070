package org.layco.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.layco.report.figure.Figures;
import org.layco.report.table.Tables;
import org.layco.study.RunRecord;
import org.layco.study.SampleRunRecord;

class PaperFilesTest {
    private static final RunRecord RUN = SampleRunRecord.certified();
    private static final Map<String, byte[]> FILES = PaperFiles.of(RUN);

    private static String text(String name) {
        byte[] content = FILES.get(name);
        assertThat(content).as(name).isNotNull();
        return new String(content, StandardCharsets.UTF_8);
    }

    @Test
    void everyFigureAndTableIsThereInEveryFormat() {
        Figures.of(RUN)
                .all()
                .forEach(figure -> assertThat(FILES)
                        .containsKeys(figure.id() + ".svg", figure.id() + ".pdf", figure.id() + ".csv"));
        Tables.of(RUN)
                .all()
                .forEach(table ->
                        assertThat(FILES).containsKeys(table.id() + ".tex", table.id() + ".md", table.id() + ".csv"));
        assertThat(text("captions.md")).contains("* `ladder` **Top-1 accuracy, step by step.** From float (91.88");
    }

    @Test
    void aTableIsATabularThatPlainLatexSets() {
        String latex = text("layers-table.tex");
        assertThat(latex)
                .contains("\\multicolumn{4}{c}{Partial sum}", "10$^{-6}$", "ifm\\_safe", "\\midrule")
                .contains("1x28x28 $\\to$ 16x28x28")
                .endsWith("\\bottomrule\n\\end{tabular}\n");
        long columns = latex.lines()
                .skip(1)
                .findFirst()
                .orElse("")
                .chars()
                .filter(c -> c == 'l' || c == 'r')
                .count();
        assertThat(latex.lines()
                        .filter(line -> line.startsWith("layer1.0.conv1"))
                        .findFirst()
                        .orElse(""))
                .matches(line -> line.chars().filter(c -> c == '&').count()
                        == Tables.of(RUN).layers().columns().size() - 1);
        assertThat(columns).isGreaterThanOrEqualTo(17);
        assertThat(latex.chars()).allMatch(c -> c < 128);
    }

    @Test
    void markdownAndCsvHaveARowPerLayer() {
        assertThat(text("layers-table.md").lines()).hasSize(12).allMatch(line -> line.startsWith("| "));
        assertThat(text("layers-table.csv").lines().toList().get(1))
                .startsWith("conv1,\"1x28x28 → 16x28x28, kernel 3x3\",112896.0,6.0,2.0,1.0E-6,weights,");
    }
}
