package org.hornbook.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// Documents to calibrate a model on, drawn by chance.
///
/// @param option of the command line that names them; empty for those that come with the program
/// @param name of the corpus or file
/// @param fingerprint the same for the same documents
public record CalibrationTexts(
        String option, String name, String fingerprint, List<String> documents) {
    public static final String CORPUS = "--corpus";
    public static final String FILE = "--texts";

    private static final int MOST = 4_000; // documents drawn
    private static final int PAGE = 4_096; // ids looked at at once
    private static final int MOST_IDS = 200_000;
    private static final long SEED = 1;

    /// Of a corpus or a kept set; of a very long one, of its first 200,000 documents.
    public static CalibrationTexts of(DocumentSource source) {
        List<Long> ids = new ArrayList<>();
        long last = 0;
        while (ids.size() < MOST_IDS) {
            long[] page = source.ids(new DocumentId(last), PAGE);
            if (page.length == 0) {
                break;
            }
            for (long id : page) {
                ids.add(id);
            }
            last = page[page.length - 1];
        }
        Collections.shuffle(ids, new Random(SEED));
        List<String> texts =
                ids.stream()
                        .limit(MOST)
                        .flatMap(id -> source.after(new DocumentId(id - 1), 1).stream())
                        .map(Document::text)
                        .toList();
        return new CalibrationTexts(CORPUS, source.name(), source.fingerprint(), texts);
    }

    /// Of a file: the field `text` or `content` of each line of .jsonl or .jsonl.gz, else the whole
    /// as one document. Throws `IllegalArgumentException`, in one sentence, if it cannot be used.
    public static CalibrationTexts of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        List<String> texts = new ArrayList<>();
        if (file.getFileName().toString().matches(".*\\.jsonl(\\.gz)?")) {
            lines(file, texts);
        } else {
            texts.add(Files.readString(file));
        }
        Collections.shuffle(texts, new Random(SEED));
        return new CalibrationTexts(FILE, file.toString(), Sha256.of(file), texts);
    }

    /// Those that come with the program, below `datasets`.
    public static CalibrationTexts shipped(Path datasets) throws IOException {
        List<String> texts = new ArrayList<>();
        StringBuilder hashes = new StringBuilder();
        for (String name : List.of("lessons", "exercises")) {
            Path file = datasets.resolve(name).resolve("documents.jsonl.gz");
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(
                        "the sample texts are not in " + datasets + ": give --texts or --corpus");
            }
            lines(file, texts);
            hashes.append(Sha256.of(file));
        }
        Collections.shuffle(texts, new Random(SEED));
        return new CalibrationTexts("", "sample texts", Sha256.of(hashes.toString()), texts);
    }

    /// As above, below the home of the program.
    public static CalibrationTexts shipped() throws IOException {
        return shipped(Path.of(System.getProperty("hornbook.home", "."), "datasets"));
    }

    private static void lines(Path file, List<String> into) throws IOException {
        boolean packed = file.getFileName().toString().endsWith(".gz");
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = packed ? new GZIPInputStream(raw) : raw;
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                JsonNode row = Json.mapper().readTree(line);
                JsonNode text = row.has("text") ? row.get("text") : row.path("content");
                if (!text.isTextual()) {
                    throw new IllegalArgumentException(
                            file + ":" + number + " has neither a field text nor one content");
                }
                into.add(text.asText());
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no JSONL: " + e.getOriginalMessage(), e);
        }
    }
}
