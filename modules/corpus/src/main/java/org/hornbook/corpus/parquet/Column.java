package org.hornbook.corpus.parquet;

/// A column of a file that is written; any value may be absent.
public record Column(String name, Type type) {
    /// How values are kept, with the numbers the format gives them.
    public enum Type {
        /// UTF-8, given as `String` or as bytes.
        TEXT(6),
        /// 64-bit integers, given as `Number`.
        WHOLE(2),
        /// 64-bit floating point, given as `Number`.
        FRACTION(5);

        final int number;

        Type(int number) {
            this.number = number;
        }
    }
}
