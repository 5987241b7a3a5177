package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// What a tokenizer.json tells without being run: how many ids there are, and which one ends a
/// text.
record TokenizerFacts(int vocabSize, OptionalInt endOfText) {
    private static final List<String> USUAL_ENDS =
            List.of("<|endoftext|>", "</s>", "<|end_of_text|>");

    /// `eos` is the text of the token that ends a text, null if unknown.
    static TokenizerFacts read(JsonFields json, String eos) {
        JsonFields model = json.findObject("model").orElseThrow(() -> json.missing("model"));
        JsonNode vocabulary = model.find("vocab").orElseThrow(() -> json.missing("model.vocab"));
        JsonNode added = json.object().path("added_tokens");
        int size = vocabulary.isArray() ? vocabulary.size() : 0;
        if (vocabulary.isObject()) {
            for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
                size = Math.max(size, entry.getValue().asInt() + 1);
            }
        }
        for (JsonNode token : added) {
            size = Math.max(size, token.path("id").asInt() + 1);
        }
        List<String> ends = eos == null ? USUAL_ENDS : List.of(eos);
        return new TokenizerFacts(size, id(ends, added, vocabulary));
    }

    private static OptionalInt id(List<String> texts, JsonNode added, JsonNode vocabulary) {
        for (String text : texts) {
            for (JsonNode token : added) {
                if (token.path("content").asText().equals(text)) {
                    return OptionalInt.of(token.path("id").asInt());
                }
            }
            if (vocabulary.has(text)) {
                return OptionalInt.of(vocabulary.get(text).asInt());
            }
        }
        return OptionalInt.empty();
    }

    /// The `eos_token` of `folder`/tokenizer_config.json, a string or `{"content": string}`; null
    /// if there is none.
    static String eos(Path folder) {
        Path file = folder.resolve("tokenizer_config.json");
        if (!Files.isRegularFile(file)) {
            return null;
        }
        JsonNode eos = JsonFields.read(file).object().path("eos_token");
        return eos.isObject() ? eos.path("content").textValue() : eos.textValue();
    }

    /// The text of the token `id`; null if it is no added token.
    static String addedToken(JsonFields json, int id) {
        for (JsonNode token : json.object().path("added_tokens")) {
            if (token.path("id").asInt(-1) == id) {
                return token.path("content").textValue();
            }
        }
        return null;
    }
}
