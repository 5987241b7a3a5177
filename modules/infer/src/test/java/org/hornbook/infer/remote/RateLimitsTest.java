package org.hornbook.infer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T20:00:00Z");

    @Test
    void durationsAreReadAsServersWriteThem() {
        assertThat(RateLimits.duration("1s")).contains(Duration.ofSeconds(1));
        assertThat(RateLimits.duration("6m0s")).contains(Duration.ofMinutes(6));
        assertThat(RateLimits.duration("120ms")).contains(Duration.ofMillis(120));
        assertThat(RateLimits.duration("1h2m3.5s")).contains(Duration.ofMillis(3_723_500));
        assertThat(RateLimits.duration("7.66s")).contains(Duration.ofMillis(7660));
        assertThat(RateLimits.duration(" 20 ")).contains(Duration.ofSeconds(20));
        assertThat(RateLimits.duration("soon")).isEmpty();
        assertThat(RateLimits.duration("")).isEmpty();
        assertThat(RateLimits.duration("5x")).isEmpty();
        assertThat(RateLimits.duration("99999h")).contains(Duration.ofDays(1));
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(of(Map.of("Retry-After", "7")).retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(of(Map.of("Retry-After", "Wed, 25 Nov 2026 20:00:30 GMT")).retryAfter())
                .contains(Duration.ofSeconds(30));
        assertThat(of(Map.of("Retry-After", "Wed, 25 Nov 2026 19:00:00 GMT")).retryAfter())
                .contains(Duration.ZERO);
        assertThat(of(Map.of("retry-after-ms", "350", "Retry-After", "1")).retryAfter())
                .contains(Duration.ofMillis(350));
        assertThat(of(Map.of("Retry-After", "-1")).retryAfter()).isEmpty();
        assertThat(of(Map.of()).retryAfter()).isEmpty();
    }

    @Test
    void whatIsLeftIsReadAndMinusOneIsNothing() {
        RateLimits limits =
                of(
                        Map.of(
                                "x-ratelimit-remaining-requests", "0",
                                "x-ratelimit-reset-requests", "1s",
                                "x-ratelimit-remaining-tokens", "-1"));
        assertThat(limits.requests()).isEqualTo(OptionalLong.of(0));
        assertThat(limits.resetRequests()).contains(Duration.ofSeconds(1));
        assertThat(limits.tokens()).isEmpty();
    }

    @Test
    void allWhoShareAThrottleWaitWhenOneIsAskedTo() throws Exception {
        Throttle throttle = new Throttle(1, 10);
        long entered = throttle.enter(10);
        throttle.slowed(entered, of(Map.of("Retry-After", "60")));
        assertThat(throttle.heldBack()).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void whatTheServerHasLeftIsNotOverdrawn() throws Exception {
        Throttle throttle = new Throttle(1, 10);
        throttle.enter(10);
        throttle.replied(
                of(
                        Map.of(
                                "x-ratelimit-remaining-requests", "2",
                                "x-ratelimit-reset-requests", "1m0s")));
        throttle.enter(10);
        assertThat(throttle.heldBack()).isZero();
        throttle.enter(10);
        assertThat(throttle.heldBack()).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void withoutAWordOnHowLongTheWaitGrows() throws Exception {
        Throttle throttle = new Throttle(1, 1_000);
        throttle.slowed(throttle.enter(1), RateLimits.NONE);
        Duration first = throttle.heldBack();
        assertThat(first).isBetween(Duration.ofMillis(400), Duration.ofMillis(1_300));
    }

    private static RateLimits of(Map<String, String> headers) {
        return RateLimits.of(name -> Optional.ofNullable(headers.get(name)), NOW);
    }
}
