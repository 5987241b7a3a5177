package org.hornbook.app.view.train;

import java.util.Arrays;
import java.util.SortedMap;
import org.hornbook.job.JobRepository;

/// The curves of a run as far as they are stored, in order of steps.
///
/// @param steps at which `loss` was measured, from 1
/// @param loss in nats a token
/// @param seconds of training up to each step; NaN where nobody told
/// @param heldSteps at which the loss on held-out tokens was measured
/// @param speed tokens a second at the newest step; 0 if not known
/// @param memory bytes of the training process; 0 if not known
public record RunPoints(
        double[] steps,
        double[] loss,
        double[] seconds,
        double[] heldSteps,
        double[] heldLoss,
        double speed,
        double memory) {
    private static final double[] EMPTY = {};
    private static final int LAST = 20;
    static final RunPoints NONE = new RunPoints(EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, 0, 0);

    /// What is stored beyond these points is added to them.
    RunPoints further(JobRepository jobs, long job) {
        SortedMap<Long, Double> fresh = jobs.metric(job, "loss", last(steps, 0));
        SortedMap<Long, Double> held = jobs.metric(job, "validation", last(heldSteps, -1));
        if (fresh.isEmpty() && held.isEmpty()) {
            return this;
        }
        SortedMap<Long, Double> time = jobs.metric(job, "seconds", last(steps, 0));
        SortedMap<Long, Double> speeds = jobs.metric(job, "tokensPerSecond", last(steps, 0));
        SortedMap<Long, Double> bytes = jobs.metric(job, "memory", last(heldSteps, -1));
        return new RunPoints(
                joined(steps, fresh.keySet().stream().mapToDouble(Long::doubleValue).toArray()),
                joined(loss, values(fresh)),
                joined(
                        seconds,
                        fresh.keySet().stream()
                                .mapToDouble(s -> time.getOrDefault(s, Double.NaN))
                                .toArray()),
                joined(heldSteps, held.keySet().stream().mapToDouble(Long::doubleValue).toArray()),
                joined(heldLoss, values(held)),
                speeds.isEmpty() ? speed : speeds.get(speeds.lastKey()),
                bytes.isEmpty() ? memory : bytes.get(bytes.lastKey()));
    }

    /// Mean loss of the last twenty steps, as a finished run reports it; NaN before the first.
    double lastLoss() {
        return Arrays.stream(loss, Math.max(0, loss.length - LAST), loss.length)
                .average()
                .orElse(Double.NaN);
    }

    double lastHeldLoss() {
        return heldLoss.length == 0 ? Double.NaN : heldLoss[heldLoss.length - 1];
    }

    /// Whether the time of steps is known.
    boolean timed() {
        return seconds.length > 0 && !Double.isNaN(seconds[seconds.length - 1]);
    }

    /// Seconds of training up to each of `at`, between known steps in proportion; steps are
    /// ascending.
    double[] secondsAt(double[] at) {
        double[] known = new double[at.length];
        double step = 0;
        double time = 0;
        int next = 0;
        for (int i = 0; i < at.length; i++) {
            while (next < steps.length && steps[next] <= at[i]) {
                if (!Double.isNaN(seconds[next])) {
                    step = steps[next];
                    time = seconds[next];
                }
                next++;
            }
            int ahead = next;
            while (ahead < steps.length && Double.isNaN(seconds[ahead])) {
                ahead++;
            }
            known[i] =
                    at[i] == step || ahead == steps.length
                            ? time
                            : time
                                    + (seconds[ahead] - time)
                                            * (at[i] - step)
                                            / (steps[ahead] - step);
        }
        return known;
    }

    private static long last(double[] ascending, long none) {
        return ascending.length == 0 ? none : (long) ascending[ascending.length - 1];
    }

    private static double[] values(SortedMap<Long, Double> points) {
        return points.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] joined(double[] one, double[] other) {
        double[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
