package org.hornbook.job;

import java.time.Duration;
import java.util.Optional;

/// How fast a job goes, measured since it was started or resumed.
///
/// @param perSecond units a second; 0 until it is known
/// @param left the time that is left at this rate; empty while it cannot be told
public record Pace(double perSecond, Optional<Duration> left) {
    public static final Pace UNKNOWN = new Pace(0, Optional.empty());

    /// The pace after `elapsedNanos`, in which `now.done() - atStart` units were finished.
    static Pace of(Progress now, long atStart, long elapsedNanos) {
        long finished = now.done() - atStart;
        if (finished <= 0 || elapsedNanos <= 0) {
            return UNKNOWN;
        }
        double perSecond = finished * 1e9 / elapsedNanos;
        if (now.total() <= 0) {
            return new Pace(perSecond, Optional.empty());
        }
        long millis = Math.round(Math.max(0, now.total() - now.done()) / perSecond * 1000);
        return new Pace(perSecond, Optional.of(Duration.ofMillis(millis)));
    }
}
