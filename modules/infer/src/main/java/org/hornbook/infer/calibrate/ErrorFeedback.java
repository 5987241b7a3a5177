package org.hornbook.infer.calibrate;

import java.lang.foreign.Arena;
import java.util.stream.IntStream;
import org.hornbook.checkpoint.RoundedMatrix;

/// Rounds a weight to 4 bits column after column, each column making up for what the earlier ones
/// lost, as `Factor` says. Rows are independent of each other. The weight is worked on turned, (K,
/// N), so that a column lies together, in slabs of rows so that little is there twice.
final class ErrorFeedback {
    private static final int PANEL = 128; // columns between two products of whole matrices
    private static final int TILE = 128; // rows that one thread has at a time
    private static final int TOGETHER = 16; // tiles between two words of progress
    private static final int SLAB = 8192; // rows at once

    private final MatrixProducts products;
    private final Runnable told;

    /// @param told called a few times a second; may throw to end it
    ErrorFeedback(MatrixProducts products, Runnable told) {
        this.products = products;
        this.told = told;
    }

    /// A run of columns of which the k-th to be rounded is `from` + `order[k]`, their factor, and
    /// what an error in each of them weighs by itself, in the order they are stored.
    record Run(int from, int[] order, Factor factor, float[] weights) {
        int size() {
            return order.length;
        }

