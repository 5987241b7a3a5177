package org.hornbook.checkpoint;

/// A matrix whose rows can be read in any order and by several threads at once, so that a large one
/// never lies whole on the heap.
interface Matrix {
    int rows();

    int columns();

    /// Puts the `columns` values of `row` into `into` at `offset`.
    void read(int row, float[] into, int offset);

    default int[] shape() {
        return new int[] {rows(), columns()};
    }

    /// All rows in turn.
    default FloatSource source() {
        return sink -> {
            float[] row = new float[columns()];
            for (int i = 0; i < rows(); i++) {
                read(i, row, 0);
                sink.put(row, row.length);
            }
        };
    }

    /// The rows of `first`, then those of `others`; all of one width.
    static Matrix stacked(Matrix first, Matrix... others) {
        Matrix all = first;
        for (Matrix other : others) {
            all = new Stacked(all, other);
        }
        return all;
    }

    record Stacked(Matrix above, Matrix below) implements Matrix {
        @Override
        public int rows() {
            return above.rows() + below.rows();
        }

        @Override
        public int columns() {
            return above.columns();
        }

        @Override
        public void read(int row, float[] into, int offset) {
            if (row < above.rows()) {
                above.read(row, into, offset);
            } else {
                below.read(row - above.rows(), into, offset);
            }
        }
    }
}
