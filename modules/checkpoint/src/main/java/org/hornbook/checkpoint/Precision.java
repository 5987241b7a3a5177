package org.hornbook.checkpoint;

import java.util.Locale;

/// How a graph keeps its weights. Rounded ones share a scale in each `block` of neighbours of a
/// row, around zero.
///
/// - `layers`, `head`, `embedding`: kinds of the products within the layers, of the one that gives
///   logits, and of the table of embeddings.
/// - `block`: 32, 64 or 128 weights; smaller is closer and slower.
/// - `activations`: whether what is multiplied with rounded weights is rounded to 8 bits too, which
///   is faster and, for models with a few very large activations, further off.
/// - `rounding`: how 4-bit weights were chosen.
public record Precision(
        Kind layers,
        int block,
        Kind head,
        Kind embedding,
        Activations activations,
        Rounding rounding) {
    /// How activations are kept at products with rounded weights.
    public enum Activations {
        ROUNDED,
        EXACT,
        /// Rounded but for those products that a measurement found to need them exact; rounded
        /// where none was made.
        MEASURED
    }

    /// How 4-bit weights are chosen.
    public enum Rounding {
        /// Each the nearest, the one furthest from zero in a block being -8.
        PLAIN,
        /// With regard to what they are multiplied with; needs `CalibratedWeights`.
        CALIBRATED
    }

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

    /// As far from the model as a plain block of less than 32, and faster.
    public static final int CALIBRATED_BLOCK = 128;

    public static final Precision FP32 = of(Kind.FP32);

    public Precision {
        if (block != 32 && block != 64 && block != 128) {
            throw new IllegalArgumentException(
                    "a block of " + block + " is none of 32, 64 and 128");
        }
        if (rounding == Rounding.CALIBRATED && layers != Kind.INT4) {
            throw new IllegalArgumentException(
                    "only int4 is calibrated, and the precision is " + layers);
        }
    }

    /// Rounded plainly.
    public Precision(Kind layers, int block, Kind head, Kind embedding, boolean rounded) {
        this(
                layers,
                block,
                head,
                embedding,
                rounded ? Activations.ROUNDED : Activations.EXACT,
                Rounding.PLAIN);
    }

    /// All weights of one kind, in blocks of 32.
    public static Precision of(Kind kind) {
        return new Precision(kind, USUAL_BLOCK, kind, kind, true);
    }

    /// 4 bits from `CalibratedWeights`, the block they allow, activations as measured; the
    /// embedding, which is only looked up, in 8 bits.
    public static Precision calibrated() {
        return new Precision(
                Kind.INT4,
                CALIBRATED_BLOCK,
                Kind.INT4,
                Kind.INT8,
                Activations.MEASURED,
                Rounding.CALIBRATED);
    }

    /// The same with another block.
    public Precision inBlocksOf(int weights) {
        return new Precision(layers, weights, head, embedding, activations, rounding);
    }

    /// The same with weights chosen otherwise.
    public Precision rounded(Rounding by) {
        return new Precision(layers, block, head, embedding, activations, by);
    }

    /// The same with activations kept otherwise.
    public Precision with(Activations kept) {
        return new Precision(layers, block, head, embedding, kept, rounding);
    }

    public boolean isCalibrated() {
        return rounding == Rounding.CALIBRATED;
    }

    /// Whether any activations are rounded to 8 bits.
    public boolean roundedActivations() {
        return activations != Activations.EXACT;
    }

    /// Whether nothing is rounded.
    boolean exact() {
        return layers == Kind.FP32 && head == Kind.FP32 && embedding == Kind.FP32;
    }

    /// Short and the same for what gives the same graph: `fp32`, `int4-32`, `int4-128-int8-fp32-a`;
    /// `-c` is calibrated, `-m` has activations as measured.
    @Override
    public String toString() {
        if (exact()) {
            return "fp32";
        }
        String name = layers + "-" + block;
        if (head != layers || embedding != layers) {
            name += "-" + head + "-" + embedding;
        }
        name += isCalibrated() ? "-c" : "";
        name +=
                switch (activations) {
                    case ROUNDED -> "";
                    case EXACT -> "-a";
                    case MEASURED -> "-m";
                };
        return name.toLowerCase(Locale.ROOT);
    }
}
