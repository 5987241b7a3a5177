package org.hornbook.classify;

import java.util.List;

/// What a threshold keeps of each value of a metadata field: of each source, of each language.
///
/// @param values the most frequent first
/// @param others all further values together; `all` is 0 if there are none
public record Survival(String field, List<Value> values, Value others) {
    public Survival {
        values = List.copyOf(values);
    }

    /// @param value empty for documents without one
    /// @param kept how many of them are kept
    /// @param all how many have a score
    public record Value(String value, long kept, long all) {
        /// Which part is kept; 0 if there are none.
        public double share() {
            return all == 0 ? 0 : (double) kept / all;
        }
    }
}
