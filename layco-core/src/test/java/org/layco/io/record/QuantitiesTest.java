package org.layco.io.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.layco.study.RunRecord;

/**
 * {@code docs/reference/quantities.md} comes from the code: every key of {@code run.json} with its unit and the sentence of its
 * Javadoc. {@code -Dlayco.docs=write} writes the page, {@code check} compares it; otherwise no key may be on it that is gone.
 */
class QuantitiesTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "quantities.md");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern PARAM =
            Pattern.compile("@param (\\w+) (.*?)(?=@param|@return|@throws|\\*/)", Pattern.DOTALL);

    /** By the ending of a key, longest first. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("_pp", "pp"),
            Map.entry("_j", "J"),
            Map.entry("_m2", "m2"),
            Map.entry("_s", "s"),
            Map.entry("_v", "V"),
            Map.entry("_years", "years"),
            Map.entry("_bytes", "bytes"),
            Map.entry("_inferences", "inferences"),
            Map.entry("_per_s", "1/s"));

    @Test
    void thePageListsKeysOfARunRecord() throws IOException {
        String page = page();
        switch (System.getProperty("layco.docs", "")) {
            case "write" -> Files.writeString(PAGE, page);
            case "check" -> assertThat(PAGE).hasContent(page);
            default -> assertThat(keys(page)).containsAll(keys(Files.readString(PAGE)));
        }
    }

    /** Headings with the keys below them. */
    private static Set<String> keys(String page) {
        Set<String> keys = new LinkedHashSet<>();
        String heading = "";
        for (String line : page.lines().toList()) {
            if (line.startsWith("## ")) {
                heading = line;
            } else if (line.startsWith("| `")) {
                keys.add(heading + " " + line.substring(0, line.indexOf('|', 1)));
            }
        }
        return keys;
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Reported quantities

                Every key of `run.json`, generated from the code. Ratios are 0..1; pp are percentage points; "n/a" in the column *absent* says that the key may
                be `null`, with the reason beside it. Each table is one kind of block; its heading is where it stands.
                """);
        Deque<Block> open = new ArrayDeque<>(List.of(new Block("run.json", RunRecord.class)));
        Set<Class<?>> seen = new LinkedHashSet<>(Set.of(RunRecord.class));
        while (!open.isEmpty()) {
            Block block = open.removeFirst();
            page.append(table(block));
            for (RecordComponent component : block.record().getRecordComponents()) {
                String place = (block.record() == RunRecord.class ? "" : block.place() + ".")
                        + RecordJson.key(component.getName());
                inner(component.getGenericType())
                        .filter(seen::add)
                        .ifPresent(record -> open.addLast(
                                new Block(place + (component.getType() == List.class ? "[]" : ""), record)));
            }
        }
        return page.toString();
    }

    private record Block(String place, Class<?> record) {}

    private static Optional<Class<?>> inner(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return inner(arguments[arguments.length - 1]);
        }
        return type instanceof Class<?> raw
                        && raw.isRecord()
                        && raw.getPackageName().startsWith("org.layco.study")
                ? Optional.of(raw)
                : Optional.empty();
    }

    private static String table(Block block) throws IOException {
        String doc = javadoc(block.record());
        Map<String, String> parameters = new TreeMap<>();
        Matcher matcher = PARAM.matcher(doc);
        while (matcher.find()) {
            parameters.put(matcher.group(1), plain(matcher.group(2)));
        }
        StringBuilder table = new StringBuilder("\n## ").append(block.place()).append('\n');
        table.append(plain(doc.replaceFirst("(?s)@param.*", "").replace("*/", "")))
                .append('\n');
        table.append("\n| key | unit | absent | meaning |\n|---|---|---|---|\n");
        for (RecordComponent component : block.record().getRecordComponents()) {
            String key = RecordJson.key(component.getName());
            table.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            key,
                            unit(key, component.getGenericType()),
                            component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? "n/a" : "",
                            parameters.getOrDefault(component.getName(), "").replace("|", "\\|")));
        }
        return table.toString();
    }

    private static String unit(String key, Type type) {
        if (!(type == double.class || type == Double.class || type == int.class || type == long.class)) {
            return "";
        }
        return UNITS.entrySet().stream()
                .filter(unit -> key.endsWith(unit.getKey()))
                .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
                .map(Map.Entry::getValue)
                .orElse("1");
    }

    /** The comment before a record's declaration, without its stars. */
    private static String javadoc(Class<?> record) throws IOException {
        Class<?> outer = record;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        String source = Files.readString(SOURCES.resolve(outer.getName().replace('.', '/') + ".java"));
        Matcher declared =
                Pattern.compile("record " + record.getSimpleName() + "\\(").matcher(source);
        assertThat(declared.find()).as("declaration of %s", record).isTrue();
        int end = source.lastIndexOf("*/", declared.start());
        int start = source.lastIndexOf("/**", end);
        return source.substring(start + 3, end + 2).replaceAll("\n\\s*\\*(?!/) ?", "\n");
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@(?:code|link|literal)\\s+(?:[\\w.]*#)?([^}]*)}", "`$1`")
                .replaceAll("<p>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
