package org.hornbook.app.view.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hornbook.train.TrainingConfig;
import org.junit.jupiter.api.Test;

class CheckedTest {
    private static final Draft USUAL = Draft.usual("lessons", "mine", 2);

    private static TrainingConfig config(Draft draft) {
        return ((Checked.Fine) Checked.of(draft, Set.of(), 0)).config();
    }

    @Test
    void theSizesHaveTheParametersTheyAreCalledAfter() {
        assertThat(config(USUAL).parameters()).isEqualTo(1_055_488);
        assertThat(config(USUAL.with(Size.MICRO)).parameters()).isBetween(7_300_000L, 7_450_000L);
        assertThat(config(USUAL.with(Size.MINI)).parameters()).isBetween(33_500_000L, 34_500_000L);
    }

    @Test
    void tokensBecomeTheStepsThatReachThem() {
        assertThat(config(USUAL.with(Field.LENGTH, "2 M")).steps()).isEqualTo(977);
        assertThat(config(USUAL.with(Field.LENGTH, "2,048")).steps()).isEqualTo(1);
        assertThat(config(USUAL.with(Field.LENGTH, "300k")).steps()).isEqualTo(147);
        assertThat(config(USUAL.with(Draft.Unit.STEPS).with(Field.LENGTH, "30")).steps())
                .isEqualTo(30);
    }

    @Test
    void everyFieldSaysInOneSentenceWhatIsWrongWithIt() {
        Map<Field, List<String>> bad =
                Map.ofEntries(
                        Map.entry(Field.NAME, List.of("", "a/b", "..", "two words", "taken")),
                        Map.entry(Field.LENGTH, List.of("", "0", "-3", "lots", "1e30", "NaN")),
                        Map.entry(Field.LAYERS, List.of("", "0", "1.5", "x")),
                        Map.entry(Field.HIDDEN, List.of("", "130", "8", "-128")),
                        Map.entry(Field.HEADS, List.of("", "0", "3")),
                        Map.entry(Field.CONTEXT, List.of("", "1", "90000")),
                        Map.entry(Field.VOCAB, List.of("", "256", "1e9")),
                        Map.entry(Field.BATCH, List.of("", "0", "2.2")),
                        Map.entry(Field.RATE, List.of("", "0", "-1", "2", "NaN")),
                        Map.entry(Field.WARMUP, List.of("", "-1")),
                        Map.entry(Field.DECAY, List.of("", "-0.1", "Infinity")),
                        Map.entry(Field.SEED, List.of("", "1.5", "one")),
                        Map.entry(Field.SAVE_EVERY, List.of("", "0")));
        assertThat(bad.keySet()).containsExactlyInAnyOrder(Field.values());
        bad.forEach(
                (field, values) ->
                        values.forEach(
                                words ->
                                        assertThat(
                                                        Checked.of(
                                                                USUAL.with(field, words),
                                                                Set.of("taken"),
                                                                1_000_000))
                                                .as("%s as %s", field, words)
                                                .isInstanceOfSatisfying(
                                                        Checked.Wrong.class,
                                                        w ->
                                                                assertThat(w.words())
                                                                        .endsWith(".")
                                                                        .doesNotContain("\n")
                                                                        .doesNotContain("{"))));
    }

    @Test
    void documentsThatAreTooFewForTheContextAreNamed() {
        assertThat(Checked.of(USUAL, Set.of(), 200))
                .isEqualTo(
                        new Checked.Wrong(
                                Field.CONTEXT,
                                "The documents hold about 200 tokens, too few for a context of"
                                        + " 128."));
    }

    @Test
    void theTimeIsFromARunOfTheSameShapeOrScaledOrByTheRule() {
        TrainingConfig nano = config(USUAL);
        TrainingConfig micro = config(USUAL.with(Size.MICRO));
        Estimate.Earlier measured = new Estimate.Earlier("first", nano, 20_000);
        Estimate same = Estimate.of(nano, 1_000_000, List.of(measured));
        assertThat(same.basis()).isEqualTo(new Estimate.Basis.Measured("first"));
        assertThat(same.time().toSeconds()).isEqualTo(nano.tokens() / 20_000);
        assertThat(same.passes()).isEqualTo(nano.tokens() / 1e6);
        Estimate scaled = Estimate.of(micro, 1_000_000, List.of(measured));
        assertThat(scaled.basis()).isEqualTo(new Estimate.Basis.Scaled("first", 20_000));
        assertThat(scaled.speed()).isBetween(2_000.0, 6_000.0);
        Estimate rule = Estimate.of(nano, 0, List.of());
        assertThat(rule.basis()).isEqualTo(new Estimate.Basis.Rule(2));
        assertThat(rule.passes()).isNaN();
    }

    @Test
    void timesBetweenKnownStepsAreInProportion() {
        RunPoints points =
                new RunPoints(
                        new double[] {1, 2, 3, 4},
                        new double[] {4, 3, 2, 1},
                        new double[] {2, Double.NaN, Double.NaN, 8},
                        new double[0],
                        new double[0],
                        0,
                        0);
        assertThat(points.timed()).isTrue();
        assertThat(points.secondsAt(new double[] {0, 1, 2, 3, 4})).containsExactly(0, 2, 4, 6, 8);
        assertThat(points.lastLoss()).isEqualTo(2.5);
    }
}
