package org.hornbook.hub;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Tries again what may pass, with growing waits; what the server asks for is waited.
final class Retry {
    private final Patience patience;
    private final Waits waits;
    private int failures;

    Retry(Patience patience, Waits waits) {
        this.patience = patience;
        this.waits = waits;
    }

    /// Some good came of the last attempt: the count begins anew.
    void progressed() {
        failures = 0;
    }

    /// Waits before the next attempt, or throws `e` if there is to be none.
    void after(HubException e) throws HubException, InterruptedException {
        failures++;
        if (!e.passing() || failures >= patience.attempts()) {
            throw e;
        }
        Duration backoff = patience.first().multipliedBy(1L << Math.min(10, failures - 1));
        double jitter = 1 + ThreadLocalRandom.current().nextDouble() * 0.25;
        Duration own = Duration.ofMillis(Math.round(backoff.toMillis() * jitter));
        Duration wait = e.waiting().orElse(own);
        if (wait.compareTo(patience.longest()) > 0) {
            throw e;
        }
        String why =
                switch (e.kind()) {
                    case RATE_LIMITED -> "the Hub asks to wait " + seconds(wait);
                    case SERVER -> "the Hub has trouble: trying again in " + seconds(wait);
                    case NO_NETWORK -> "no connection: trying again in " + seconds(wait);
                    default -> "the connection broke off: trying again in " + seconds(wait);
                };
        waits.told(why);
        Thread.sleep(wait.toMillis());
        waits.told("");
    }

    private static String seconds(Duration wait) {
        return Math.max(1, (wait.toMillis() + 500) / 1000) + " s";
    }
}
