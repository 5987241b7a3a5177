package org.hornbook.checkpoint;

import java.util.List;
import java.util.OptionalInt;

/// How a token's position turns the heads of query and key: the first `dim` dimensions, in pairs,
/// pair j by position * theta^(-2j/dim). `interleaved` pairs neighbours; otherwise a pair stands
/// half of `dim` apart.
public record Rotary(int dim, boolean interleaved, double theta, Scaling scaling) {
    /// How a model trained on short texts turns the positions of long ones.
    public sealed interface Scaling {
        /// As it was trained.
        record None() implements Scaling {}

        /// Every position is divided by `factor`.
        record Linear(double factor) implements Scaling {}

        /// Llama 3.1: pairs that turn less than `low` times within `original` tokens are slowed by
        /// `factor`, those that turn more than `high` times not at all, in between gradually.
        record Llama3(double factor, double low, double high, int original) implements Scaling {}

        /// Phi-3: each pair is slowed by its own number, by one of `shorts` in a text of up to
        /// `original` tokens, by one of `longs` in all of a longer one. Cosine and sine are
        /// multiplied by `magnitude`.
        record LongRope(List<Double> shorts, List<Double> longs, int original, double magnitude)
                implements Scaling {
            public LongRope {
                shorts = List.copyOf(shorts);
                longs = List.copyOf(longs);
            }
        }
    }

    public Rotary {
        check(
                dim > 0 && dim % 2 == 0,
                "the rotary part of a head has "
                        + dim
                        + " dimensions, which is not a positive even number");
        check(theta > 0 && Double.isFinite(theta), "rope_theta " + theta + " is not positive");
        switch (scaling) {
            case Scaling.None _ -> {}
            case Scaling.Linear s -> positive("factor", s.factor());
            case Scaling.Llama3 s -> {
                positive("factor", s.factor());
                positive("low_freq_factor", s.low());
                check(
                        s.high() > s.low() && Double.isFinite(s.high()),
                        "high_freq_factor " + s.high() + " is not above low_freq_factor");
                positive("original_max_position_embeddings", s.original());
            }
            case Scaling.LongRope s -> {
                factors("short_factor", s.shorts(), dim / 2);
                factors("long_factor", s.longs(), dim / 2);
                positive("original_max_position_embeddings", s.original());
                positive("attention_factor", s.magnitude());
            }
        }
    }

    /// The longest text that is turned by the short numbers; empty if all are turned alike. Keys of
    /// a text that grows beyond it must be computed anew.
    public OptionalInt switchesAfter() {
        return scaling instanceof Scaling.LongRope s
                ? OptionalInt.of(s.original())
                : OptionalInt.empty();
    }

    /// The row of the graph's table for the token at `position` of a text of `length` tokens.
    public int row(int position, int length) {
        return switchesAfter().isPresent() && length > switchesAfter().getAsInt()
                ? switchesAfter().getAsInt() + position
                : position;
    }

    /// How many rows that table has for texts of up to `longest` tokens.
    int rows(int longest) {
        return scaling instanceof Scaling.LongRope s && longest > s.original()
                ? Math.addExact(s.original(), longest)
                : longest;
    }

    /// The table of cosines or sines: `rows(longest)` of `width` each, those beyond `dim / 2` being
    /// of pairs that do not turn. Rounded to 32 bits where transformers does.
    FloatSource table(boolean cosine, int longest, int width) {
        return sink -> {
            float[] row = new float[width];
            int shorts = rows(longest) - longest;
            float[] frequencies = frequencies(shorts > 0 ? shorts : longest, width);
            for (int position = 0; position < shorts; position++) {
                fill(row, position, frequencies, cosine);
                sink.put(row, width);
            }
            frequencies = frequencies(longest, width);
            for (int position = 0; position < longest; position++) {
                fill(row, position, frequencies, cosine);
                sink.put(row, width);
            }
        };
    }

    private void fill(float[] row, int position, float[] frequencies, boolean cosine) {
        float size = scaling instanceof Scaling.LongRope s ? (float) s.magnitude() : 1;
        for (int j = 0; j < row.length; j++) {
            float angle = position * frequencies[j];
            row[j] = size * (float) (cosine ? Math.cos(angle) : Math.sin(angle));
        }
    }

    /// Radians a token, for a text of `length` tokens; 0 behind the turned pairs.
    private float[] frequencies(int length, int width) {
        float[] all = new float[width];
        for (int j = 0; j < dim / 2; j++) {
            float slow = (float) Math.pow(theta, 2.0 * j / dim);
            all[j] =
                    switch (scaling) {
                        case Scaling.None _ -> 1 / slow;
                        case Scaling.Linear s -> 1 / slow / (float) s.factor();
                        case Scaling.Llama3 s -> llama3(1 / slow, s);
                        case Scaling.LongRope s ->
                                1
                                        / ((length > s.original() ? s.longs() : s.shorts())
                                                        .get(j)
                                                        .floatValue()
                                                * slow);
                    };
        }
        return all;
    }

    private static float llama3(float frequency, Scaling.Llama3 s) {
        double turns = s.original() * frequency / (2 * Math.PI);
        double smooth = Math.clamp((turns - s.low()) / (s.high() - s.low()), 0, 1);
        return (float) ((1 - smooth) * frequency / s.factor() + smooth * frequency);
    }

    private static void factors(String key, List<Double> factors, int pairs) {
        check(
                factors.size() == pairs,
                key + " has " + factors.size() + " numbers for " + pairs + " rotated pairs");
        factors.forEach(factor -> positive(key, factor));
    }

    private static void positive(String key, double value) {
        check(value > 0 && Double.isFinite(value), key + " " + value + " is not positive");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
