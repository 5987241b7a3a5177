package org.hornbook.app.view.labels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hornbook.app.CommandLine;
import org.hornbook.app.LabelModels;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.infer.remote.OpenAiChatModel;
import org.hornbook.job.Job;
import org.hornbook.job.JobState;
import org.hornbook.job.Progress;
import org.hornbook.label.AnnotatorId;
import org.hornbook.label.Budget;
import org.hornbook.label.LlmBatchRepository;
import org.hornbook.label.LlmCallRepository;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.LlmReport;
import org.hornbook.label.Price;
import org.hornbook.label.Rubric;

/// A model labels a sample: first the plan with its prompts and its cost, then the run under a cap,
/// then what came of it, with what was no label to be asked again.
public final class AskViewModel {
    private static final int PREVIEWED = 10;
    private static final int ATTEMPTS = 6;
    private static final int LISTED = 200;

    private final Desk desk;
    private final Latest plans;
    private final Latest looks;
    private final Value<AskState> state = new Value<>(AskState.NONE);

    /// What is asked.
    public enum What {
        /// Documents that the model has not labelled, at random.
        NEW,
        /// What it has labelled, once more, to see whether it agrees with itself.
        AGAIN,
        /// What it gave no label.
        RETRY
    }

    /// What a person chose.
    ///
    /// @param ofSample the name of a kept sample to ask about; empty for one drawn now
    /// @param sample how many are drawn now
    /// @param price typed in where none is known
    /// @param batch within a day, at half price
    public record Choice(
            AskState.Model model,
            Corpus corpus,
            Rubric rubric,
            What what,
            Optional<String> ofSample,
            int sample,
            Budget budget,
            Optional<Price> price,
            int concurrency,
            boolean batch) {
        /// The same for what was no label.
        Choice retrying() {
            return new Choice(
                    model,
                    corpus,
                    rubric,
                    What.RETRY,
                    Optional.empty(),
                    sample,
                    budget,
                    price,
                    concurrency,
                    false);
        }

        LlmPlan.Look look() {
            return switch (what) {
                case NEW -> LlmPlan.Look.FIRST;
                case AGAIN -> new LlmPlan.Look(2, false);
                case RETRY -> new LlmPlan.Look(1, true);
            };
        }
    }

    public AskViewModel(Desk desk) {
        this.desk = desk;
        this.plans = desk.background().latest();
        this.looks = desk.background().latest();
    }

    public Value<AskState> state() {
        return state;
    }

    /// Reads who can be asked, what the model `name` gave no label in the corpus, and which batches
    /// are under way.
    public void look(Optional<Corpus> corpus, String name) {
        Settings settings = desk.settings().get();
        looks.ask(
                () -> {
                    List<AskState.Model> models = models(settings);
                    Workbench bench = desk.bench();
                    String annotator =
                            models.stream()
                                    .filter(m -> m.name().equals(name))
                                    .map(AskState.Model::annotator)
                                    .findFirst()
                                    .orElse(models.isEmpty() ? "" : models.getFirst().annotator());
                    List<AskState.Problem> problems =
                            corpus.flatMap(c -> problems(bench, c, annotator)).orElse(List.of());
                    List<AskState.Waiting> waiting =
                            bench.batches().all().stream()
                                    .filter(b -> b.state() == LlmBatchRepository.State.CREATED)
                                    .map(
                                            b ->
                                                    new AskState.Waiting(
                                                            b.server(),
                                                            b.model(),
                                                            b.endpoint(),
                                                            b.requests()))
                                    .toList();
                    return state.get()
                            .with(
                                    models,
                                    problems,
                                    waiting,
                                    corpus.map(c -> samples(bench, c)).orElse(List.of()));
                },
                found ->
                        state.update(
                                s ->
                                        s.with(
                                                found.models(),
                                                found.problems(),
                                                found.batches(),
                                                found.samples())),
                desk::tell);
    }

    private List<AskState.Model> models(Settings settings) throws IOException {
        List<AskState.Model> all = new ArrayList<>();
        for (Settings.Endpoint e : settings.endpoints()) {
            all.add(new AskState.Model(e.name(), Optional.of(e), listed(e).isPresent()));
        }
        for (String name : LabelModels.checkpoints(desk.session().folder())) {
            all.add(new AskState.Model(name, Optional.empty(), true));
        }
        return all;
    }

    private static List<AskState.Drawn> samples(Workbench bench, Corpus corpus) {
        return bench.samples().all(corpus.id()).stream()
                .map(
                        s ->
                                new AskState.Drawn(
                                        s.name(),
                                        s.documents().size(),
                                        s.plan().words(),
                                        s.plan().seed()))
                .toList();
    }

