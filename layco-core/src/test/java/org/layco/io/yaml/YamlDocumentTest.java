package org.layco.io.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.layco.io.Diagnostic;
import org.layco.io.InvalidInputException;
import org.layco.units.Dimension;

class YamlDocumentTest {
    private record Part(double energyJoules, int bits) {
        Part {
            if (bits > 8 && energyJoules < 1e-12) {
                throw new IllegalArgumentException("A part of %d bits needs 1 pJ. Raise its energy.".formatted(bits));
            }
        }
    }

    private record Card(String name, Part part, List<Integer> widths, Optional<Part> spare) {}

    private enum Colour {
        RED,
        GREEN
    }

    private static Part part(YamlMapping yaml) {
        return new Part(yaml.quantity("energy", Dimension.ENERGY, 0, 1e-9), yaml.integer("bits", 1, 16));
    }

    private static Card card(YamlMapping yaml) {
        return new Card(
                yaml.text("name"),
                yaml.mapping("part", YamlDocumentTest::part),
                yaml.integers("widths", 2, 16),
                yaml.mappingIfPresent("spare", YamlDocumentTest::part));
    }

    private static List<Diagnostic> problems(String text, Function<YamlMapping, ?> schema) {
        return catchThrowableOfType(InvalidInputException.class, () -> YamlDocument.read("card.yaml", text, schema))
                .diagnostics();
    }

    @Test
    void readsAWellFormedFile() {
        Card card = YamlDocument.read("card.yaml", """
                layco: 1
                name: a card   # with a comment
                part: {energy: 0.6 pJ, bits: 8}
                widths: [4, 8]
                """, YamlDocumentTest::card);
        assertThat(card).isEqualTo(new Card("a card", new Part(0.6e-12, 8), List.of(4, 8), Optional.empty()));
    }

    @Test
    void reportsEverythingThatIsWrongAtOnceInTheOrderOfTheFile() {
        List<Diagnostic> problems = problems("""
                layco: 1
                nmae: a card
                part:
                  energy: 5
                  bits: 17
                widths: [4, wide]
                spare:
                  energy: 5 V
                  bits: 2
                """, YamlDocumentTest::card);
        assertThat(problems.stream().map(Diagnostic::message))
                .containsExactlyInAnyOrder(
                        "key 'name' is missing",
                        "unknown key 'nmae'",
                        "'5' has no unit",
                        "bits (17) is outside [1, 16]",
                        "'widths' must be a whole number, not 'wide'",
                        "'5 V' is a quantity of voltage, not of energy");
        assertThat(problems.stream()
                        .map(problem -> problem.position().orElseThrow().line()))
                .isSorted();
    }

    @Test
    void aMissingUnitIsShownWithItsPlaceAndARemedy() {
        Diagnostic problem = problems("""
                        layco: 1
                        name: a
                        part:
                          energy: 5
                          bits: 8
                        """, YamlDocumentTest::card).getFirst();
        assertThat(problem.render()).isEqualTo("""
                        card.yaml:4:11: error: '5' has no unit
                            energy: 5
                                    ^
                        help: Write for example 'energy: 5 pJ'.""");
    }

    @Test
    void aMisspeltKeyNamesTheOneThatWasMeant() {
        Diagnostic problem = problems(
                        "layco: 1\nname: a\npart: {energy: 5 pJ, bits: 8, enrgy: 6 pJ}\n", YamlDocumentTest::card)
                .getFirst();
        assertThat(problem.message()).isEqualTo("unknown key 'enrgy' in part");
        assertThat(problem.help()).isEqualTo("Did you mean 'energy'?");
    }

    @Test
    void whatARecordObjectsToIsReportedAtItsBlock() {
        Diagnostic problem = problems("layco: 1\nname: a\npart: {energy: 0.1 pJ, bits: 9}\n", YamlDocumentTest::card)
                .getFirst();
        assertThat(problem.message()).isEqualTo("A part of 9 bits needs 1 pJ");
        assertThat(problem.help()).isEqualTo("Raise its energy.");
        assertThat(problem.position().orElseThrow().line()).isEqualTo(3);
    }

    @Test
    void aMissingBlockIsReportedOnceAndNotForEachOfItsKeys() {
        assertThat(problems("layco: 1\nname: a\n", YamlDocumentTest::card))
                .extracting(Diagnostic::message)
                .containsExactly("key 'part' is missing");
    }

    @Test
    void wrongKindsOfValuesAreNamed() {
        assertThat(problems("layco: 1\nname: [a]\npart: 3\nwidths: 4\n", YamlDocumentTest::card))
                .extracting(Diagnostic::message)
                .containsExactly("'name' must be a text", "'part' must be a block of keys", "'widths' must be a list");
    }

    @Test
    void textThatIsNotYamlIsReportedWhereItBreaks() {
        Diagnostic problem = problems("layco: 1\nname: \"open\npart: {\n", YamlDocumentTest::card)
                .getFirst();
        assertThat(problem.message()).startsWith("not YAML: ");
        assertThat(problem.position()).isPresent();
        assertThat(problems("", YamlDocumentTest::card).getFirst().help()).contains("layco: 1");
        assertThat(problems("- a\n", YamlDocumentTest::card).getFirst().message())
                .contains("not a mapping");
    }

    @Test
    void keysThatOccurTwiceAreReported() {
        assertThat(problems("layco: 1\nname: a\nname: b\npart: {energy: 5 pJ, bits: 8}\n", YamlDocumentTest::card))
                .extracting(Diagnostic::message)
                .contains("key 'name' occurs twice");
    }

    @Test
    void choicesAndFlagsListWhatIsAllowed() {
        List<Diagnostic> problems = problems(
                "layco: 1\ncolour: gren\nloud: yes\n",
                yaml -> yaml.choice("colour", Colour.class).name() + yaml.flag("loud", false));
        assertThat(problems)
                .extracting(Diagnostic::help)
                .containsExactly("Did you mean 'green'?", "Write true or false.");
    }
}
