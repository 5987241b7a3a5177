package org.hornbook.checkpoint;

import java.util.Optional;

/// What the graph of a package calls its inputs and outputs. In the names of the cache `%d` stands
/// for the layer.
///
/// @param tokens int64 `(1, S)`
/// @param mask int64 `(1, tokens so far and now)`, 1 for each of them
/// @param positions int64 `(1, S)`, where the graph wants them
/// @param logits `(1, S, V)`
public record GraphNames(
        String tokens,
        String mask,
        Optional<String> positions,
        String pastKey,
        String pastValue,
        String logits,
        String presentKey,
        String presentValue) {
    /// The name that `pattern` gives to what belongs to `layer`.
    public static String of(String pattern, int layer) {
        return pattern.replace("%d", Integer.toString(layer));
    }
}
