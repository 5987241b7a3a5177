package org.hornbook.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A tokenizer.json that was looked at, once: its text, and what can be told of it without running
/// it.
record TokenizerFile(Path place, String json, TokenizerFacts facts) {
    private static final String NAME = "tokenizer.json";

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    /// That in `folder`; tokenizer_config.json, where there is one, tells the token that ends a
    /// text. Throws `CheckpointException` if it is missing or no tokenizer.
    static TokenizerFile read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            byte[] bytes = Files.readAllBytes(file);
            return of(
                    JsonFields.of(file, bytes),
                    new String(bytes, StandardCharsets.UTF_8),
                    TokenizerFacts.eos(folder));
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file + " is missing", e);
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// @param eos the text of the token that ends a text, null if unknown
    static TokenizerFile of(JsonFields fields, String json, String eos) {
        TokenizerForm.check(fields);
        return new TokenizerFile(fields.file(), json, TokenizerFacts.read(fields, eos));
    }

    Tokenizer load() {
        return Tokenizer.of(json, facts, place);
    }
}
