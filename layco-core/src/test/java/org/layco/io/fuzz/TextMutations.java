package org.layco.io.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes of a YAML, JSON or CSV text: words exchanged for others that some reader may stumble over, lines lost or moved. */
final class TextMutations {
    private static final Pattern WORD = Pattern.compile("[-+.\\w/]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d+)?");

    private static final List<String> WORDS = List.of(
            "",
            "0",
            "-0",
            "-1",
            "1e999",
            "-1e999",
            "1e-999",
            "1e308 V",
            "9".repeat(400),
            "2147483648",
            "9223372036854775808",
            ".nan",
            "NaN",
            "Infinity",
            "null",
            "~",
            "true",
            "[]",
            "{}",
            "[1, [2, [3]]]",
            "{a: {b: {c: d}}}",
            "[".repeat(2_000),
            "{a: ".repeat(2_000),
            "&x [1]",
            "*x",
            "&x {<<: *x}",
            "!!java.net.URL x",
            "!!binary aGVsbG8=",
            "!!int 3",
            "\"\\0\"",
            "\"\\uD800\"",
            "\"\\n\"",
            "'",
            "\"",
            "|",
            ">-",
            "---",
            "...",
            "%YAML 9.9",
            "#",
            "? x",
            "- x",
            "\t",
            "\u0000",
            "\u0085",
            "\ufeff",
            "\ud83d\ude00",
            "3 pJ",
            "1.5 V",
            "1.5 bananas",
            "\u00b5V",
            "../../../../../../etc/passwd",
            "/etc/passwd",
            "/dev/zero",
            "file\u0000name",
            "x".repeat(5_000),
            ",",
            ",,,,,,",
            ";",
            "voltage_v");

    private TextMutations() {}

    static byte[] apply(byte[] input, Random random) {
        String text = new String(input, StandardCharsets.UTF_8);
        String changed = switch (random.nextInt(12)) {
            case 0, 1, 2 -> replaced(text, WORD, WORDS.get(random.nextInt(WORDS.size())), random);
            case 3, 4 -> replaced(text, NUMBER, number(random), random);
            case 5 -> replaced(text, WORD, word(text, random), random);
            case 6 -> lines(text, random, TextMutations::removed);
            case 7 -> lines(text, random, TextMutations::repeated);
            case 8 -> lines(text, random, TextMutations::moved);
            case 9 -> lines(text, random, TextMutations::indented);
            case 10 -> misspelt(text, random);
            default -> text.substring(0, random.nextInt(text.length() + 1));
        };
        byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(40) == 0 ? ByteMutations.apply(bytes, random) : bytes;
    }

    private static String number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt(20));
            case 1 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 2 -> Long.toString(random.nextLong());
            default -> Double.toString(Math.scalb(1.0, random.nextInt(200) - 100));
        };
    }

    private static String word(String text, Random random) {
        List<String> words =
                WORD.matcher(text).results().map(MatchResult::group).toList();
        return words.isEmpty() ? "x" : words.get(random.nextInt(words.size()));
    }

    private static String replaced(String text, Pattern pattern, String by, Random random) {
        List<MatchResult> places = pattern.matcher(text).results().toList();
        if (places.isEmpty()) {
            return text + by;
        }
        MatchResult place = places.get(random.nextInt(places.size()));
        return text.substring(0, place.start()) + by + text.substring(place.end());
    }

    private static String misspelt(String text, Random random) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        char other = (char) (' ' + random.nextInt(95));
        return text.substring(0, at) + (random.nextBoolean() ? "" : other) + text.substring(at + 1);
    }

    private interface LineChange {
        void apply(List<String> lines, int at, Random random);
    }

    private static String lines(String text, Random random, LineChange change) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        change.apply(lines, random.nextInt(lines.size()), random);
        return String.join("\n", lines);
    }

    private static void removed(List<String> lines, int at, Random random) {
        lines.remove(at);
    }

    private static void repeated(List<String> lines, int at, Random random) {
        lines.add(random.nextInt(lines.size() + 1), lines.get(at));
    }

    private static void moved(List<String> lines, int at, Random random) {
        String line = lines.remove(at);
        lines.add(random.nextInt(lines.size() + 1), line);
    }

    private static void indented(List<String> lines, int at, Random random) {
        lines.set(at, " ".repeat(random.nextInt(6)) + lines.get(at).strip());
    }
}
