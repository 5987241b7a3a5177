package org.hornbook.app.view.labels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.hornbook.app.CommandLine;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.infer.remote.OpenAiChatModel;
import org.hornbook.job.JobState;
import org.hornbook.label.LlmLabelJob;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.LlmReport;
import org.hornbook.label.Price;
import org.hornbook.label.Rubric;

/// A model behind an endpoint labels a sample: first the plan with its prompts and its cost, then
/// the run under a cap.
public final class AskViewModel {
    private static final int PREVIEWED = 10;
    private static final int ATTEMPTS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Desk desk;
    private final Latest plans;
    private final Value<AskState> state = new Value<>(AskState.NONE);

    /// What a person chose.
    ///
    /// @param cap in dollars
    public record Choice(
            Settings.Endpoint endpoint,
            Corpus corpus,
            Rubric rubric,
            int sample,
            double cap,
            int concurrency) {}

    public AskViewModel(Desk desk) {
        this.desk = desk;
        this.plans = desk.background().latest();
    }

    public Value<AskState> state() {
        return state;
    }

    /// Draws the sample, and shows what asking it would cost. Nothing is sent.
    public void plan(Choice choice) {
        plans.ask(
                () -> {
                    LlmPlan plan =
                            new LlmPlan(
                                    sample(choice),
                                    choice.rubric(),
                                    price(choice.endpoint()),
                                    choice.cap(),
                                    choice.concurrency(),
                                    ATTEMPTS);
                    List<String> preview =
                            plan.documents().stream()
                                    .limit(PREVIEWED)
                                    .map(
                                            d ->
                                                    plan.request(d).messages().stream()
                                                            .map(
                                                                    m ->
                                                                            "["
                                                                                    + m.role()
                                                                                            .name()
                                                                                            .toLowerCase(
                                                                                                    java
                                                                                                            .util
                                                                                                            .Locale
                                                                                                            .ROOT)
                                                                                    + "]\n"
                                                                                    + m.content())
                                                            .collect(Collectors.joining("\n\n")))
                                    .toList();
                    return new AskState(Optional.of(plan), preview, "", 0, Optional.empty());
                },
                state::set,
                desk::tell);
    }

    /// Back to choosing.
    public void reconsider() {
        plans.forget();
        state.set(AskState.NONE);
    }

    /// Sends the prompts of the plan.
    public void run(Choice choice) {
        LlmPlan plan = state.get().plan().orElseThrow();
        state.update(s -> s.running("\u2026", -1));
        desk.start(
                () ->
                        new LlmLabelJob(
                                desk.bench().labels(),
                                new OpenAiChatModel(
                                        choice.endpoint().url(),
                                        choice.endpoint().model(),
                                        desk.files().key(choice.endpoint().name()),
                                        PATIENCE),
                                plan,
                                choice.endpoint().model()),
                this::told);
    }

    private void told(JobState<LlmReport> job) {
        switch (job) {
            case JobState.Queued<LlmReport>() -> {}
            case JobState.Running<LlmReport>(var progress, var pace) ->
                    state.update(
                            s ->
                                    s.running(
                                            Words.progress(progress, pace),
                                            progress.total() == 0
                                                    ? -1
                                                    : (double) progress.done() / progress.total()));
            case JobState.Succeeded<LlmReport>(var report, var recalled) ->
                    state.update(s -> s.reported(Optional.of(report)));
            case JobState.Cancelled<LlmReport>(var progress) ->
                    state.update(s -> s.reported(Optional.empty()));
            case JobState.Failed<LlmReport>(var cause) ->
                    state.update(s -> s.reported(Optional.empty()));
        }
    }

    /// The command line that does the same.
    public String command(Choice choice) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "label",
                                choice.corpus().name(),
                                "--endpoint",
                                choice.endpoint().url(),
                                "--model",
                                choice.endpoint().model(),
                                "--sample",
                                String.valueOf(choice.sample()),
                                "--rubric",
                                choice.rubric().name(),
                                "--cap",
                                String.valueOf(choice.cap()),
                                "--concurrency",
                                String.valueOf(choice.concurrency())));
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

    static Optional<Price> price(Settings.Endpoint endpoint) {
        return endpoint.promptPrice() < 0 || endpoint.completionPrice() < 0
                ? Optional.empty()
                : Optional.of(new Price(endpoint.promptPrice(), endpoint.completionPrice()));
    }

    /// Documents the model has not labelled, drawn at random, the same for the same corpus.
    private List<Document> sample(Choice choice) {
        ColumnCache columns =
                new ColumnRepository(desk.bench().workspace().database())
                        .load(choice.corpus().id());
        List<Integer> open = new ArrayList<>();
        columns.standing().stream()
                .filter(r -> columns.label(choice.endpoint().model(), r).isEmpty())
                .forEach(open::add);
        Collections.shuffle(open, new Random(1));
        return open.subList(0, Math.min(choice.sample(), open.size())).stream()
                .map(r -> desk.bench().corpora().get(columns.id(r)))
                .toList();
    }
}
