package org.hornbook.checkpoint;

import java.util.Optional;

/// Query, key and value in one stored tensor.
final class FusedRows {
    private FusedRows() {}

    /// All rows of the query, then the key's, then the value's: the place of `name` if it contains
    /// `.self_attn.{q,k,v}_proj.`, for which the files say `fused`.
    static Optional<StoredRows> inTurn(ModelConfig config, String name, String fused) {
        int query = config.querySize();
        int keyValue = config.keyValueSize();
        int rows = query + 2 * keyValue;
        String[] parts = {"q", "k", "v"};
        int[] first = {0, query, query + keyValue};
        for (int i = 0; i < parts.length; i++) {
            String part = ".self_attn." + parts[i] + "_proj.";
            if (name.contains(part)) {
                return Optional.of(StoredRows.from(name.replace(part, fused), rows, first[i]));
            }
        }
        return Optional.empty();
    }

    /// Groups of heads, in each of which the query heads come first and one key and one value head
    /// after them.
    static Optional<StoredRows> inGroups(ModelConfig config, String name, String fused) {
        int dim = config.headDim();
        int queries = config.heads() / config.keyValueHeads();
        int rows = (config.heads() + 2 * config.keyValueHeads()) * dim;
        int group = (queries + 2) * dim;
        String[] parts = {"q", "k", "v"};
        for (int i = 0; i < parts.length; i++) {
            String part = ".self_attn." + parts[i] + "_proj.";
            if (name.contains(part)) {
                int run = (i == 0 ? queries : 1) * dim;
                int first = i == 0 ? 0 : (queries + i - 1) * dim;
                return Optional.of(
                        new StoredRows(
                                name.replace(part, fused),
                                rows,
                                row -> row / run * group + first + row % run));
            }
        }
        return Optional.empty();
    }
}
