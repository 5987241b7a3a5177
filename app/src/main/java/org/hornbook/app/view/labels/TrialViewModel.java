package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hornbook.app.CommandLine;
import org.hornbook.app.LabelModels;
import org.hornbook.app.RubricTrials;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.label.LlmLabelJob;
import org.hornbook.label.LlmReport;
import org.hornbook.label.Price;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.RubricTrial;
import org.hornbook.label.sample.Sample;
import org.hornbook.label.sample.Whom;

/// Asks a model with two rubrics about the same documents: first what it would cost, then both jobs
/// one after the other, then what came of them.
final class TrialViewModel {
    private static final int USUAL = 200;
    private static final int CONCURRENCY = 4;

    private final Desk desk;
    private final Latest reads;
    private final Latest plans;
    private final Value<TrialState> state = new Value<>(TrialState.NONE);

    /// What a person chose.
    ///
    /// @param sample empty for some at random
    record Choice(
            Settings.Endpoint endpoint,
            Corpus corpus,
            Optional<Sample> sample,
            Rubric first,
            Rubric second,
            double cap) {}

    TrialViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
        this.plans = desk.background().latest();
    }

    Value<TrialState> state() {
        return state;
    }

    /// Reads what there is to choose from, and the last trial on the corpus.
    void open(Corpus corpus) {
        List<Settings.Endpoint> endpoints = desk.settings().get().endpoints();
        reads.ask(
                () -> {
                    Workbench bench = desk.bench();
                    Optional<RubricTrial> last =
                            bench.rubrics().trials(corpus.id()).stream().findFirst();
                    return new Opened(
                            bench.samples().all(corpus.id()),
                            last,
                            last.map(t -> keys(bench, t)).orElse(Map.of()));
                },
                o ->
                        state.update(
                                s ->
                                        s.running().isEmpty()
                                                ? s.done(o.last(), o.keys())
                                                        .read(endpoints, o.samples())
                                                : s.read(endpoints, o.samples())),
                desk::tell);
    }

    private record Opened(
            List<Sample> samples, Optional<RubricTrial> last, Map<DocumentId, String> keys) {}

    private static Map<DocumentId, String> keys(Workbench bench, RubricTrial trial) {
        Map<DocumentId, String> keys = new TreeMap<>();
        bench.corpora()
                .get(trial.changed().stream().map(RubricTrial.Changed::document).toList())
                .forEach(d -> keys.put(d.id(), d.key()));
        return keys;
    }

    /// What it would cost. Nothing is sent.
    void plan(Choice choice) {
        plans.ask(
                () -> {
                    RubricTrials trials = new RubricTrials(desk.bench());
                    RubricTrials.Asked asked = asked(trials, choice);
                    int n = asked.sample().documents().size();
                    Optional<Double> cost = trials.cost(asked);
                    return new Cost(
                            cost.map(
                                            c ->
                                                    Texts.of(
                                                            "trial.cost",
                                                            Words.count(n),
                                                            Words.dollars(c),
                                                            Words.dollars(choice.cap())))
                                    .orElse(Texts.of("ask.noprice")),
                            cost.isPresent());
                },
                c -> state.update(s -> s.costing(c.words(), c.known())),
                desk::tell);
    }

    private record Cost(String words, boolean known) {}

    /// Another choice: what was planned does not hold any more.
    void reconsider() {
        plans.forget();
        state.update(s -> s.costing("", false));
    }

    private RubricTrials.Asked asked(RubricTrials trials, Choice choice) {
        Sample sample =
                choice.sample()
                        .orElseGet(
                                () ->
                                        trials.sample(
                                                choice.corpus(),
                                                new Sample.Plan(new Whom.Random(), USUAL, 1),
                                                "trial of " + USUAL));
        return new RubricTrials.Asked(
                choice.corpus(),
                sample,
                choice.first(),
                choice.second(),
                LabelModels.remote(
                        choice.endpoint().url(),
                        choice.endpoint().model(),
                        desk.files().key(choice.endpoint().name())),
                price(choice.endpoint()),
                choice.cap(),
                CONCURRENCY);
    }

    /// The price that stands with the endpoint, else in the list of prices.
    private Optional<Price> price(Settings.Endpoint endpoint) {
        return endpoint.promptPrice() < 0 || endpoint.completionPrice() < 0
                ? desk.files().prices().price(endpoint.url(), endpoint.model())
                : Optional.of(new Price(endpoint.promptPrice(), endpoint.completionPrice()));
    }

    /// Asks with the first, then with the second.
    void run(Choice choice) {
        state.update(s -> s.running("\u2026", -1));
        desk.read(
                () -> asked(new RubricTrials(desk.bench()), choice),
                asked ->
                        ask(
                                asked,
                                t -> t.first(asked),
                                0,
                                a ->
                                        ask(
                                                asked,
                                                t -> t.second(asked, a),
                                                1,
                                                b -> report(asked, a, b))));
    }

    private interface Made {
        LlmLabelJob by(RubricTrials trials);
    }

    /// What was answered before is taken as it is, unless something is missing from it.
    private void ask(RubricTrials.Asked asked, Made made, int part, Consumer<LlmReport> then) {
        desk.start(
                () -> made.by(new RubricTrials(desk.bench())),
                Reuse.FINISHED,
                job ->
                        told(
                                job,
                                part,
                                r -> {
                                    if (r.failed().isEmpty() && r.left() == 0) {
                                        then.accept(r);
                                    } else {
                                        desk.start(
                                                () -> made.by(new RubricTrials(desk.bench())),
                                                Reuse.NEVER,
                                                again -> told(again, part, then));
                                    }
                                }));
    }

    private void told(JobState<LlmReport> job, int part, Consumer<LlmReport> then) {
        switch (job) {
            case JobState.Queued<LlmReport>() -> {}
            case JobState.Running<LlmReport>(var progress, var pace) ->
                    state.update(
                            s ->
                                    s.running(
                                            Texts.of("trial.part", part + 1)
                                                    + Words.progress(progress, pace),
                                            progress.total() == 0
                                                    ? -1
                                                    : (part
                                                                    + (double) progress.done()
                                                                            / progress.total())
                                                            / 2));
            case JobState.Succeeded<LlmReport>(var report, var recalled) -> then.accept(report);
            case JobState.Cancelled<LlmReport>(var progress) -> state.update(s -> s.running("", 0));
            case JobState.Failed<LlmReport>(var cause) -> state.update(s -> s.running("", 0));
        }
    }

    private void report(RubricTrials.Asked asked, LlmReport first, LlmReport second) {
        desk.background()
                .run(
                        () -> {
                            RubricTrial trial =
                                    new RubricTrials(desk.bench()).report(asked, first, second);
                            return new Opened(
                                    List.of(), Optional.of(trial), keys(desk.bench(), trial));
                        },
                        o -> state.update(s -> s.done(o.last(), o.keys())),
                        e -> {
                            desk.tell(e);
                            state.update(s -> s.running("", 0));
                        });
    }

    /// Goes to a document of the last trial.
    void open(DocumentId document) {
        TrialState s = state.get();
        s.trial()
                .ifPresent(
                        t ->
                                desk.navigator()
                                        .go(
                                                Place.CORPORA,
                                                new Errand.Browse(
                                                        t.corpus(),
                                                        "id:\""
                                                                + s.keys()
                                                                        .getOrDefault(document, "")
                                                                + "\"")));
    }

    /// The command line that does the same.
    String command(Choice choice) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "rubric",
                                "compare",
                                choice.first().title(),
                                choice.second().title(),
                                "--corpus",
                                choice.corpus().name(),
                                "--endpoint",
                                choice.endpoint().url(),
                                "--model",
                                choice.endpoint().model(),
                                "--cap",
                                String.valueOf(choice.cap())));
        choice.sample().ifPresent(s -> words.addAll(List.of("--sample", s.name())));
        price(choice.endpoint())
                .ifPresent(
                        p ->
                                words.addAll(
                                        List.of(
                                                "--price-in",
                                                String.valueOf(p.prompt()),
                                                "--price-out",
                                                String.valueOf(p.completion()))));
        return CommandLine.of(desk.session().folder(), words);
    }
}
