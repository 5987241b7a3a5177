package org.hornbook.infer.remote;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Holds requests back as the server asks: all who share it slow down together. Where the server
/// says how long to wait, or how much is left until when, that is kept; where it only says "too
/// many", the wait doubles each time, a little by chance.
public final class Throttle {
    private static final long LONGEST_MILLIS = 60_000;

    private final SplittableRandom chance;
    private final long firstMillis;
    private long notBefore = System.nanoTime();
    private long slowedAt = notBefore - 1;
    private int inARow;
    private OptionalLong requests = OptionalLong.empty();
    private long requestsBack;
    private OptionalLong tokens = OptionalLong.empty();
    private long tokensBack;

    /// @param firstMillis the first wait where the server only says "too many"
    public Throttle(long seed, long firstMillis) {
        this.chance = new SplittableRandom(seed);
        this.firstMillis = firstMillis;
    }

    /// Waits until a request of that many tokens may be sent; returns when that was, for `slowed`.
    public synchronized long enter(long size) throws InterruptedException {
        for (long wait; (wait = delay(size)) > 0; ) {
            TimeUnit.NANOSECONDS.timedWait(this, wait);
        }
        requests = less(requests, 1);
        tokens = less(tokens, size);
        return System.nanoTime();
    }

    private long delay(long size) {
        long now = System.nanoTime();
        if (requests.isPresent() && now - requestsBack >= 0) {
            requests = OptionalLong.empty();
        }
        if (tokens.isPresent() && now - tokensBack >= 0) {
            tokens = OptionalLong.empty();
        }
        long wait = notBefore - now;
        if (requests.isPresent() && requests.getAsLong() < 1) {
            wait = Math.max(wait, requestsBack - now);
        }
        if (tokens.isPresent() && tokens.getAsLong() < size) {
            wait = Math.max(wait, tokensBack - now);
        }
        return wait;
    }

    private static OptionalLong less(OptionalLong left, long by) {
        return left.isPresent() ? OptionalLong.of(Math.max(0, left.getAsLong() - by)) : left;
    }

    /// A reply came, and says this of the limits.
    public synchronized void replied(RateLimits limits) {
        inARow = 0;
        heed(limits);
    }

    /// The request that entered at `entered` was refused as one too many.
    public synchronized void slowed(long entered, RateLimits limits) {
        heed(limits);
        long now = System.nanoTime();
        if (limits.retryAfter().isPresent()) {
            long millis = limits.retryAfter().get().toMillis();
            until(now, millis + chance.nextLong(millis / 10 + 20));
        } else if (delay(1) > 0) {
            // what is left until when has been said, or another was just refused
        } else if (entered - slowedAt > 0) { // who entered before knew no better
            long millis = Math.min(LONGEST_MILLIS, firstMillis << Math.min(inARow++, 10));
            until(now, millis * 3 / 4 + chance.nextLong(millis / 2 + 1));
        }
        slowedAt = now;
    }

    private void until(long now, long millis) {
        long then = now + TimeUnit.MILLISECONDS.toNanos(millis);
        if (then - notBefore > 0) {
            notBefore = then;
        }
    }

    private void heed(RateLimits limits) {
        long now = System.nanoTime();
        if (limits.requests().isPresent() && limits.resetRequests().isPresent()) {
            requests = limits.requests();
            requestsBack = now + limits.resetRequests().get().toNanos();
        }
        if (limits.tokens().isPresent() && limits.resetTokens().isPresent()) {
            tokens = limits.tokens();
            tokensBack = now + limits.resetTokens().get().toNanos();
        }
    }

    /// How long requests are held back from now on; zero if they are not.
    public synchronized Duration heldBack() {
        return Duration.ofNanos(Math.max(0, delay(1)));
    }
}
