package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hornbook.app.CommandLine;
import org.hornbook.app.LabelWorth;
import org.hornbook.app.LearningCurves;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.CurveReport;
import org.hornbook.classify.LearningCurveJob;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.job.JobState;
import org.hornbook.job.Progress;
import org.hornbook.job.Reuse;

/// Measures what labels have bought the compared classifier, and says what more would buy.
public final class WorthViewModel {
    private static final long SEED = 1;

    private final Desk desk;
    private final CompareViewModel model;
    private final TrainingViewModel training;
    private final Latest reads;
    private final Value<WorthState> state = new Value<>(WorthState.FIRST);
    private Optional<Compared> compared = Optional.empty();

    public WorthViewModel(Desk desk, CompareViewModel model, TrainingViewModel training) {
        this.desk = desk;
        this.model = model;
        this.training = training;
        this.reads = desk.background().latest();
    }

    Value<WorthState> state() {
        return state;
    }

    /// Opens or closes the pane.
    void ask(boolean on) {
        state.update(s -> s.open(on));
        if (on) {
            training.ask(false);
            read();
        }
    }

    /// Another comparison, or the same with other labels.
    void compared(Optional<Compared> next) {
        boolean same =
                next.isPresent()
                        && compared.filter(c -> c.classifier().equals(next.get().classifier()))
                                .filter(c -> c.training().equals(next.get().training()))
                                .isPresent();
        compared = next;
        if (!same && state.get().open()) {
            read();
        }
    }

    private void read() {
        compared.ifPresent(
                c ->
                        reads.ask(
                                () -> {
                                    LearningCurves curves = new LearningCurves(desk.bench());
                                    return curves.newest(
                                                    c.classifier().name(),
                                                    c.corpus().name(),
                                                    c.imitated())
                                            .map(r -> worth(curves, r));
                                },
                                worth -> know(worth, c),
                                desk::tell));
    }

    private LabelWorth worth(LearningCurves curves, CurveReport report) {
        WorthState s = state.get();
        return curves.worth(report, s.labelCost(), s.dollars());
    }

    private void know(Optional<LabelWorth> worth, Compared c) {
        state.update(s -> s.knowing(worth, c.training().size()));
        if (!state.get().priced()) {
            state.update(s -> s.byDollars(false));
        }
    }

    /// Measures the curve; one of the very same labels is taken as it is.
    void measure() {
        if (compared.isEmpty() || state.get().runs()) {
            return;
        }
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        Compared c = compared.get();
        boolean settled = model.state().get().settled();
        state.update(s -> s.doing(Texts.of("worth.doing", ""), -1));
        desk.background()
                .run(
                        () -> job(c, settled),
                        job -> desk.<CurveReport>start(() -> job, Reuse.FINISHED, this::told),
                        e -> {
                            desk.tell(e);
                            state.update(s -> s.doing("", 0));
                        });
    }

    private LearningCurveJob job(Compared c, boolean settled) {
        Workbench bench = desk.bench();
        TrainedClassifier classifier =
                bench.classifiers().find(c.classifier().name()).orElseThrow();
        return new LearningCurves(bench)
                .job(
                        classifier,
                        settled,
                        LearningCurves.FOLDS,
                        LearningCurves.SEEDS,
                        SEED,
                        training.embedder(bench, classifier.classifier().recipe()));
    }

    private void told(JobState<CurveReport> job) {
        switch (job) {
            case JobState.Queued<CurveReport>() -> {}
            case JobState.Running<CurveReport>(var progress, var pace) ->
                    state.update(
                            s -> s.doing(Texts.of("worth.doing", done(progress)), share(progress)));
            case JobState.Succeeded<CurveReport>(var report, var recalled) -> {
                state.update(s -> s.doing("", 0));
                reads.ask(
                        () -> worth(new LearningCurves(desk.bench()), report),
                        worth -> compared.ifPresent(c -> know(Optional.of(worth), c)),
                        desk::tell);
            }
            case JobState.Cancelled<CurveReport> cancelled -> state.update(s -> s.doing("", 0));
            case JobState.Failed<CurveReport> failed -> state.update(s -> s.doing("", 0));
        }
    }

    private static String done(Progress p) {
        return p.total() == 0 ? "" : Words.percent(share(p));
    }

    private static double share(Progress p) {
        return p.total() == 0 ? -1 : (double) p.done() / p.total();
    }

    void byDollars(boolean on) {
        state.update(s -> s.byDollars(on && s.priced()));
    }

    /// What is to be spent next, as it is written: `10`, `$10`.
    void spending(String words) {
        OptionalDouble dollars = amount(words);
        if (dollars.isEmpty() || !(dollars.getAsDouble() > 0)) {
            desk.notice().set(Texts.of("worth.number"));
            return;
        }
        if (dollars.getAsDouble() != state.get().dollars()) {
            state.update(s -> s.spending(dollars.getAsDouble()));
            again();
        }
    }

    /// What one label costs, as it is written; empty for what was billed.
    void labelCost(String words) {
        OptionalDouble cost = amount(words);
        if (cost.isEmpty() && !words.isBlank()) {
            desk.notice().set(Texts.of("worth.number"));
            return;
        }
        if (!cost.equals(state.get().labelCost())) {
            state.update(s -> s.costing(cost));
            again();
        }
    }

    private void again() {
        Optional<CurveReport> report = state.get().worth().map(LabelWorth::curve);
        if (report.isPresent()) {
            reads.ask(
                    () -> worth(new LearningCurves(desk.bench()), report.get()),
                    worth -> compared.ifPresent(c -> know(Optional.of(worth), c)),
                    desk::tell);
        }
    }

    private static OptionalDouble amount(String words) {
        try {
            double value = Double.parseDouble(words.replace("$", "").replace(",", "").strip());
            return value >= 0 && Double.isFinite(value)
                    ? OptionalDouble.of(value)
                    : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /// The command line that measures the same.
    String command() {
        return compared.map(
                        c -> {
                            WorthState s = state.get();
                            List<String> words =
                                    new ArrayList<>(
                                            List.of("classifier", "curve", c.classifier().name()));
                            if (model.state().get().settled()) {
                                words.add("--settled");
                            }
                            if (s.dollars() != WorthState.FIRST.dollars()) {
                                words.addAll(List.of("--dollars", plain(s.dollars())));
                            }
                            s.labelCost()
                                    .ifPresent(
                                            cost ->
                                                    words.addAll(
                                                            List.of("--label-cost", plain(cost))));
                            return CommandLine.of(desk.session().folder(), words);
                        })
                .orElse("");
    }

    static String plain(double value) {
        return String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
    }
}
