package org.layco.study.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layco.io.InvalidInputException;
import org.layco.io.record.CertifiedRunFiles;
import org.layco.io.record.RunRecordFiles;
import org.layco.io.study.ClaimLoader;
import org.layco.study.RunRecord;
import org.layco.study.SampleRunRecord;

class CertifiedRunTest {
    @TempDir
    private Path directory;

    @Test
    void aSummaryHoldsEveryLayerOfThePlanWithTheBitsOfRaq() {
        RunRecord run = SampleRunRecord.certified();
        CertifiedRun summary = CertifiedRun.of(run);
        assertThat(summary.layers()).hasSameSizeAs(run.plan().layers());
        CertifiedRun.Layer second = summary.layers().get(1);
        RunRecord.Operands operands = run.plan().layers().get(1).operands();
        assertThat(second.setting().weightBits()).isEqualTo(operands.weight().bits());
        assertThat(second.setting().inputErrorRate()).isEqualTo(operands.input().bitErrorRate());
        assertThat(second.partialSumVoltageV()).isEqualTo(operands.partialSum().voltageV());
        assertThat(second.raqWeightBits()).isEqualTo(5);
        assertThat(summary.reproduce()).isEqualTo(run.provenance().reproduce());
    }

    @Test
    void aSummaryReadsBackAsItWasWritten() {
        CertifiedRun summary = CertifiedRun.of(SampleRunRecord.certified());
        Path file = directory.resolve("run.json");
        CertifiedRunFiles.write(file, summary);
        assertThat(CertifiedRunFiles.read(file)).isEqualTo(summary);
    }

    @Test
    void whatIsMissingIsABadInput() {
        Path run = directory.resolve("run.json");
        RunRecordFiles.write(run, SampleRunRecord.failed());
        assertThatThrownBy(() -> ClaimLoader.summary(run))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not certified");
        assertThatThrownBy(() -> ClaimLoader.load(directory.resolve("absent")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aStudyNeedsARunOfEveryFamilyAndStyle() {
        CertifiedRunFiles.write(directory.resolve("one.json"), CertifiedRun.of(SampleRunRecord.certified()));
        assertThatThrownBy(() -> ClaimLoader.load(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("There is no certified run of");
    }

    @Test
    void aRunWithoutCertificateSupportsNothing() {
        RunRecord failed = SampleRunRecord.failed();
        assertThatThrownBy(() -> CertifiedRun.of(failed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not certified");
    }
}