    private static Optional<List<AskState.Problem>> problems(
            Workbench bench, Corpus corpus, String annotator) {
        return bench.labels()
                .annotator(annotator)
                .map(
                        a ->
                                bench.calls().problems(corpus.id(), a.id()).stream()
                                        .limit(LISTED)
                                        .map(
                                                p ->
                                                        new AskState.Problem(
                                                                bench.corpora()
                                                                        .get(p.document())
                                                                        .key(),
                                                                p.why(),
                                                                p.raw()))
                                        .toList());
    }

    /// Draws the documents, and shows what asking about them would cost. Nothing is sent.
    public void plan(Choice choice) {
        plans.ask(
                () -> {
                    LlmPlan plan = planned(choice);
                    return state.get()
                            .planned(
                                    plan,
                                    plan.estimate(),
                                    plan.cached(desk.bench().calls()),
                                    plan.documents().stream()
                                            .limit(PREVIEWED)
                                            .map(plan::prompt)
                                            .toList());
                },
                state::set,
                desk::tell);
    }

    private LlmPlan planned(Choice choice) throws IOException {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("corpus", choice.corpus().name());
        choice.model()
                .endpoint()
                .ifPresentOrElse(
                        e -> notes.put("endpoint", e.url()),
                        () -> notes.put("checkpoint", choice.model().name()));
        String name;
        try (ChatModel model = model(choice)) {
            name = model.name();
        }
        LlmPlan plan =
                new LlmPlan(
                                documents(choice),
                                choice.rubric(),
                                name,
                                price(choice),
                                choice.budget(),
                                new LlmPlan.Effort(
                                        choice.model().endpoint().isPresent()
                                                ? choice.concurrency()
                                                : 1,
                                        ATTEMPTS),
                                choice.look())
                        .noting(notes);
        return choice.batch() ? plan.batched() : plan;
    }

    private ChatModel model(Choice choice) {
        return choice.model()
                .endpoint()
                .<ChatModel>map(
                        e -> LabelModels.remote(e.url(), e.model(), desk.files().key(e.name())))
                .orElseGet(
                        () ->
                                LabelModels.checkpoint(
                                        desk.bench(),
                                        choice.model().name(),
                                        desk.settings().get().threads()));
    }

    /// Back to choosing.
    public void reconsider() {
        plans.forget();
        state.update(AskState::anew);
    }

    /// Sends the prompts of the plan.
    public void run(Choice choice) {
        LlmPlan plan = state.get().plan().orElseThrow();
        state.update(s -> s.running("\u2026", "", -1));
        desk.start(() -> job(choice, plan), s -> told(s, choice));
    }

    private Job<LlmReport> job(Choice choice, LlmPlan plan) {
        String annotator = choice.model().annotator();
        ChatModel model = model(choice);
        return choice.batch() && model instanceof OpenAiChatModel remote
                ? LabelModels.batch(
                        desk.bench(),
                        remote,
                        plan,
                        annotator,
                        choice.model().endpoint().orElseThrow().url())
                : LabelModels.ask(desk.bench(), model, plan, annotator);
    }

    private void told(JobState<LlmReport> job, Choice choice) {
        switch (job) {
            case JobState.Queued<LlmReport>() -> {}
            case JobState.Running<LlmReport>(var progress, var pace) ->
                    state.update(
                            s ->
                                    s.running(
                                            Words.progress(
                                                    new Progress(
                                                            progress.done(),
                                                            progress.total(),
                                                            progress.unit(),
                                                            ""),
                                                    pace),
                                            progress.message(),
                                            progress.total() == 0
                                                    ? -1
                                                    : (double) progress.done() / progress.total()));
            case JobState.Succeeded<LlmReport>(var report, var recalled) -> {
                state.update(s -> s.reported(Optional.of(report)));
                look(Optional.of(choice.corpus()), choice.model().name());
            }
            case JobState.Cancelled<LlmReport>(var progress) -> ended(choice);
            case JobState.Failed<LlmReport>(var cause) -> ended(choice);
        }
    }

    private void ended(Choice choice) {
        state.update(s -> s.reported(Optional.empty()));
        look(Optional.of(choice.corpus()), choice.model().name());
    }

