package org.hornbook.checkpoint;

import java.util.Locale;

/// How a graph keeps its weights. Rounded ones share a scale in each `block` of neighbours of a
/// row, around zero.
///
/// - `layers`, `head`, `embedding`: kinds of the products within the layers, of the one that gives
///   logits, and of the table of embeddings.
/// - `block`: 32, 64 or 128 weights; smaller is closer and slower.
/// - `roundedActivations`: whether what is multiplied with rounded weights is rounded to 8 bits
///   too, which is faster and, for models with a few very large activations, further off.
public record Precision(
        Kind layers, int block, Kind head, Kind embedding, boolean roundedActivations) {
    public enum Kind {
        FP32(32),
        INT8(8),
        INT4(4);

        private final int bits;

        Kind(int bits) {
            this.bits = bits;
        }

        public int bits() {
            return bits;
        }

        /// By its name in any case. Throws `IllegalArgumentException` for another.
        public static Kind of(String name) {
            for (Kind kind : values()) {
                if (kind.name().equalsIgnoreCase(name)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "precision \"" + name + "\" is none of fp32, int8 and int4");
        }
    }

    public static final int USUAL_BLOCK = 32;
    public static final Precision FP32 = of(Kind.FP32);

    public Precision {
        if (block != 32 && block != 64 && block != 128) {
            throw new IllegalArgumentException(
                    "a block of " + block + " is none of 32, 64 and 128");
        }
    }

    /// All weights of one kind, in blocks of 32.
    public static Precision of(Kind kind) {
        return new Precision(kind, USUAL_BLOCK, kind, kind, true);
    }

    /// The same with another block.
    public Precision inBlocksOf(int weights) {
        return new Precision(layers, weights, head, embedding, roundedActivations);
    }

    /// Whether nothing is rounded.
    boolean exact() {
        return layers == Kind.FP32 && head == Kind.FP32 && embedding == Kind.FP32;
    }

    /// Short and the same for what gives the same graph: `fp32`, `int4-32`, `int4-128-int8-fp32-a`.
    @Override
    public String toString() {
        if (exact()) {
            return "fp32";
        }
        String name = layers + "-" + block;
        if (head != layers || embedding != layers) {
            name += "-" + head + "-" + embedding;
        }
        return (name + (roundedActivations ? "" : "-a")).toLowerCase(Locale.ROOT);
    }
}