        /// Whether columns are rounded as they are stored.
        boolean straight() {
            for (int k = 0; k < order.length; k++) {
                if (order[k] != k) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Rounds the columns of `run` of `weight` (N, K) into `rounded`, and puts what they are now
    /// into `weight`. The run begins with a block of `rounded`.
    ///
    /// Where the order is that of storage, a block's scale is searched when its turn comes, for the
    /// weights as they are to be rounded then; else before all, for the weights as they are.
    void round(Rows weight, Run run, RoundedMatrix rounded) {
        for (int first = 0; first < weight.count(); first += SLAB) {
            int rows = (int) Math.min(SLAB, weight.count() - first);
            try (Slab slab = new Slab(weight, first, rows, run, rounded)) {
                slab.round();
            }
        }
    }

    private final class Slab implements AutoCloseable {
        private final Arena arena = Arena.ofShared();
        private final Rows weight;
        private final int first;
        private final int rows;
        private final Run run;
        private final RoundedMatrix rounded;
        private final int block;
        private final boolean straight;
        private final Rows turned; // what the weights are: (K, rows)
        private final Rows errors; // what was lost of them
        private final Rows makeup; // (PANEL, rows)
        private final Rows factors; // (PANEL, K)
        private final float[] scales; // (blocks, rows)
        private final byte[] steps; // (K, rows)

        Slab(Rows weight, int first, int rows, Run run, RoundedMatrix rounded) {
            this.weight = weight;
            this.first = first;
            this.rows = rows;
            this.run = run;
            this.rounded = rounded;
            this.block = rounded.block();
            this.straight = run.straight();
            int size = run.size();
            turned = Rows.of(arena, size, rows);
            errors = Rows.of(arena, size, rows);
            makeup = Rows.of(arena, PANEL, rows);
            factors = Rows.of(arena, PANEL, size);
            scales = new float[Math.multiplyExact(Math.ceilDiv(size, block), rows)];
            steps = new byte[Math.multiplyExact(size, rows)];
        }

        void round() {
            tiles(this::turn);
            if (!straight) {
                tiles(this::scalesBefore);
            }
            for (int from = 0; from < run.size(); from += PANEL) {
                int to = Math.min(run.size(), from + PANEL);
                if (from > 0) {
                    Rows some = factors.shaped(to - from, from);
                    run.factor().turned(from, from, to, some);
                    products.product(some, errors.part(0, from), makeup.part(0, to - from));
                } else {
                    makeup.clear();
                }
                float[] square = run.factor().square(from, to);
                int start = from;
                tiles((at, count) -> panel(start, to, square, at, count));
            }
            tiles(this::pack);
        }

        private void tiles(Tile work) {
            int tiles = Math.ceilDiv(rows, TILE);
            for (int first = 0; first < tiles; first += TOGETHER) {
                IntStream.range(first, Math.min(tiles, first + TOGETHER))
                        .parallel()
                        .forEach(i -> work.on(i * TILE, Math.min(TILE, rows - i * TILE)));
                told.run();
            }
        }

        private void turn(int at, int count) {
            int size = run.size();
            float[] tile = new float[count * size];
            for (int r = 0; r < count; r++) {
                weight.get(first + at + r, run.from(), tile, r * size, size);
            }
            float[] column = new float[count];
            for (int k = 0; k < size; k++) {
                int from = run.order()[k];
                for (int r = 0; r < count; r++) {
                    column[r] = tile[r * size + from];
                }
                turned.put(k, at, column, 0, count);
            }
        }

        private void scalesBefore(int at, int count) {
            int size = run.size();
            int[] place = new int[size];
            for (int k = 0; k < size; k++) {
                place[run.order()[k]] = k;
            }
            ScaleSearch search = new ScaleSearch(TILE);
            float[] values = new float[block * TILE];
            float[] weights = new float[block];
            float[] best = new float[TILE];
            for (int b = 0; b * block < size; b++) {
                int some = Math.min(block, size - b * block);
                for (int i = 0; i < some; i++) {
                    turned.get(place[b * block + i], at, values, i * TILE, count);
                    weights[i] = run.weights()[b * block + i];
                }
                search.search(values, 0, some, weights, best, count);
                System.arraycopy(best, 0, scales, b * rows + at, count);
            }
        }

        private void panel(int from, int to, float[] square, int at, int count) {
            int width = to - from;
            float[] stored = new float[width * TILE];
            float[] wanted = new float[width * TILE];
            float[] lost = new float[width * TILE];
            for (int k = 0; k < width; k++) {
                turned.get(from + k, at, stored, k * TILE, count);
                makeup.get(k, at, wanted, k * TILE, count);
                for (int t = k * TILE; t < k * TILE + count; t++) {
                    wanted[t] += stored[t];
                }
            }
            ScaleSearch search = straight ? new ScaleSearch(TILE) : null;
            float[] best = new float[TILE];
            float[] weights = new float[width];
            for (int k = 0; k < width; k++) {
                weights[k] = (float) run.factor().weight(from + k);
            }
            for (int sub = 0; sub < width; sub += block) {
                int end = Math.min(width, sub + block);
                for (int k = sub; k < end; k++) {
                    add(square, width, lost, 0, sub, wanted, k, count);
                }
                if (straight) {
                    search.search(wanted, sub, end, weights, best, count);
                    System.arraycopy(best, 0, scales, (from + sub) / block * rows + at, count);
                }
                for (int k = sub; k < end; k++) {
                    add(square, width, lost, sub, k, wanted, k, count);
                    int group = run.order()[from + k] / block * rows + at;
                    int step = (from + k) * rows + at;
                    for (int t = 0; t < count; t++) {
                        float scale = scales[group + t];
                        float inverse = scale == 0 ? 0 : 1 / scale;
                        float q = ScaleSearch.step(wanted[k * TILE + t] * inverse);
                        steps[step + t] = (byte) q;
                        lost[k * TILE + t] = stored[k * TILE + t] - q * scale;
                    }
                }
            }
            for (int k = 0; k < width; k++) {
                errors.put(from + k, at, lost, k * TILE, count);
            }
        }

        /// Adds to column `k` of `wanted` what columns `from` to `to` have lost.
        private static void add(
                float[] square,
                int width,
                float[] lost,
                int from,
                int to,
                float[] wanted,
                int k,
                int count) {
            int at = k * TILE;
            int j = from;
            for (; j + 4 <= to; j += 4) {
                add4(
                        wanted,
                        at,
                        lost,
                        j * TILE,
                        square[j * width + k],
                        square[(j + 1) * width + k],
                        square[(j + 2) * width + k],
                        square[(j + 3) * width + k],
                        count);
            }
            for (; j < to; j++) {
                float m = square[j * width + k];
                int other = j * TILE;
                for (int t = 0; t < count; t++) {
                    wanted[at + t] += m * lost[other + t];
                }
            }
        }

        private static void add4(
                float[] wanted,
                int at,
                float[] lost,
                int from,
                float a,
                float b,
                float c,
                float d,
                int count) {
            for (int t = 0; t < count; t++) {
                wanted[at + t] +=
                        a * lost[from + t]
                                + b * lost[from + TILE + t]
                                + c * lost[from + 2 * TILE + t]
                                + d * lost[from + 3 * TILE + t];
            }
        }

        private void pack(int at, int count) {
            int size = run.size();
            int[] place = new int[size];
            for (int k = 0; k < size; k++) {
                place[run.order()[k]] = k;
            }
            int firstBlock = run.from() / block;
            float[] row = new float[size];
            for (int r = at; r < at + count; r++) {
                int bytes = (first + r) * rounded.rowBytes() + run.from() / 2;
                int scaleAt = (first + r) * rounded.blocks() + firstBlock;
                for (int b = 0; b * block < size; b++) {
                    rounded.scales()[scaleAt + b] = scales[b * rows + r];
                }
                int filled = Math.ceilDiv(size, block) * block;
                for (int c = 0; c < filled; c += 2) {
                    int one = c < size ? steps[place[c] * rows + r] + 8 : 8;
                    int two = c + 1 < size ? steps[place[c + 1] * rows + r] + 8 : 8;
                    rounded.packed()[bytes + c / 2] = (byte) (one | two << 4);
                }
                for (int c = 0; c < size; c++) {
                    row[c] = scales[c / block * rows + r] * steps[place[c] * rows + r];
                }
                weight.put(first + r, run.from(), row, 0, size);
            }
        }

        @Override
        public void close() {
            arena.close();
        }
    }

    @FunctionalInterface
    private interface Tile {
        void on(int at, int count);
    }
}
