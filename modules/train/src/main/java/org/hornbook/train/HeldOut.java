package org.hornbook.train;

/// The end of a shard that is not trained on: a hundredth of its tokens, in whole windows, at most
/// 8,192 tokens; nothing of a shard too short for one window.
///
/// @param from the first token that is held out
/// @param windows of `context` tokens each
record HeldOut(long from, int windows, int context) {
    private static final long MOST = 8_192;

    static HeldOut of(long tokens, int context) {
        int windows = (int) (Math.min(tokens / 100, Math.max(MOST, context)) / context);
        return new HeldOut(
                windows == 0 ? tokens : tokens - (long) windows * context - 1, windows, context);
    }

    /// The ids of a window, one more than the context.
    int[] ids(TokenShard shard, int window) {
        int[] ids = new int[context + 1];
        for (int k = 0; k <= context; k++) {
            ids[k] = shard.token(from + (long) window * context + k);
        }
        return ids;
    }

    /// Mean loss over all windows, in nats a token; NaN if there are none.
    double loss(TokenShard shard, PhiEngine engine) {
        double sum = 0;
        for (int window = 0; window < windows; window++) {
            sum += engine.loss(ids(shard, window));
        }
        return windows == 0 ? Double.NaN : sum / windows;
    }
}
