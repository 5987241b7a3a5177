package org.hornbook.classify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// A classifier as one file: a zip of `classifier.json` (the manifest), `model.bin`,
/// `held-out.jsonl` (which documents it learned from, by key and hash, and what the fold that had
/// not seen each said), and `SHA256SUMS` over these three, as `sha256sum -c` reads it. The same
/// classifier always gives the same bytes.
///
/// @param model as `ClassifierFile` writes it
record ClassifierBundle(ClassifierManifest manifest, byte[] model, List<Learned> learned) {
    private static final String MANIFEST = "classifier.json";
    private static final String MODEL = "model.bin";
    private static final String LEARNED = "held-out.jsonl";
    private static final String SUMS = "SHA256SUMS";
    private static final int LARGEST = 1 << 30;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /// A document it learned from.
    ///
    /// @param key in its corpus
    /// @param text the first 16 digits of the hash of its text
    /// @param score by the fold that had not seen it
    record Learned(String key, String text, int fold, double score) {
        static String hash(String text) {
            return Sha256.of(text).substring(0, 16);
        }
    }

    /// Writes it under a temporary name first, so that a broken write leaves nothing behind that
    /// looks whole.
    void write(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        String pretty =
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n";
        entries.put(MANIFEST, pretty.getBytes(StandardCharsets.UTF_8));
        entries.put(MODEL, model);
        StringBuilder lines = new StringBuilder();
        learned.forEach(l -> lines.append(Json.write(l)).append('\n'));
        entries.put(LEARNED, lines.toString().getBytes(StandardCharsets.UTF_8));
        StringBuilder sums = new StringBuilder();
        entries.forEach(
                (name, bytes) ->
                        sums.append(Sha256.of(bytes)).append("  ").append(name).append('\n'));
        entries.put(SUMS, sums.toString().getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(whole)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry place = new ZipEntry(entry.getKey());
                place.setTimeLocal(NO_TIME);
                zip.putNextEntry(place);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder: name a file");
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
        try {
            Files.write(part, whole.toByteArray());
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Throws `IllegalArgumentException`, in one sentence, if the file is none of these, was
    /// damaged or changed, or is of a format that this version does not know.
    static ClassifierBundle read(Path file) throws IOException {
        Map<String, byte[]> entries = entries(file);
        for (String name : List.of(MANIFEST, SUMS)) {
            if (!entries.containsKey(name)) {
                throw new IllegalArgumentException(
                        file + " is no exported classifier: there is no " + name + " in it");
            }
        }
        known(entries.get(MANIFEST), file);
        check(entries, file);
        ClassifierManifest manifest =
                Json.read(text(entries.get(MANIFEST)), ClassifierManifest.class);
        if (!Sha256.of(entries.get(MODEL)).equals(manifest.model())) {
            throw new IllegalArgumentException(
                    file + " holds another model than its manifest names: export it again");
        }
        List<Learned> learned =
                text(entries.get(LEARNED))
                        .lines()
                        .map(line -> Json.read(line, Learned.class))
                        .toList();
        return new ClassifierBundle(manifest, entries.get(MODEL), learned);
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            int left = LARGEST;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!List.of(MANIFEST, MODEL, LEARNED, SUMS).contains(entry.getName())) {
                    throw new IllegalArgumentException(
                            file + " is no exported classifier: it holds " + entry.getName());
                }
                byte[] bytes = zip.readNBytes(left);
                left -= bytes.length;
                if (left <= 0) {
                    throw new IllegalArgumentException(
                            file + " unpacks to more than 1 GB: it is no exported classifier");
                }
                if (entries.put(entry.getName(), bytes) != null) {
                    throw new IllegalArgumentException(
                            file + " holds " + entry.getName() + " twice: export it again");
                }
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + " is damaged (" + e.getMessage() + "): copy or export it again", e);
        }
        return entries;
    }

    /// Before anything else: another format may have other checksums.
    private static void known(byte[] manifest, Path file) {
        int format;
        try {
            format = Json.read(text(manifest), JsonNode.class).path("format").asInt();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + " is damaged: its manifest cannot be read; copy or export it again", e);
        }
        if (format != ClassifierManifest.FORMAT) {
            throw new IllegalArgumentException(
                    file
                            + " is of format "
                            + format
                            + ", and this version reads format "
                            + ClassifierManifest.FORMAT
                            + ": update the program");
        }
    }

    private static void check(Map<String, byte[]> entries, Path file) {
        List<String> checked = new ArrayList<>();
        for (String line : text(entries.get(SUMS)).lines().toList()) {
            String[] sides = line.split(" {2}", 2);
            byte[] bytes = sides.length == 2 ? entries.get(sides[1]) : null;
            if (bytes == null || !Sha256.of(bytes).equals(sides[0])) {
                throw new IllegalArgumentException(
                        file
                                + " was damaged or changed: "
                                + (sides.length == 2 ? sides[1] : SUMS)
                                + " does not match its checksum; copy or export it again");
            }
            checked.add(sides[1]);
        }
        for (String name : List.of(MANIFEST, MODEL, LEARNED)) {
            if (!checked.contains(name)) {
                throw new IllegalArgumentException(
                        file + " was damaged or changed: there is no checksum of " + name);
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
