package org.hornbook.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.hornbook.store.Json;

/// Texts of a sample that comes with the program.
final class SampleTexts {
    private SampleTexts() {}

    /// The field `text` of the first `most` lines of a .jsonl.gz.
    static List<String> of(Path file, int most) throws IOException {
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            String line;
            while (texts.size() < most && (line = lines.readLine()) != null) {
                texts.add(Json.mapper().readTree(line).path("text").asText());
            }
        }
        return texts;
    }
}
