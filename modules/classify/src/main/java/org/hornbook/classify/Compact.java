package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The same vectors without the places where all of them are zero: training then works on tens of
/// thousands of weights and not on all that hashing could give.
///
/// @param places the original index of each compact one, ascending
record Compact(List<SparseVector> vectors, int[] places, int dimensions) {
    static Compact of(List<SparseVector> vectors, int dimensions) {
        int[] compact = new int[dimensions];
        for (SparseVector vector : vectors) {
            for (int index : vector.indexes()) {
                compact[index] = 1;
            }
        }
        int n = 0;
        int[] places = new int[dimensions];
        for (int index = 0; index < dimensions; index++) {
            if (compact[index] == 1) {
                places[n] = index;
                compact[index] = n++;
            }
        }
        List<SparseVector> small = new ArrayList<>();
        for (SparseVector vector : vectors) {
            small.add(
                    new SparseVector(
                            Arrays.stream(vector.indexes()).map(i -> compact[i]).toArray(),
                            vector.values()));
        }
        return new Compact(small, Arrays.copyOf(places, n), dimensions);
    }

    int size() {
        return places.length;
    }

    /// The head in the original places.
    OrdinalHead expand(OrdinalHead head) {
        return new OrdinalHead(
                head.lowest(),
                head.steps().stream()
                        .map(s -> new OrdinalHead.Step(s.label(), s.width(), expand(s.head())))
                        .toList());
    }

    private LogisticRegression expand(LogisticRegression head) {
        double[] weights = new double[dimensions];
        for (int k = 0; k < places.length; k++) {
            weights[places[k]] = head.weights()[k];
        }
        return new LogisticRegression(weights, head.bias());
    }
}
