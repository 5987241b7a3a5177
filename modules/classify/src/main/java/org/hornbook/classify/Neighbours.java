package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hornbook.corpus.DocumentId;

/// Which texts read alike: the cosine of their hashed n-grams, the same that the linear recipe
/// learns from. For some thousands of texts, all held in memory.
public final class Neighbours {
    private final List<DocumentId> documents;
    private final List<SparseVector> vectors;

    /// @param alike the cosine, 0 to 1
    public record Near(DocumentId document, double alike) {}

    private Neighbours(List<DocumentId> documents, List<SparseVector> vectors) {
        this.documents = List.copyOf(documents);
        this.vectors = List.copyOf(vectors);
    }

    /// Takes the features of the texts, `texts.get(i)` of `documents.get(i)`.
    public static Neighbours of(List<DocumentId> documents, List<String> texts) {
        NgramFeatures features = new NgramFeatures(NgramFeatures.Settings.USUAL);
        List<SparseVector> vectors = new ArrayList<>();
        texts.forEach(t -> vectors.add(features.of(t).ngrams()));
        return new Neighbours(documents, vectors);
    }

    /// The `count` documents that read most like `text`, the most alike first; `self` is left out.
    public List<Near> of(DocumentId self, String text, int count) {
        SparseVector asked = new NgramFeatures(NgramFeatures.Settings.USUAL).of(text).ngrams();
        float[] dense = new float[NgramFeatures.Settings.USUAL.hashed()];
        for (int i = 0; i < asked.indexes().length; i++) {
            dense[asked.indexes()[i]] = asked.values()[i];
        }
        double[] alike = vectors.stream().mapToDouble(v -> v.dot(dense)).toArray();
        return IntStream.range(0, alike.length)
                .filter(i -> !documents.get(i).equals(self))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -alike[i]))
                .limit(count)
                .map(i -> new Near(documents.get(i), alike[i]))
                .toList();
    }
}
