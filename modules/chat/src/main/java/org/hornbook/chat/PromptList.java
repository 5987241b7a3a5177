package org.hornbook.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hornbook.store.Json;

/// A named list of prompts: one of those that are shipped, or a person's file.
public record PromptList(String name, List<Prompt> prompts) {
    private static final long LARGEST = 4 << 20; // bytes of a prompt file

    /// The lists that are shipped: prompts alone, never what a model made of them.
    public static final List<String> SHIPPED = List.of("self-awareness", "code", "textbook");

    public PromptList {
        prompts = List.copyOf(prompts);
    }

    /// Reads one of `SHIPPED`.
    public static PromptList shipped(String name) {
        try (InputStream in = PromptList.class.getResourceAsStream("prompts/" + name + ".jsonl")) {
            if (in == null) {
                throw new IllegalArgumentException("no list of prompts is called " + name);
            }
            return new PromptList(
                    name, rows(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a person's file: JSON Lines with a `prompt` or `text` in each row, and a `title` and
    /// `form` where there are; any other file is one prompt. Throws `IllegalArgumentException`,
    /// with the line, if it cannot be used.
    public static PromptList read(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException(
                    name + " is larger than 4 MB: too long for a file of prompts");
        }
        String text = Files.readString(file);
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".jsonl")) {
            return new PromptList(name, rows(name, text));
        }
        return new PromptList(name, List.of(Prompt.of(text.stripTrailing(), Form.COMPLETION)));
    }

    private static List<Prompt> rows(String name, String text) {
        List<Prompt> prompts = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                prompts.add(row(line, " [" + name + ":" + number + "]"));
            }
        }
        return prompts;
    }

    private static Prompt row(String line, String place) {
        JsonNode row;
        try {
            row = Json.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON" + place, e);
        }
        String text = row.path("prompt").asText(row.path("text").asText(""));
        if (text.isBlank()) {
            throw new IllegalArgumentException("no prompt or text" + place);
        }
        Prompt plain = Prompt.of(text, form(row.path("form").asText("completion"), place));
        String title = row.path("title").asText("");
        return title.isEmpty() ? plain : new Prompt(title, text, plain.form(), "");
    }

    private static Form form(String word, String place) {
        return switch (word) {
            case "completion" -> Form.COMPLETION;
            case "question" -> Form.QUESTION;
            case "dialogue" -> Form.DIALOGUE;
            case "template" -> Form.TEMPLATE;
            default -> throw new IllegalArgumentException("unknown form " + word + place);
        };
    }
}
