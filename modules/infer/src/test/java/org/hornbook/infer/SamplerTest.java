package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

class SamplerTest {
    private static final float[] LOGITS = {
        (float) Math.log(0.1),
        (float) Math.log(0.4),
        (float) Math.log(0.2),
        (float) Math.log(0.3),
        9
    };
    private static final int VOCABULARY = 4; // the fifth logit is padding
    private static final int DRAWS = 20_000;

    @Test
    void tokensAreDrawnAsOftenAsTheirProbabilitySays() {
        assertThat(shares(1, 1, 0))
                .containsExactly(new double[] {0.1, 0.4, 0.2, 0.3}, within(0.015));
    }

    @Test
    void temperatureSharpens() {
        double[] squared = {0.01 / 0.3, 0.16 / 0.3, 0.04 / 0.3, 0.09 / 0.3};
        assertThat(shares(0.5, 1, 0)).containsExactly(squared, within(0.015));
    }

    @Test
    void topKKeepsTheMostLikelyOnes() {
        assertThat(shares(1, 1, 2))
                .containsExactly(new double[] {0, 4 / 7.0, 0, 3 / 7.0}, within(0.015));
    }

    @Test
    void topPKeepsTheFewestThatReachIt() {
        assertThat(shares(1, 0.75, 0))
                .containsExactly(new double[] {0, 4 / 9.0, 2 / 9.0, 3 / 9.0}, within(0.015));
        assertThat(shares(1, 0.39, 0)).containsExactly(new double[] {0, 1, 0, 0}, within(1e-9));
    }

    @Test
    void topPCountsWithinTopK() {
        assertThat(shares(1, 0.5, 2)).containsExactly(new double[] {0, 1, 0, 0}, within(1e-9));
    }

    @Test
    void paddingIsNeverChosenAndAmongEqualsTheLowestIdWins() {
        Sampler greedy = new Sampler(Sampling.greedy(1), VOCABULARY, new int[0]);
        assertThat(greedy.choose(FloatBuffer.wrap(LOGITS), Optional.empty())).isEqualTo(1);
        float[] equal = {1, 2, 2, 2, 3};
        assertThat(greedy.choose(FloatBuffer.wrap(equal), Optional.empty())).isEqualTo(1);
    }

    @Test
    void onlyAllowedTokensAreChosen() {
        BitSet allowed = new BitSet();
        allowed.set(0);
        allowed.set(2);
        allowed.set(4);
        assertThat(
                        new Sampler(Sampling.greedy(1), VOCABULARY, new int[0])
                                .choose(FloatBuffer.wrap(LOGITS), Optional.of(allowed)))
                .isEqualTo(2);
    }

    @Test
    void logitsThatAreNoNumbersAreTold() {
        float[] nothing = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
        Sampler greedy = new Sampler(Sampling.greedy(1), VOCABULARY, new int[0]);
        assertThatThrownBy(() -> greedy.choose(FloatBuffer.wrap(nothing), Optional.empty()))
                .hasMessage("no token can be chosen: the model's logits are no numbers");
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> Sampling.greedy(0)).hasMessage("maxTokens 0 is less than 1");
        assertThatThrownBy(() -> new Sampling(1, -1, 1, 0, 0, List.of()))
                .hasMessage("temperature -1.0 is negative or no number");
        assertThatThrownBy(() -> new Sampling(1, 1, 0, 0, 0, List.of()))
                .hasMessage("topP 0.0 is outside (0, 1]");
        assertThatThrownBy(() -> Sampling.greedy(1).withStop(List.of("")))
                .hasMessage("a stop string is empty");
    }

    @Test
    void settingsStoredBeforeThereWereMinPAndPenaltyAreStillRead() {
        String stored =
                "{\"maxTokens\":64,\"temperature\":0.8,\"topP\":0.95,\"topK\":40,\"seed\":7,"
                        + "\"stop\":[\"x\"]}";
        assertThat(Json.read(stored, Sampling.class))
                .isEqualTo(new Sampling(64, 0.8, 0.95, 40, 7, List.of("x")));
        Sampling now =
                Sampling.greedy(9)
                        .withMinP(0.1)
                        .withRepetitionPenalty(1.2)
                        .withSeed(4)
                        .withAlternatives(3);
        assertThat(Json.read(Json.write(now), Sampling.class)).isEqualTo(now);
    }

    private static double[] shares(double temperature, double topP, int topK) {
        Sampler sampler =
                new Sampler(
                        new Sampling(1, temperature, topP, topK, 42, List.of()),
                        VOCABULARY,
                        new int[0]);
        double[] shares = new double[VOCABULARY];
        for (int i = 0; i < DRAWS; i++) {
            shares[sampler.choose(FloatBuffer.wrap(LOGITS), Optional.empty())] += 1.0 / DRAWS;
        }
        return shares;
    }
}
