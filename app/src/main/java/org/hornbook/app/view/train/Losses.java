package org.hornbook.app.view.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Series;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Curve;

/// Points of runs as curves to draw. What was drawn before is not computed again.
final class Losses {
    private final Map<String, Made> made = new HashMap<>();

    private record Made(Run run, RunPoints points, TrainState.Drawing drawing, List<Curve> curves) {
        boolean fits(Run now, RunPoints known, TrainState.Drawing how) {
            return points == known
                    && drawing.by() == how.by()
                    && drawing.smoothing() == how.smoothing()
                    && run.label().equals(now.label());
        }
    }

    /// The loss of each run in the chart, and dashed what it is on held-out tokens.
    List<Curve> of(TrainState s, Series series) {
        made.keySet().retainAll(s.shown());
        return s.shownRuns().stream()
                .flatMap(
                        run ->
                                made
                                        .compute(
                                                run.fingerprint(),
                                                (f, before) ->
                                                        before != null
                                                                        && before.fits(
                                                                                run,
                                                                                s.pointsOf(run),
                                                                                s.drawing())
                                                                ? before
                                                                : make(s, run, series))
                                        .curves()
                                        .stream())
                .toList();
    }

    private static Made make(TrainState s, Run run, Series series) {
        RunPoints p = s.pointsOf(run);
        var color = series.of(run.label());
        double last = run.report().isPresent() ? run.report().get().lastLoss() : p.lastLoss();
        Curve loss =
                Curve.of(run.label(), color, across(s.drawing().by(), run, p, p.steps()), p.loss())
                        .smoothed(s.drawing().smoothing())
                        .noted(Double.isNaN(last) ? "" : Words.figure(last));
        Curve held =
                Curve.of(
                                Texts.of("train.chart.held", run.label()),
                                color,
                                across(s.drawing().by(), run, p, p.heldSteps()),
                                p.heldLoss())
                        .dashes();
        return new Made(
                run,
                p,
                s.drawing(),
                p.heldSteps().length == 0 ? List.of(loss) : List.of(loss, held));
    }

    private static double[] across(TrainState.By by, Run run, RunPoints p, double[] steps) {
        return switch (by) {
            case STEPS -> steps;
            case TOKENS -> {
                double each = run.tokensAt(1);
                yield Arrays.stream(steps).map(step -> step * each).toArray();
            }
            case TIME -> p.secondsAt(steps);
        };
    }
}
