package org.hornbook.app.view.train;

import java.util.Locale;
import java.util.Set;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.train.TrainingConfig;

/// What a draft comes to: a run that can be started, or the first thing that is wrong with it.
public sealed interface Checked {
    /// It can be started.
    record Fine(Draft draft, String name, TrainingConfig config) implements Checked {}

    /// @param field where it is wrong; null if in the choice of data
    /// @param words one sentence
    record Wrong(Field field, String words) implements Checked {}

    /// Looks at every field in turn.
    ///
    /// @param taken names that runs and checkpoints have already
    /// @param tokens of the data, as far as is known; 0 if not
    static Checked of(Draft draft, Set<String> taken, long tokens) {
        try {
            return new Reading(draft, tokens).fine(taken);
        } catch (WrongFieldException e) {
            return new Wrong(e.field, e.getMessage());
        }
    }

    /// Ends the reading at the first field that is wrong.
    final class WrongFieldException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Field field;

        WrongFieldException(Field field, String words) {
            super(words);
            this.field = field;
        }
    }

    /// A draft being read.
    record Reading(Draft draft, long tokens) {
        private static final int LARGEST = 1_000_000;

        Fine fine(Set<String> taken) {
            if (draft.data().isEmpty()) {
                throw new WrongFieldException(null, Texts.of("train.wrong.data"));
            }
            String name = draft.value(Field.NAME).strip();
            require(
                    name.matches("[\\p{Alnum}][\\p{Alnum}._-]{0,59}"),
                    Field.NAME,
                    "train.wrong.name");
            require(!taken.contains(name), Field.NAME, "train.wrong.taken", name);
            int layers = whole(Field.LAYERS, 1, 200);
            int heads = whole(Field.HEADS, 1, 256);
            int hidden = whole(Field.HIDDEN, 2, 16_384);
            require(hidden % heads == 0, Field.HIDDEN, "train.wrong.heads", hidden, heads);
            require(hidden / heads % 4 == 0, Field.HIDDEN, "train.wrong.rotary", hidden / heads);
            int context = whole(Field.CONTEXT, 2, 32_768);
            int vocab = whole(Field.VOCAB, 257, 200_000);
            int batch = whole(Field.BATCH, 1, 65_536);
            require(
                    tokens == 0 || tokens > 2L * context,
                    Field.CONTEXT,
                    "train.wrong.short",
                    Words.count(tokens),
                    Words.count(context));
            int steps = steps((long) batch * context);
            double rate = decimal(Field.RATE);
            require(rate > 0 && rate <= 1, Field.RATE, "train.wrong.rate");
            int warmup = whole(Field.WARMUP, 0, LARGEST);
            double decay = decimal(Field.DECAY);
            require(decay >= 0 && decay < 10, Field.DECAY, "train.wrong.decay");
            long seed = seed();
            int saveEvery = whole(Field.SAVE_EVERY, 1, LARGEST);
            return new Fine(
                    draft,
                    name,
                    new TrainingConfig(
                            layers,
                            hidden,
                            heads,
                            context,
                            vocab,
                            batch,
                            steps,
                            rate,
                            Math.min(warmup, steps),
                            draft.schedule(),
                            decay,
                            0.9,
                            0.95,
                            1e-8,
                            1,
                            0.5,
                            seed,
                            draft.threads(),
                            saveEvery));
        }

        private int steps(long tokensAStep) {
            double length = amount(draft.value(Field.LENGTH));
            boolean steps = draft.unit() == Draft.Unit.STEPS;
            require(
                    length >= 1 && Double.isFinite(length),
                    Field.LENGTH,
                    steps ? "train.wrong.steps" : "train.wrong.tokens");
            double count = steps ? length : Math.ceil(length / tokensAStep);
            require(count <= LARGEST, Field.LENGTH, "train.wrong.long", Words.count(LARGEST));
            require(!steps || length == Math.rint(length), Field.LENGTH, "train.wrong.steps");
            return (int) count;
        }

        private int whole(Field field, int least, int most) {
            double value = amount(draft.value(field));
            require(
                    value >= least && value <= most && value == Math.rint(value),
                    field,
                    "train.wrong.whole",
                    Texts.of("train.field." + field.id()),
                    Words.count(least),
                    Words.count(most));
            return (int) value;
        }

        private double decimal(Field field) {
            try {
                return Double.parseDouble(draft.value(field).strip());
            } catch (NumberFormatException e) {
                throw new WrongFieldException(
                        field,
                        Texts.of("train.wrong.number", Texts.of("train.field." + field.id())));
            }
        }

        private long seed() {
            try {
                return Long.parseLong(draft.value(Field.SEED).strip());
            } catch (NumberFormatException e) {
                throw new WrongFieldException(Field.SEED, Texts.of("train.wrong.seed"));
            }
        }

        /// `1,024`, `2.5 M`, `300k`; NaN if it is no number.
        private static double amount(String words) {
            String plain = words.replaceAll("[\\s,_]", "").toLowerCase(Locale.ROOT);
            double unit =
                    plain.endsWith("k")
                            ? 1e3
                            : plain.endsWith("m") ? 1e6 : plain.endsWith("b") ? 1e9 : 1;
            try {
                return Double.parseDouble(
                                unit == 1 ? plain : plain.substring(0, plain.length() - 1))
                        * unit;
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        private static void require(boolean holds, Field field, String key, Object... values) {
            if (!holds) {
                throw new WrongFieldException(field, Texts.of(key, values));
            }
        }
    }
}
