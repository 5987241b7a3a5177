package org.hornbook.app.view.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the train view shows.
///
/// @param read whether anything has been read yet
/// @param data whether there are documents to train on
/// @param preparing runs whose tokens are still being made
/// @param current the fingerprint of the run in front; empty if there is none
/// @param shown fingerprints of the runs in the chart
/// @param points by fingerprint
public record TrainState(
        boolean read,
        boolean data,
        List<Preparing> preparing,
        List<Run> runs,
        String current,
        Set<String> shown,
        Map<String, RunPoints> points,
        Drawing drawing) {
    static final TrainState FIRST =
            new TrainState(
                    false,
                    false,
                    List.of(),
                    List.of(),
                    "",
                    Set.of(),
                    Map.of(),
                    new Drawing(By.TOKENS, true, 0.6));

    /// What the curves are drawn over.
    public enum By {
        STEPS,
        TOKENS,
        TIME
    }

    /// How the curves are drawn.
    ///
    /// @param log whether the loss axis is logarithmic
    /// @param smoothing weight of the past in a running mean, 0 for none
    public record Drawing(By by, boolean log, double smoothing) {}

    /// A run on its way to its first step.
    ///
    /// @param words what is being done
    /// @param share 0-1, negative while it cannot be told
    public record Preparing(String name, String words, double share) {}

    public Optional<Run> run() {
        return find(current);
    }

    public Optional<Run> find(String fingerprint) {
        return runs.stream().filter(r -> r.fingerprint().equals(fingerprint)).findFirst();
    }

    /// The runs in the chart, the newest first.
    public List<Run> shownRuns() {
        return runs.stream().filter(r -> shown.contains(r.fingerprint())).toList();
    }

    public RunPoints pointsOf(Run run) {
        return points.getOrDefault(run.fingerprint(), RunPoints.NONE);
    }

    TrainState with(List<Run> next, Map<String, RunPoints> known, boolean documents) {
        return new TrainState(true, documents, preparing, next, current, shown, known, drawing);
    }

    TrainState with(List<Run> next) {
        return new TrainState(read, data, preparing, next, current, shown, points, drawing);
    }

    TrainState choosing(String run, Set<String> inChart) {
        return new TrainState(
                read, data, preparing, runs, run, Set.copyOf(inChart), points, drawing);
    }

    TrainState with(Drawing next) {
        return new TrainState(read, data, preparing, runs, current, shown, points, next);
    }

    TrainState preparing(List<Preparing> next) {
        return new TrainState(read, data, List.copyOf(next), runs, current, shown, points, drawing);
    }
}
