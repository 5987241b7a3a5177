package org.hornbook.classify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.hornbook.store.Json;

/// Documents of the sample corpora with one annotator's labels.
record Samples(List<String> texts, int[] labels) {
    static Samples lessons() {
        return of("lessons", "author-a", Integer.MAX_VALUE);
    }

    static Samples exercises(int most) {
        return of("exercises", "template", most);
    }

    private static Samples of(String corpus, String annotator, int most) {
        Map<String, String> known = new HashMap<>();
        for (JsonNode row : rows(corpus, "documents")) {
            known.put(row.path("id").asText(), row.path("text").asText());
        }
        List<String> texts = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (JsonNode row : rows(corpus, "labels")) {
            if (row.path("annotator").asText().equals(annotator) && texts.size() < most) {
                texts.add(known.get(row.path("id").asText()));
                labels.add(row.path("label").asInt());
            }
        }
        return new Samples(texts, labels.stream().mapToInt(i -> i).toArray());
    }

    private static List<JsonNode> rows(String corpus, String name) {
        Path file = Path.of(System.getProperty("hornbook.datasets"), corpus, name + ".jsonl.gz");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> Json.read(line, JsonNode.class)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Texts that try what a reader of characters may get wrong.
    static List<String> odd(int many, long seed) {
        String[] parts = {
            "def ",
            "def f(",
            "def g(x):",
            "def größe(ä): ",
            "):",
            ")",
            "(",
            "\"\"\"",
            "'''",
            "r\"\"\"",
            "u'''",
            ":",
            " -> int:",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "    ",
            "\t",
            " ",
            "\u00a0",
            "\u2028",
            "\u0085",
            "\u000b",
            "\u001c",
            "\f",
            "\u0001",
            "İstanbul",
            "ΑΣ",
            "ΟΔΟΣ ΑΣΑ",
            "ǅ",
            "ß",
            "straße",
            "ages",
            "age",
            "is",
            "classes",
            "S",
            "数を足す",
            "값",
            "😀",
            "\uD800",
            "\uDC00",
            "0",
            "1",
            "42",
            "٣",
            "x_y",
            "__init__",
            "==",
            "!=",
            "<=",
            ">=",
            "+=",
            "-=",
            "*=",
            "**",
            "//",
            "->",
            "===",
            ">>>",
            "```",
            "=",
            "return",
            "TODO",
            "pass\n",
            "FIXME",
            "for example",
            "Example",
            "- item",
            "* item",
            "1. item",
            "12) item",
            "1.item",
            "# say",
            "// say",
            "-- say",
            "import os",
            "from x import y",
            "#include <a>",
            ". ",
            ".\n",
            "min",
            "none",
            "True",
            "total",
            "Total"
        };
        SplittableRandom random = new SplittableRandom(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(60); k >= 0; k--) {
                text.append(parts[random.nextInt(parts.length)]);
                if (random.nextInt(3) == 0) {
                    text.append(random.nextInt(2) == 0 ? ' ' : '\n');
                }
                if (random.nextInt(40) == 0) {
                    text.append((char) random.nextInt(1 << 16));
                }
                if (random.nextInt(60) == 0) {
                    text.append("x😀".repeat(random.nextInt(2_200)));
                }
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
