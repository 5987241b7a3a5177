package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/// The steps of a tokenizer.json around its model, as far as a wrong one would end the process of
/// whoever runs it.
record TokenizerParts(Path file) {
    private static final int DEEPEST = 32;

    /// Looks at the step named `part`, with all steps in it.
    void check(String part, JsonNode step) {
        check(part, step, 0);
    }

    private void check(String part, JsonNode step, int depth) {
        if (depth > DEEPEST) {
            throw new CheckpointException(file + ": \"" + part + "\" is nested too deeply");
        }
        if (!step.isObject()) {
            return; // none, or refused by the library
        }
        switch (step.path("type").asText("")) {
            case "Strip" -> {
                if (part.equals("decoder") && step.path("stop").asLong(0) != 0) {
                    throw wrong(part, "strips " + step.path("stop") + " at the end of tokens");
                }
            }
            case "Replace" -> {
                JsonNode pattern = step.path("pattern");
                if (pattern.path("String").asText("x").isEmpty()
                        || pattern.path("Regex").asText("x").isEmpty()) {
                    throw wrong(part, "replaces an empty pattern");
                }
            }
            case "Split" -> {
                JsonNode pattern = step.path("pattern");
                if (pattern.path("String").asText("x").isEmpty()) {
                    throw wrong(part, "splits at an empty pattern");
                }
            }
            case "Precompiled" -> {
                if (!Charsmap.sound(step.path("precompiled_charsmap"))) {
                    throw wrong(part, "has a character map that is damaged");
                }
            }
            default -> {
                // nothing can go wrong at once
            }
        }
        for (JsonNode child : step) {
            if (child.isArray()) {
                child.forEach(inner -> check(part, inner, depth + 1));
            }
        }
    }

    /// A template may name only tokens that it knows.
    static void template(Path file, JsonNode step) {
        if (step.path("type").asText("").equals("Sequence")) {
            step.path("processors").forEach(inner -> template(file, inner));
        }
        if (!step.path("type").asText("").equals("TemplateProcessing")) {
            return;
        }
        for (String side : new String[] {"single", "pair"}) {
            for (JsonNode piece : step.path(side)) {
                JsonNode special = piece.path("SpecialToken").path("id");
                JsonNode known = step.path("special_tokens").path(special.asText(""));
                if (special.isTextual()
                        && (!known.path("ids").isArray()
                                || !known.path("tokens").isArray()
                                || known.path("ids").size() != known.path("tokens").size())) {
                    throw new CheckpointException(
                            file
                                    + ": \"post_processor\" names the token \""
                                    + special.asText()
                                    + "\" without its ids and texts");
                }
            }
        }
    }

    private CheckpointException wrong(String part, String what) {
        return new CheckpointException(file + ": \"" + part + "\" " + what);
    }
}
