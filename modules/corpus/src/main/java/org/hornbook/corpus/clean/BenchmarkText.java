package org.hornbook.corpus.clean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.corpus.Opened;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// The texts of a benchmark, to be looked for in documents: HumanEval's and MBPP's JSON Lines with
/// prompt, solution and tests, any other JSON Lines with all text that is in a row, or a plain text
/// as one item. Packed by `.gz` or `.zst`.
///
/// @param sha256 of the file
public record BenchmarkText(String name, Path file, String sha256, List<Item> items) {
    private static final long LARGEST = 2L << 30;

    public BenchmarkText {
        items = List.copyOf(items);
    }

    /// One task or question.
    public record Item(String name, String text) {}

    /// Throws `IllegalArgumentException` naming file and line if a row is not JSON, or nothing is
    /// in it.
    public static BenchmarkText read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException(
                    file + " is larger than 2 GB: a benchmark is a small file; is it the corpus?");
        }
        String plain = file.getFileName().toString().replaceAll("(?i)\\.(gz|zst)$", "");
        List<Item> items = plain.matches("(?i).*\\.(jsonl|ndjson|json)") ? rows(file) : whole(file);
        items.removeIf(item -> item.text().isBlank());
        if (items.isEmpty()) {
            throw new IllegalArgumentException("there is no text in " + file);
        }
        return new BenchmarkText(
                plain.replaceAll("\\.[A-Za-z]+$", ""),
                file.toAbsolutePath(),
                Sha256.of(file),
                items);
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(Opened.stream(file), StandardCharsets.UTF_8));
    }

    private static List<Item> whole(Path file) throws IOException {
        try (BufferedReader in = open(file)) {
            StringBuilder text = new StringBuilder();
            char[] some = new char[1 << 14];
            for (int n; (n = in.read(some)) > 0; ) {
                text.append(some, 0, n);
            }
            return new ArrayList<>(
                    List.of(new Item(file.getFileName().toString(), text.toString())));
        }
    }

    private static List<Item> rows(Path file) throws IOException {
        List<Item> items = new ArrayList<>();
        int number = 0;
        try (BufferedReader in = open(file)) {
            for (String line; (line = in.readLine()) != null; ) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    items.add(item(Json.mapper().readTree(line), number));
                } catch (JsonProcessingException e) {
                    throw new IllegalArgumentException(
                            "not JSON, one object in each line: "
                                    + e.getOriginalMessage()
                                    + " ["
                                    + file.getFileName()
                                    + ":"
                                    + number
                                    + "]",
                            e);
                }
            }
        }
        return items;
    }

    private static Item item(JsonNode row, int number) {
        String name = "line " + number;
        for (String field : List.of("task_id", "id", "name", "question_id")) {
            if (row.path(field).isValueNode() && !row.path(field).isNull()) {
                name = (field.equals("task_id") ? "" : field + " ") + row.path(field).asText();
                break;
            }
        }
        if (row.has("canonical_solution")) {
            return new Item(
                    name,
                    row.path("prompt").asText()
                            + row.path("canonical_solution").asText()
                            + "\n"
                            + row.path("test").asText());
        }
        StringBuilder text = new StringBuilder();
        if (row.isTextual()) {
            text.append(row.asText());
        }
        row.properties().stream()
                .filter(e -> !e.getKey().matches("task_id|id|name|question_id|entry_point"))
                .forEach(e -> collect(e.getValue(), text));
        return new Item(name, text.toString());
    }

    private static void collect(JsonNode value, StringBuilder text) {
        if (value.isTextual()) {
            text.append(value.asText()).append("\n\n");
        } else if (value.isContainerNode()) {
            value.forEach(inner -> collect(inner, text));
        }
    }
}
