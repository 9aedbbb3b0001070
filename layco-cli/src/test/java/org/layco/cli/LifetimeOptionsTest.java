package org.layco.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifetimeOptionsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int run(String... lifetime) {
        String[] arguments = new String[lifetime.length + 7];
        String[] base = {"run", "--model", "fashion_lenet5", "--limit-images", "900", "--out", directory.toString()};
        System.arraycopy(base, 0, arguments, 0, 7);
        System.arraycopy(lifetime, 0, arguments, 7, lifetime.length);
        return Main.execute(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void aLifetimeNeedsARateAndUnits() {
        assertThat(run("--lifetime", "10y")).isEqualTo(3);
        assertThat(err.toString()).contains("Give both, such as --lifetime 10y --rate 30/s");
        assertThat(run("--lifetime", "10", "--rate", "30/s")).isEqualTo(3);
        assertThat(err.toString()).contains("'10' has no unit");
    }

    @Test
    void aPlanThatDoesNotLastIsReportedWithWhatWouldHelpAndExitCodeFour() {
        assertThat(run("--lifetime", "10y", "--rate", "30/s")).isEqualTo(4);
        assertThat(err.toString())
                .contains("times too short", "any one is enough")
                .contains("inferences/s");
        assertThat(out.toString()).contains("10.0 years required", "perfect_levelling");
    }
}