    /// Asks the server to stop a batch; what is answered by then comes when the job goes on.
    public void cancel(AskState.Waiting batch) {
        Settings settings = desk.settings().get();
        desk.read(
                () -> {
                    String kept =
                            settings.endpoints().stream()
                                    .filter(e -> e.url().equals(batch.endpoint()))
                                    .map(Settings.Endpoint::name)
                                    .findFirst()
                                    .orElse("");
                    return LabelModels.remote(
                                    batch.endpoint(), batch.model(), desk.files().key(kept))
                            .batches()
                            .cancel(batch.batch())
                            .status();
                },
                status ->
                        desk.notice()
                                .set(
                                        Texts.of(
                                                "ask.batch.cancelled",
                                                batch.batch(),
                                                status.replace('_', ' '))));
    }

    /// The command line that does the same.
    public String command(Choice choice) {
        List<String> words = new ArrayList<>(List.of("label", choice.corpus().name()));
        choice.model()
                .endpoint()
                .ifPresentOrElse(
                        e -> words.addAll(List.of("--endpoint", e.url(), "--model", e.model())),
                        () -> words.addAll(List.of("--checkpoint", choice.model().name())));
        words.addAll(
                choice.ofSample()
                        .map(name -> List.of("--of-sample", name))
                        .orElseGet(() -> List.of("--sample", String.valueOf(choice.sample()))));
        words.addAll(List.of("--rubric", choice.rubric().name()));
        if (choice.budget().capsDollars()) {
            words.addAll(List.of("--cap", String.valueOf(choice.budget().dollars())));
        }
        if (choice.budget().capsTokens()) {
            words.addAll(List.of("--cap-tokens", String.valueOf(choice.budget().tokens())));
        }
        words.addAll(List.of("--concurrency", String.valueOf(choice.concurrency())));
        choice.price()
                .or(() -> choice.model().endpoint().flatMap(AskViewModel::own))
                .ifPresent(
                        p ->
                                words.addAll(
                                        List.of(
                                                "--price-in",
                                                String.valueOf(p.prompt()),
                                                "--price-out",
                                                String.valueOf(p.completion()))));
        switch (choice.what()) {
            case NEW -> {}
            case AGAIN -> words.add("--again");
            case RETRY -> words.add("--retry");
        }
        if (choice.batch()) {
            words.add("--batch");
        }
        return CommandLine.of(desk.session().folder(), words);
    }

    private Optional<Price> price(Choice choice) {
        return choice.price()
                .or(
                        () ->
                                choice.model().endpoint().isPresent()
                                        ? choice.model().endpoint().flatMap(this::listed)
                                        : Optional.of(Price.FREE));
    }

    /// The price that stands with the endpoint, else in the list of prices.
    private Optional<Price> listed(Settings.Endpoint endpoint) {
        return own(endpoint)
                .or(() -> desk.files().prices().price(endpoint.url(), endpoint.model()));
    }

    private static Optional<Price> own(Settings.Endpoint endpoint) {
        return endpoint.promptPrice() < 0 || endpoint.completionPrice() < 0
                ? Optional.empty()
                : Optional.of(new Price(endpoint.promptPrice(), endpoint.completionPrice()));
    }

    /// The documents to ask about: the same for the same corpus and labels.
    private List<Document> documents(Choice choice) {
        Workbench bench = desk.bench();
        String name = choice.model().annotator();
        if (choice.what() == What.RETRY) {
            Optional<AnnotatorId> by = bench.labels().annotator(name).map(a -> a.id());
            return by
                    .map(id -> bench.calls().problems(choice.corpus().id(), id))
                    .orElse(List.of())
                    .stream()
                    .map(LlmCallRepository.Problem::document)
                    .distinct()
                    .map(bench.corpora()::get)
                    .toList();
        }
        ColumnCache columns =
                new ColumnRepository(bench.workspace().database()).load(choice.corpus().id());
        boolean again = choice.what() == What.AGAIN;
        List<DocumentId> open =
                columns.standing().stream()
                        .filter(r -> columns.label(name, r).isEmpty() != again)
                        .mapToObj(columns::id)
                        .toList();
        return bench.corpora().get(chosen(bench, choice, open));
    }

    /// Of the documents that can be asked about, those of the kept sample in its order, or some
    /// drawn now.
    private static List<DocumentId> chosen(Workbench bench, Choice choice, List<DocumentId> open) {
        if (choice.ofSample().isPresent()) {
            Set<DocumentId> askable = new HashSet<>(open);
            return bench
                    .samples()
                    .require(choice.corpus(), choice.ofSample().get())
                    .documents()
                    .stream()
                    .filter(askable::contains)
                    .toList();
        }
        List<DocumentId> shuffled = new ArrayList<>(open);
        Collections.shuffle(shuffled, new Random(1));
        return shuffled.subList(0, Math.min(choice.sample(), shuffled.size()));
    }
}
