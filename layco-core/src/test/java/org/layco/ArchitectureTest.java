package org.layco;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The walls: a package uses only packages of earlier lines, or of its own line, of the table in docs/architecture.md. */
class ArchitectureTest {
    private static final List<Set<String>> LINES = List.of(
            Set.of("units", "source"),
            Set.of("network", "device"),
            Set.of("hardware", "quant"),
            Set.of("crossbar", "fault", "activity"),
            Set.of("inference"),
            Set.of("accuracy", "mapping", "wear"),
            Set.of("cost"),
            Set.of("search"),
            Set.of("study"),
            Set.of("io"),
            Set.of("report", "campaign"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.layco");

    @Test
    void aPackageUsesOnlyPackagesOfEarlierLinesOrItsOwn() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            int line = line(from);
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass();
                if (to.getPackageName().startsWith("org.layco.") && line(to) > line) {
                    violations.add(from.getName() + " uses " + to.getName());
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void everyPackageHasItsLine() {
        assertThat(CLASSES)
                .allMatch(type -> line(type) >= 0 || type.getPackageName().equals("org.layco"));
    }

    /** But for a native library, which can be loaded from a file only. */
    @Test
    void onlyIoAndReportTouchFiles() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            if (line(from) < line("io")) {
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    if (dependency.getTargetClass().getName().equals("java.nio.file.Files")) {
                        violations.add(from.getName());
                    }
                }
            }
        }
        assertThat(violations).containsExactly("org.layco.inference.DnnlLibrary");
    }

    private static int line(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return names.length < 3 ? -1 : line(names[2]);
    }

    private static int line(String name) {
        for (int line = 0; line < LINES.size(); line++) {
            if (LINES.get(line).contains(name)) {
                return line;
            }
        }
        return -1;
    }
}
