package org.hornbook.classify;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentReader;

/// A classifier that learns while labels change under a person's hand. The features of its labelled
/// documents are taken once and stay in memory; when a label changes, the folds whose training part
/// has changed are trained again from where they stood, so that every score still comes from a head
/// that has not learned from that document. Nothing is stored.
///
/// Labels it was trained on before are taken up again as they were: an undo brings back the very
/// same scores. Not for several threads at once.
public final class LiveHead {
    private static final long SEED = 1;
    private static final long REMEMBERED_BYTES = 192L << 20;

    private final List<DocumentId> documents;
    private final Map<DocumentId, Integer> places = new HashMap<>();
    private final Refit refit;
    private final Optional<Classifier> stored;
    private final LinkedHashMap<Labels, Refit.State> remembered =
            new LinkedHashMap<>(16, 0.75f, true);
    private Refit.State state;

    /// Labels as a key.
    private record Labels(int[] values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Labels l && java.util.Arrays.equals(l.values, values);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(values);
        }
    }

    /// What it says now.
    ///
    /// @param scores of each document, by a head that has not learned from it
    /// @param heldOut those whose label was learned from by other folds; the others were never
    ///   learned from
    /// @param remembered whether these very labels had been trained on before
    public record Scores(
            Map<DocumentId, Double> scores, Map<DocumentId, Double> heldOut, boolean remembered) {}

    private LiveHead(List<DocumentId> documents, Refit refit, Optional<Classifier> stored) {
        this.documents = List.copyOf(documents);
        this.refit = refit;
        this.stored = stored;
        for (int i = 0; i < documents.size(); i++) {
            places.put(documents.get(i), i);
        }
    }

    /// Takes the features of `documents`, which may take seconds; embeddings that the workspace
    /// holds are read and not computed. `done` is told how many are finished, and may throw to
    /// stop.
    ///
    /// @param folds which fold held each document out when `classifier` was trained; others are
    ///   given one
    /// @param embedder for a recipe that needs one
    public static LiveHead of(
            TrainedClassifier classifier,
            List<DocumentId> documents,
            DocumentReader reader,
            Map<DocumentId, Integer> folds,
            Optional<Embedder> embedder,
            IntConsumer done) {
        return of(
                Examples.of(classifier.classifier().recipe(), documents, reader, embedder, done),
                Optional.of(classifier.classifier()),
                documents,
                folds);
    }

    /// Likewise, for texts at hand; without a trained classifier the first training begins at
    /// nothing.
    public static LiveHead of(
            Recipe recipe,
            Optional<Classifier> stored,
            List<DocumentId> documents,
            List<String> texts,
            Map<DocumentId, Integer> folds,
            Optional<Embedder> embedder,
            IntConsumer done) {
        return of(Examples.of(recipe, texts, embedder, done), stored, documents, folds);
    }

    private static LiveHead of(
            Examples examples,
            Optional<Classifier> stored,
            List<DocumentId> documents,
            Map<DocumentId, Integer> folds) {
        int k = Math.max(2, folds.values().stream().mapToInt(f -> f + 1).max().orElse(5));
        SplittableRandom random = new SplittableRandom(SEED);
        int[] fold = new int[documents.size()];
        for (int i = 0; i < fold.length; i++) {
            int drawn = random.nextInt(k);
            fold[i] = folds.getOrDefault(documents.get(i), drawn);
        }
        return new LiveHead(documents, Refit.of(examples, fold, k, SEED), stored);
    }

    /// The documents whose features it has.
    public List<DocumentId> documents() {
        return documents;
    }

    /// Whether it has the features of all of them.
    public boolean covers(Iterable<DocumentId> some) {
        for (DocumentId document : some) {
            if (!places.containsKey(document)) {
                return false;
            }
        }
        return true;
    }

    /// Trains on `labels`: of the documents it has, those without a label are learned from by
    /// nobody. Throws `CancellationException` soon after `cancelled`, and then stands where it
    /// stood; `IllegalArgumentException` if a label is of a document it does not have, or too few
    /// are left to learn from.
    public Scores train(Map<DocumentId, Integer> labels, BooleanSupplier cancelled)
            throws CancellationException {
        int[] values = new int[documents.size()];
        java.util.Arrays.fill(values, Refit.NONE);
        labels.forEach(
                (document, value) -> {
                    Integer place = places.get(document);
                    if (place == null) {
                        throw new IllegalArgumentException(
                                "no features of document " + document.value() + " are at hand");
                    }
                    values[place] = value;
                });
        Refit.State before = remembered.get(new Labels(values));
        state =
                before != null
                        ? before
                        : state == null
                                ? refit.train(stored, values, cancelled)
                                : refit.train(state, values, cancelled);
        remember();
        return said(before != null);
    }

    private void remember() {
        remembered.put(new Labels(state.labels()), state);
        long bytes = remembered.values().stream().mapToLong(Refit.State::bytes).sum();
        var eldest = remembered.entrySet().iterator();
        while (bytes > REMEMBERED_BYTES && remembered.size() > 1) {
            bytes -= eldest.next().getValue().bytes();
            eldest.remove();
        }
    }

    private Scores said(boolean known) {
        Map<DocumentId, Double> scores = new TreeMap<>();
        Map<DocumentId, Double> heldOut = new TreeMap<>();
        for (int i = 0; i < documents.size(); i++) {
            scores.put(documents.get(i), state.heldOut()[i]);
            if (state.labels()[i] != Refit.NONE) {
                heldOut.put(documents.get(i), state.heldOut()[i]);
            }
        }
        return new Scores(scores, heldOut, known);
    }
}
