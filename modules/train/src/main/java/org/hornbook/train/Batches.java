package org.hornbook.train;

import java.util.SplittableRandom;

/// Which part of a shard each step sees: windows of `context + 1` tokens, all of them once an epoch
/// in a shuffled order, with the cuts moved from epoch to epoch. A pure function of seed and step:
/// a resumed run sees what the straight run sees.
final class Batches {
    private final TokenShard shard;
    private final long tokens;
    private final int context;
    private final int batch;
    private final long seed;
    private final int windows;
    private long epoch = -1;
    private int[] order;
    private int offset;

    /// @param tokens of the shard that may be seen, from its start Throws
    ///   `IllegalArgumentException` if they are too few for a single window.
    Batches(TokenShard shard, long tokens, int context, int batch, long seed) {
        this.shard = shard;
        this.tokens = tokens;
        this.context = context;
        this.batch = batch;
        this.seed = seed;
        this.windows = (int) Math.min(Integer.MAX_VALUE - 8, (tokens - context) / context);
        if (windows < 1) {
            throw new IllegalArgumentException(
                    shard.manifest().name()
                            + " holds "
                            + shard.size()
                            + " tokens, too few for a context of "
                            + context
                            + ": keep more documents or choose a shorter context");
        }
    }

    /// The ids of `step` (0-based): (batch, context + 1) row by row.
    int[] of(int step) {
        int[] ids = new int[batch * (context + 1)];
        for (int row = 0; row < batch; row++) {
            long index = (long) step * batch + row;
            enter(index / windows);
            long from = (long) order[(int) (index % windows)] * context + offset;
            for (int k = 0; k <= context; k++) {
                ids[row * (context + 1) + k] = shard.token(from + k);
            }
        }
        return ids;
    }

    private void enter(long wanted) {
        if (wanted == epoch) {
            return;
        }
        epoch = wanted;
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
        long room = tokens - 1 - (long) windows * context;
        offset = (int) random.nextLong(Math.min(room, context - 1L) + 1);
        order = new int[windows];
        for (int i = 1; i < windows; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }
}
