package org.hornbook.infer;

import java.util.BitSet;
import java.util.Optional;

/// Says which tokens may come next. Told of each chosen token in turn.
public interface TokenRule {
    /// Every token may come.
    TokenRule ANY =
            new TokenRule() {
                @Override
                public Optional<BitSet> allowed() {
                    return Optional.empty();
                }

                @Override
                public void chosen(int token) {}
            };

    /// The ids that may come next, at least one; empty if every token may.
    Optional<BitSet> allowed();

    void chosen(int token);
}
