package org.hornbook.infer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.SentenceModel;

/// Turns a text into a vector.
///
/// `open` knows two sorts: a folder of sentence-transformers, and a phi checkpoint, of which the
/// mean hidden state is taken.
public interface Encoder extends AutoCloseable {
    /// Opens the encoder in `folder`; graphs are written below `cacheDir` the first time. Throws
    /// `CheckpointException`, in one sentence, if it cannot be used.
    static Encoder open(Path folder, Path cacheDir, int threads) {
        if (SentenceModel.isIn(folder)) {
            return SentenceEncoder.open(folder, cacheDir, threads);
        }
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return OnnxEncoder.open(checkpoint, cacheDir, threads);
        }
    }

    /// Whether `folder` looks like one that `open` can open; reads a file or two.
    static boolean isIn(Path folder) {
        return SentenceModel.isIn(folder)
                || Files.isRegularFile(folder.resolve("tokenizer.json")) && Checkpoint.isIn(folder);
    }

    /// The fingerprint that the encoder in `folder` has, without loading it; reads all its files.
    /// Throws `CheckpointException` if it cannot be used.
    static String fingerprint(Path folder) {
        if (SentenceModel.isIn(folder)) {
            return SentenceEncoder.fingerprint(SentenceModel.open(folder));
        }
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return OnnxEncoder.fingerprint(checkpoint);
        }
    }

    /// Length of every vector.
    int dimension();

    /// The vector of `text`; what exceeds the model's context is left out. Of unit length only
    /// where the folder says so.
    float[] embed(String text);

    /// The vectors of `texts` in their order; the way to encode many.
    default List<float[]> embedAll(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }

    /// Changes when the vectors would.
    String fingerprint();

    @Override
    void close();
}
