package org.layco.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
    @Test
    void aBinaryFileIsNamedWithoutALine() {
        assertThat(Diagnostic.of("net.onnx", "the file is empty", "Export it again.")
                        .render())
                .isEqualTo("net.onnx: error: the file is empty\nhelp: Export it again.");
    }

    @Test
    void aTextFileShowsTheLineAndACaretBelowTheColumn() {
        Diagnostic diagnostic =
                Diagnostic.at("cell.yaml", 3, 10, "\tvoltage: 2.0", "'2.0' has no unit", "Write '2.0 V'.");
        assertThat(diagnostic.render()).isEqualTo("""
                        cell.yaml:3:10: error: '2.0' has no unit
                          \tvoltage: 2.0
                          \t        ^
                        help: Write '2.0 V'.""");
    }

    @Test
    void anInvalidInputCarriesAllThatIsWrong() {
        Diagnostic one = Diagnostic.of("a", "first", "Do this.");
        Diagnostic two = Diagnostic.of("b", "second", "Do that.");
        InvalidInputException exception = new InvalidInputException(List.of(one, two));
        assertThat(exception.diagnostics()).containsExactly(one, two);
        assertThat(exception).hasMessage("a: error: first\nhelp: Do this.\nb: error: second\nhelp: Do that.");
        assertThatThrownBy(() -> new InvalidInputException(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongLineIsShownAroundItsColumn() {
        String line = "x".repeat(5_000) + "HERE" + "y".repeat(5_000);
        String[] shown = Diagnostic.at("f", 1, 5_001, line, "m", "h.").render().split("\n");
        assertThat(shown[1]).hasSizeLessThan(200);
        assertThat(shown[1].substring(shown[2].indexOf('^'))).startsWith("HERE");
        assertThat(Diagnostic.of("f", "z".repeat(5_000), "h.").render()).hasSizeLessThan(1_100);
    }
}
