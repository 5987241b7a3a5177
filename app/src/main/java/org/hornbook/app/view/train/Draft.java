package org.hornbook.app.view.train;

import java.util.EnumMap;
import java.util.Map;
import org.hornbook.train.Schedule;
import org.hornbook.train.TrainingConfig;

/// A new run as a person has filled it in so far: words, not yet numbers.
///
/// @param data name of the corpus or kept set; empty if none is chosen
/// @param tokenizer file of a tokenizer that is there; empty to learn one from the data
/// @param values what stands in each field
public record Draft(
        String data,
        String tokenizer,
        Size size,
        Unit unit,
        Schedule schedule,
        int threads,
        Map<Field, String> values) {
    /// What the length of a run is counted in.
    public enum Unit {
        TOKENS,
        STEPS
    }

    public Draft {
        values = Map.copyOf(values);
    }

    /// The smallest model, for a few minutes.
    static Draft usual(String data, String name, int threads) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.putAll(Size.NANO.settings());
        values.put(Field.NAME, name);
        values.put(Field.WARMUP, "50");
        values.put(Field.DECAY, "0.1");
        values.put(Field.SEED, "1");
        values.put(Field.SAVE_EVERY, "100");
        return new Draft(data, "", Size.NANO, Unit.TOKENS, Schedule.LINEAR, threads, values);
    }

    /// Set as an earlier run was.
    static Draft like(Run run, String name, String tokenizer, int threads) {
        TrainingConfig c = run.config();
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.NAME, name);
        values.put(Field.LENGTH, String.valueOf(c.steps()));
        values.put(Field.LAYERS, String.valueOf(c.layers()));
        values.put(Field.HIDDEN, String.valueOf(c.hidden()));
        values.put(Field.HEADS, String.valueOf(c.heads()));
        values.put(Field.CONTEXT, String.valueOf(c.context()));
        values.put(Field.VOCAB, String.valueOf(c.vocab()));
        values.put(Field.BATCH, String.valueOf(c.batch()));
        values.put(Field.RATE, plain(c.learningRate()));
        values.put(Field.WARMUP, String.valueOf(c.warmup()));
        values.put(Field.DECAY, plain(c.weightDecay()));
        values.put(Field.SEED, String.valueOf(c.seed()));
        values.put(Field.SAVE_EVERY, String.valueOf(c.saveEvery()));
        return new Draft(
                run.data(), tokenizer, Size.OWN, Unit.STEPS, c.schedule(), threads, values);
    }

    static String plain(double value) {
        return new java.math.BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
    }

    String value(Field field) {
        return values.getOrDefault(field, "");
    }

    Draft with(Field field, String words) {
        Map<Field, String> next = new EnumMap<>(values);
        next.put(field, words);
        boolean other = field.shapes() && !words.equals(value(field));
        return new Draft(data, tokenizer, other ? Size.OWN : size, unit, schedule, threads, next);
    }

    Draft with(Size next) {
        Map<Field, String> all = new EnumMap<>(values);
        all.putAll(next.settings());
        return new Draft(
                data,
                tokenizer,
                next,
                next == Size.OWN ? unit : Unit.TOKENS,
                schedule,
                threads,
                all);
    }

    Draft with(Unit next) {
        return new Draft(data, tokenizer, size, next, schedule, threads, values);
    }

    Draft with(Schedule next) {
        return new Draft(data, tokenizer, size, unit, next, threads, values);
    }

    Draft on(String next, String name) {
        Map<Field, String> all = new EnumMap<>(values);
        all.put(Field.NAME, name);
        return new Draft(next, tokenizer, size, unit, schedule, threads, all);
    }

    /// With a tokenizer that is there, whose size the vocabulary then is.
    Draft tokenizer(String file, int vocab) {
        Map<Field, String> all = new EnumMap<>(values);
        if (!file.isEmpty()) {
            all.put(Field.VOCAB, String.valueOf(vocab));
        }
        return new Draft(data, file, size, unit, schedule, threads, all);
    }
}
