package org.hornbook.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentReader;

/// Turns a text into a dense vector: a pretrained model seen from here.
public interface Embedder {
    /// Names the model: the same fingerprint gives the same vectors.
    String fingerprint();

    /// What a person calls it.
    default String name() {
        return fingerprint();
    }

    int dimension();

    /// (dimension) values.
    float[] embed(String text);

    /// The vectors of `texts` in their order; the way to embed many.
    default List<float[]> embedAll(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }

    /// The vectors of documents, rounded as they are stored. `done` is told how many are finished,
    /// and may throw to stop.
    default float[][] embed(List<DocumentId> documents, DocumentReader reader, IntConsumer done) {
        int some = 16;
        List<float[]> vectors = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += some) {
            List<String> texts =
                    documents.subList(from, Math.min(documents.size(), from + some)).stream()
                            .map(d -> reader.get(d).text())
                            .toList();
            embedAll(texts).forEach(v -> vectors.add(Half.rounded(v)));
            done.accept(vectors.size());
        }
        return vectors.toArray(float[][]::new);
    }
}
