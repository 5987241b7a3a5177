package org.hornbook.infer.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.store.Json;

/// What a checkpoint says of texts when nothing in it is rounded, kept small: what its last layer
/// gives, from which the head makes logits. Computed layer by layer, so that a model is measured
/// that has no room in 32-bit floats.
///
/// @param last (tokens of all texts, hidden)
/// @param activations by the name of each product's weight, what its inputs lose in 8 bits
record Reference(List<int[]> texts, Rows last, Map<String, Double> activations) {
    private static final String NOTE = "held.json";
    private static final String VALUES = "held.bin";

    /// What stands in the file beside the values.
    record Note(List<int[]> texts, Map<String, Double> activations) {}

    /// Notes what the inputs of products lose while a layer is run.
    static void note(Map<String, Double> activations, LayerPass pass, String x, Rows values) {
        double lost = ActivationError.of(values);
        pass.of(x).forEach(product -> activations.put(product.name(), lost));
    }

    /// Of `texts`, by running all layers; for as long as `arena` lives.
    ///
    /// @param scratch an empty folder for graphs
    static Reference compute(
            Checkpoint checkpoint,
            List<int[]> texts,
            Path scratch,
            int threads,
            Arena arena,
            CalibrationProgress progress)
            throws IOException {
        int hidden = checkpoint.config().hiddenSize();
        int layers = checkpoint.config().layers();
        int[] lengths = lengths(texts);
        long tokens = texts.stream().mapToInt(t -> t.length).sum();
        Rows in = Rows.of(arena, tokens, hidden);
        Rows out = Rows.of(arena, tokens, hidden);
        Streams.embed(checkpoint, texts, in);
        Map<String, Double> activations = new TreeMap<>();
        for (int layer = 0; layer < layers; layer++) {
            int at = layer;
            Runnable told =
                    () -> progress.told(at, layers, "layer " + (at + 1) + " in 32-bit floats");
            try (LayerPass pass = new LayerPass(checkpoint, layer, scratch, threads, told)) {
                pass.run(in, out, lengths, (x, rows) -> note(activations, pass, x, rows), told);
            }
            Rows before = in;
            in = out;
            out = before;
        }
        return new Reference(texts, in, activations);
    }

    void write(Path folder) throws IOException {
        new Streams(last, last.part(0, 0)).write(folder.resolve(VALUES), () -> {});
        Files.writeString(folder.resolve(NOTE), Json.write(new Note(texts, activations)) + "\n");
    }

    /// What was written into `folder`, for as long as `arena` lives; empty if nothing whole was.
    static Optional<Reference> read(Path folder, int hidden, Arena arena) throws IOException {
        if (!Files.isRegularFile(folder.resolve(NOTE))
                || !Files.isRegularFile(folder.resolve(VALUES))) {
            return Optional.empty();
        }
        try {
            Note note = Json.mapper().readValue(Files.readString(folder.resolve(NOTE)), Note.class);
            long tokens = note.texts().stream().mapToInt(t -> t.length).sum();
            Rows last = Rows.of(arena, tokens, hidden);
            if (Files.size(folder.resolve(VALUES)) != last.memory().byteSize()) {
                return Optional.empty();
            }
            new Streams(last, last.part(0, 0)).read(folder.resolve(VALUES));
            return Optional.of(new Reference(note.texts(), last, note.activations()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// The same of the first texts only, as many as have logits of at most `values` numbers
    /// together, but one.
    Reference limited(int vocabulary, long values) {
        int texts = 0;
        long tokens = 0;
        for (int[] text : this.texts) {
            if (texts > 0 && (tokens + text.length) * vocabulary > values) {
                break;
            }
            tokens += text.length;
            texts++;
        }
        return new Reference(this.texts.subList(0, texts), last.part(0, tokens), activations);
    }

    /// The exact logits of all texts, (tokens, V), for as long as `arena` lives.
    ///
    /// @param scratch an empty folder for graphs
    Rows logits(Checkpoint checkpoint, Path scratch, int threads, Arena arena, Runnable told)
            throws IOException {
        int layers = checkpoint.config().layers();
        Rows out = Rows.of(arena, last.count(), checkpoint.config().vocabSize());
        try (LayerPass head = new LayerPass(checkpoint, layers, scratch, threads, told)) {
            head.run(last, out, lengths(texts), (x, rows) -> {}, told);
        }
        return out;
    }

    static int[] lengths(List<int[]> texts) {
        return texts.stream().mapToInt(t -> t.length).toArray();
    }
}
