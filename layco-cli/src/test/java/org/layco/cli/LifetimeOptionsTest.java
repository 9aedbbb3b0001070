package org.layco.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.record.PlanFile;
import org.layco.io.record.PlanYaml;

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

    /** What the message proposes is what the next command takes, and then nothing is too short any more. */
    @Test
    void theBufferAreaThatIsProposedIsEnough() {
        run("--lifetime", "10y", "--rate", "30/s");
        Matcher proposed = Pattern.compile("--buffer-area ([0-9.]+) gives").matcher(err.toString());
        assertThat(proposed.find()).isTrue();
        String area = proposed.group(1);
        err.getBuffer().setLength(0);
        run("--lifetime", "10y", "--rate", "30/s", "--buffer-area", area);
        assertThat(err.toString()).doesNotContain("too short");
        PlanFile plan = PlanYaml.read(directory.resolve("plan.yaml"));
        assertThat(plan.bufferArea()).isEqualTo(Double.parseDouble(area));
        err.getBuffer().setLength(0);
        run("--lifetime", "10y", "--rate", "30/s", "--buffer-area", Double.toString(Double.parseDouble(area) / 10));
        assertThat(err.toString()).contains("too short");
        assertThat(run("--buffer-area", "0.5")).isEqualTo(3);
        assertThat(err.toString()).contains("--buffer-area", "0.5 is not from 1 to 100000");
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
