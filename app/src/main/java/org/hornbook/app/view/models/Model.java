package org.hornbook.app.view.models;

import org.hornbook.checkpoint.ModelConfig;
import org.hornbook.checkpoint.ModelShape;
import org.hornbook.checkpoint.Precision;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A checkpoint on disk, as the list of models shows it.
///
/// @param added whether it lies outside the workspace and was added to the list
/// @param bytes of all files
/// @param modified when its weights were written
/// @param facts empty if it cannot be read, or writes no text
/// @param encodes what it is if it turns texts into vectors and writes none
/// @param wrong why it cannot be read, in one sentence; else empty
/// @param origin the run that made it, if this workspace knows it
/// @param fingerprint SHA-256 of configuration, weights and tokenizer; empty until it is known
public record Model(
        String name,
        Path folder,
        boolean added,
        long bytes,
        Instant modified,
        Optional<Facts> facts,
        Optional<Encodes> encodes,
        String wrong,
        Optional<Origin> origin,
        Optional<String> fingerprint) {

    /// What the files say.
    ///
    /// @param config empty for a package, whose graph tells less
    /// @param parameters how many numbers the model learned
    /// @param elements numbers stored, by element type
    /// @param vocabulary ids that mean something
    /// @param licence the first line of a licence file, or what the README names; else empty
    /// @param notes what the writer of the weights noted
    /// @param memory bytes it takes about, open in each precision
    public record Facts(
            ModelShape shape,
            Optional<ModelConfig> config,
            long parameters,
            Map<String, Long> elements,
            boolean tokenizer,
            int vocabulary,
            String licence,
            Map<String, String> notes,
            List<FileSize> files,
            Map<Precision.Kind, Long> memory) {
        /// `F32`, or several with the most frequent first.
        public String stored() {
            return String.join(
                    " + ",
                    elements.entrySet().stream()
                            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    /// An encoder in the layout of sentence-transformers.
    ///
    /// @param values of a vector
    /// @param maxTokens what of a text is read at most
    /// @param pooling how the vectors of tokens become one, in words
    /// @param prompt what is put before every text; mostly empty
    /// @param graph whether it came as an ONNX graph, and not as safetensors
    public record Encodes(
            int values,
            int maxTokens,
            String pooling,
            boolean unitLength,
            boolean lowerCase,
            String prompt,
            boolean graph,
            String licence,
            List<FileSize> files) {}

    /// A file of the folder.
    public record FileSize(String name, long bytes) {}

    /// The run that made a checkpoint.
    ///
    /// @param job its fingerprint
    /// @param data the corpus or kept set; empty if its shard is not known any more
    /// @param states steps whose states are kept, with their folder
    public record Origin(
            String job,
            String data,
            long steps,
            long tokens,
            double firstLoss,
            double lastLoss,
            double tokensPerSecond,
            long seed,
            Instant ended,
            Optional<Path> run,
            List<String> states) {}

    Model hashed(String sha) {
        return new Model(
                name,
                folder,
                added,
                bytes,
                modified,
                facts,
                encodes,
                wrong,
                origin,
                Optional.of(sha));
    }

    Model as(String otherName, boolean isAdded, Optional<Origin> from) {
        return new Model(
                otherName,
                folder,
                isAdded,
                bytes,
                modified,
                facts,
                encodes,
                wrong,
                from,
                fingerprint);
    }
}
