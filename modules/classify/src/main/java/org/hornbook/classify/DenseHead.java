package org.hornbook.classify;

/// What gives a score for an embedding.
public sealed interface DenseHead permits LinearHead, RandomForest {
    /// Scores `rows` embeddings of `d` values that stand one behind the other in `block`; `into`
    /// takes the scores.
    void score(float[] block, int d, int rows, double[] into);

    default double score(float[] row) {
        double[] one = new double[1];
        score(row, row.length, 1, one);
        return one[0];
    }

    /// Learns what the recipe says from `rows` (n, d) and their labels. Deterministic for one seed.
    static DenseHead train(Recipe.OnEncoder recipe, float[][] rows, int[] labels, long seed) {
        return switch (recipe) {
            case Recipe.EncoderLinear r ->
                    LinearHead.binary(rows, labels, r.keepFrom(), r.strength(), r.balanced());
            case Recipe.EncoderOrdinal r ->
                    LinearHead.ordinal(rows, labels, r.strength(), r.balanced());
            case Recipe.EncoderRegression r ->
                    LinearHead.regression(rows, labels, r.ridge(), r.balanced());
            case Recipe.EncoderForest r ->
                    RandomForest.train(
                            rows,
                            java.util.stream.IntStream.of(labels).asDoubleStream().toArray(),
                            ExampleWeights.of(r.balanced(), labels),
                            r.trees(),
                            r.depth(),
                            seed);
        };
    }
}
