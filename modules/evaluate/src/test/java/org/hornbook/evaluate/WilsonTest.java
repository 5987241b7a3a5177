package org.hornbook.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {
    @Test
    void agreesWithTheTextbookFigures() {
        // statsmodels proportion_confint(count, nobs, method="wilson")
        check(Wilson.of(8, 10), 0.4901624715, 0.9433178485);
        check(Wilson.of(0, 20), 0.0, 0.1611251581);
        check(Wilson.of(20, 20), 0.8388748419, 1.0);
        check(Wilson.of(95, 200), 0.4069260186, 0.5440173370);
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThatThrownBy(() -> Wilson.of(3, 2)).hasMessage("passed 3 of 2");
        assertThatThrownBy(() -> Wilson.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneIntervalLiesAboveAnotherOnlyIfTheyDoNotTouch() {
        assertThat(Wilson.of(90, 100).above(Wilson.of(50, 100))).isTrue();
        assertThat(Wilson.of(55, 100).above(Wilson.of(50, 100))).isFalse();
    }

    private static void check(Wilson interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(1e-4));
        assertThat(interval.high()).isCloseTo(high, within(1e-4));
    }
}
