package org.hornbook.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentReader;

/// Labelled documents made ready for one recipe: features are taken once, and fitted many times,
/// fold by fold.
sealed interface Examples {
    int count();

    /// Trains on the rows named; `labels` holds the label of each row.
    Classifier fit(int[] rows, int[] labels, long seed);

    double score(Classifier classifier, int row);

    /// Takes the features of `texts`; `done` is told how many are finished.
    static Examples of(
            Recipe recipe,
            List<String> texts,
            java.util.Optional<Embedder> embedder,
            IntConsumer done) {
        return switch (recipe) {
            case Recipe.NgramLinear linear -> ngrams(linear, texts, done);
            case Recipe.NgramAverage average -> averages(average, texts, done);
            case Recipe.OnEncoder dense -> embeddings(dense, texts, embedder, done);
        };
    }

    private static Examples ngrams(
            Recipe.NgramLinear recipe, List<String> texts, IntConsumer done) {
        NgramFeatures features =
                new NgramFeatures(new NgramFeatures.Settings(recipe.bits(), recipe.characters()));
        List<NgramFeatures.Raw> raws = new ArrayList<>();
        for (String text : texts) {
            raws.add(features.of(text));
            done.accept(raws.size());
        }
        return new Ngrams(recipe, raws);
    }

    private static Examples averages(
            Recipe.NgramAverage recipe, List<String> texts, IntConsumer done) {
        AverageFeatures features = new AverageFeatures(recipe.bits());
        List<AverageFeatures.Raw> raws = new ArrayList<>();
        for (String text : texts) {
            raws.add(features.of(text));
            done.accept(raws.size());
        }
        return new Averages(recipe, raws);
    }

    /// Takes the features of documents; embeddings that the workspace holds are read and not
    /// computed.
    static Examples of(
            Recipe recipe,
            List<DocumentId> documents,
            DocumentReader reader,
            java.util.Optional<Embedder> embedder,
            IntConsumer done) {
        return switch (recipe) {
            case Recipe.OnEncoder dense ->
                    new Embeddings(dense, given(embedder).embed(documents, reader, done));
            default ->
                    of(
                            recipe,
                            documents.stream().map(d -> reader.get(d).text()).toList(),
                            embedder,
                            done);
        };
    }

    private static Examples embeddings(
            Recipe.OnEncoder recipe,
            List<String> texts,
            java.util.Optional<Embedder> embedder,
            IntConsumer done) {
        Embedder given = given(embedder);
        float[][] rows = new float[texts.size()][];
        int some = 32;
        for (int from = 0; from < rows.length; from += some) {
            int to = Math.min(rows.length, from + some);
            List<float[]> vectors = StoredEmbedder.vectors(given, texts.subList(from, to));
            for (int i = from; i < to; i++) {
                rows[i] = Half.rounded(vectors.get(i - from));
            }
            done.accept(to);
        }
        return new Embeddings(recipe, rows);
    }

    private static Embedder given(java.util.Optional<Embedder> embedder) {
        return embedder.orElseThrow(
                () ->
                        new IllegalArgumentException(
                                "this recipe reads a model's embedding: name an encoder with"
                                        + " --encoder"));
    }

    /// Sparse features for the linear recipe.
    record Ngrams(Recipe.NgramLinear recipe, List<NgramFeatures.Raw> raws) implements Examples {
        @Override
        public int count() {
            return raws.size();
        }

        @Override
        public Classifier fit(int[] rows, int[] labels, long seed) {
            NgramFeatures.Settings settings =
                    new NgramFeatures.Settings(recipe.bits(), recipe.characters());
            List<double[]> statistics = new ArrayList<>();
            for (int row : rows) {
                statistics.add(raws.get(row).statistics());
            }
            Standardiser standardiser = Standardiser.fit(statistics);
            List<SparseVector> vectors = new ArrayList<>();
            int[] targets = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                vectors.add(
                        standardiser.join(
                                raws.get(rows[i]),
                                settings.hashed(),
                                NgramClassifier.STATISTICS_SCALE));
                targets[i] = labels[rows[i]];
            }
            Compact compact = Compact.of(vectors, settings.dimensions());
            OrdinalHead head =
                    OrdinalHead.train(
                            compact.vectors(),
                            targets,
                            recipe.weights(),
                            compact.size(),
                            1 / (recipe.strength() * rows.length));
            return NgramClassifier.of(recipe, standardiser, compact.expand(head));
        }

        @Override
        public double score(Classifier classifier, int row) {
            return ((NgramClassifier) classifier).score(raws.get(row));
        }
    }

    /// Words and pairs of words for the averaging recipe.
    record Averages(Recipe.NgramAverage recipe, List<AverageFeatures.Raw> raws)
            implements Examples {
        @Override
        public int count() {
            return raws.size();
        }

        @Override
        public Classifier fit(int[] rows, int[] labels, long seed) {
            List<AverageFeatures.Raw> part = new ArrayList<>();
            int[] targets = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                part.add(raws.get(rows[i]));
                targets[i] = labels[rows[i]];
            }
            return AverageTraining.train(recipe, part, targets, seed);
        }

        @Override
        public double score(Classifier classifier, int row) {
            return ((AverageClassifier) classifier).score(raws.get(row));
        }
    }

    /// Dense features for a head.
    record Embeddings(Recipe.OnEncoder recipe, float[][] rows) implements Examples {
        @Override
        public int count() {
            return rows.length;
        }

        @Override
        public Classifier fit(int[] chosen, int[] labels, long seed) {
            float[][] part = new float[chosen.length][];
            int[] targets = new int[chosen.length];
            for (int i = 0; i < chosen.length; i++) {
                part[i] = rows[chosen[i]];
                targets[i] = labels[chosen[i]];
            }
            return new DenseClassifier(recipe, DenseHead.train(recipe, part, targets, seed));
        }

        @Override
        public double score(Classifier classifier, int row) {
            return ((DenseClassifier) classifier).head().score(rows[row]);
        }
    }
}
