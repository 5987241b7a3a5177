package org.hornbook.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hornbook.store.Json;

/// Which products of a graph keep their activations exact while those of all others are rounded to
/// 8 bits, whether keys and values are kept in 8 bits too, and the figures by which that was
/// chosen. Kept in the folder of the graph with rounded activations, with a second decoder that
/// reads the same weights.
///
/// @param exact products by the name of their weight; may be none
/// @param rounded mean KL divergence to fp32 with all activations rounded, in nats
/// @param none the same with none rounded
/// @param chosen the same with all but `exact` rounded
/// @param smallCache whether keys and values are kept in 8 bits
/// @param cached as `chosen`, with keys and values in 8 bits
/// @param tokens how many tokens of text that is the mean over
public record MeasuredActivations(
        List<String> exact,
        double rounded,
        double none,
        double chosen,
        boolean smallCache,
        double cached,
        int tokens) {
    private static final String NOTE = "activations.json";
    private static final String DECODER = "decoder-measured.onnx";

    public MeasuredActivations {
        exact = List.copyOf(exact);
    }

    /// The decoder of `rounded` with the activations that were chosen for it; `rounded` itself if
    /// none were.
    static ModelGraph in(ModelGraph rounded) {
        Path decoder = rounded.decoder().resolveSibling(DECODER);
        return read(rounded).isPresent() && Files.isRegularFile(decoder)
                ? new ModelGraph(decoder, rounded.encoder(), rounded.headDim())
                : rounded;
    }

    /// What was measured of the graph; empty if nothing was.
    public static Optional<MeasuredActivations> read(ModelGraph graph) {
        Path note = graph.decoder().resolveSibling(NOTE);
        try {
            return Files.isRegularFile(note)
                    ? Optional.of(
                            Json.mapper()
                                    .readValue(Files.readString(note), MeasuredActivations.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(note + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The rounded products of the graph's decoder by the names of their weights, each with the
    /// value that it multiplies, in the order in which they are run.
    public static Map<String, String> products(ModelGraph graph) throws IOException {
        return DecoderVariant.products(graph);
    }

    /// From now on the graph's `MEASURED` twin is run so.
    ///
    /// @param steps those of its cache, where that is kept in 8 bits
    public void keepWith(ModelGraph graph, CacheScales steps) throws IOException {
        Optional<CacheScales> small = smallCache ? Optional.of(steps) : Optional.empty();
        new DecoderVariant(Set.copyOf(exact), small).write(graph, DECODER);
        Path note = graph.decoder().resolveSibling(NOTE);
        Path part = graph.decoder().resolveSibling(NOTE + ".part");
        Files.writeString(part, Json.write(this) + "\n");
        Files.move(part, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
