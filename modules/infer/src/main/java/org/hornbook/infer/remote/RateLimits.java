package org.hornbook.infer.remote;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says of its limits in the headers of a reply; what it does not say is empty.
///
/// @param requests how many more may be sent before `resetRequests` has passed
/// @param tokens likewise
/// @param limitTokens how many there are when all are there
/// @param retryAfter how long it asks to wait before anything is sent again
public record RateLimits(
        OptionalLong requests,
        Optional<Duration> resetRequests,
        OptionalLong tokens,
        Optional<Duration> resetTokens,
        OptionalLong limitTokens,
        Optional<Duration> retryAfter) {
    public static final RateLimits NONE =
            new RateLimits(
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty());

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s|d)");
    private static final Duration LONGEST = Duration.ofDays(1);

    /// Reads `x-ratelimit-*`, `retry-after-ms` and `Retry-After`, the last in seconds or as a date.
    static RateLimits of(Function<String, Optional<String>> header, Instant now) {
        return new RateLimits(
                count(header.apply("x-ratelimit-remaining-requests")),
                header.apply("x-ratelimit-reset-requests").flatMap(RateLimits::duration),
                count(header.apply("x-ratelimit-remaining-tokens")),
                header.apply("x-ratelimit-reset-tokens").flatMap(RateLimits::duration),
                count(header.apply("x-ratelimit-limit-tokens")),
                header.apply("retry-after-ms")
                        .flatMap(ms -> duration(ms.strip() + "ms"))
                        .or(() -> header.apply("Retry-After").flatMap(a -> after(a, now))));
    }

    /// `1s`, `6m0s`, `120ms`, `1h2m3.5s`; a bare number is seconds. Empty if it is none of these.
    static Optional<Duration> duration(String words) {
        String text = words.strip();
        if (text.matches("\\d{1,9}(\\.\\d+)?")) {
            return some(Double.parseDouble(text) * 1000);
        }
        Matcher part = PART.matcher(text);
        double millis = 0;
        int end = 0;
        while (part.lookingAt()) {
            millis +=
                    Double.parseDouble(part.group(1))
                            * switch (part.group(2)) {
                                case "ms" -> 1;
                                case "s" -> 1000;
                                case "m" -> 60_000;
                                case "h" -> 3_600_000;
                                default -> 86_400_000;
                            };
            end = part.end();
            part.region(end, text.length());
        }
        return end > 0 && end == text.length() ? some(millis) : Optional.empty();
    }

    private static Optional<Duration> after(String words, Instant now) {
        return duration(words).or(() -> until(words.strip(), now));
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            Duration left =
                    Duration.between(
                            now,
                            ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return some(Math.max(0, left.toMillis()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> some(double millis) {
        return Optional.of(
                Duration.ofMillis(Math.round(Math.ceil(Math.min(millis, LONGEST.toMillis())))));
    }

    /// A negative number is how some servers say that they do not know.
    private static OptionalLong count(Optional<String> words) {
        return words.map(String::strip).filter(w -> w.matches("\\d{1,15}")).isPresent()
                ? OptionalLong.of(Long.parseLong(words.get().strip()))
                : OptionalLong.empty();
    }
}
