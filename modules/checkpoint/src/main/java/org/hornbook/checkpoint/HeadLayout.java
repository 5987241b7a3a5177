package org.hornbook.checkpoint;

import java.util.Arrays;

/// Where the dimensions of a query or key head stand in the graph. The runtime's rotary attention
/// wants heads of a multiple of 16 and a multiple of 8 rotated pairs; a head of another size is
/// spread with zeros between, which leaves every product of query and key as it was: first halves
/// of the pairs, zeros, second halves, zeros, the dimensions that pass through, zeros. Pairs of
/// neighbours are brought into that order too.
record HeadLayout(int headDim, int rotaryDim, boolean interleaved) {
    private static final int HEAD_MULTIPLE = 16;
    private static final int PAIR_MULTIPLE = 8;
    static final int ZERO = -1;

    static HeadLayout of(ModelConfig config) {
        return new HeadLayout(config.headDim(), config.rotaryDim(), config.rotary().interleaved());
    }

    /// Rotated pairs in the graph.
    int pairs() {
        return Math.ceilDiv(rotaryDim / 2, PAIR_MULTIPLE) * PAIR_MULTIPLE;
    }

    /// Dimensions of a head in the graph.
    int width() {
        int needed = 2 * pairs() + headDim - rotaryDim;
        return Math.ceilDiv(needed, HEAD_MULTIPLE) * HEAD_MULTIPLE;
    }

    /// Whether a head has the same dimensions in the graph, perhaps in another order.
    boolean plain() {
        return width() == headDim;
    }

    /// For each dimension in the graph the model's own, or `ZERO`.
    int[] sources() {
        int[] sources = new int[width()];
        Arrays.fill(sources, ZERO);
        int half = rotaryDim / 2;
        for (int i = 0; i < half; i++) {
            sources[i] = interleaved ? 2 * i : i;
            sources[pairs() + i] = interleaved ? 2 * i + 1 : half + i;
        }
        for (int i = rotaryDim; i < headDim; i++) {
            sources[2 * pairs() + i - rotaryDim] = i;
        }
        return sources;
    }

    /// As `sources`, for heads that are only widened: those of the value.
    int[] plainSources() {
        int[] sources = new int[width()];
        Arrays.setAll(sources, i -> i < headDim ? i : ZERO);
        return sources;
    }
}
