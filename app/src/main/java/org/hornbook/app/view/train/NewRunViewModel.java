package org.hornbook.app.view.train;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hornbook.app.CommandLine;
import org.hornbook.app.JobCommand;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Value;
import org.hornbook.store.Json;
import org.hornbook.train.Schedule;
import org.hornbook.train.TrainingConfig;

/// A new run, from the choice of data to its start: every change is checked and estimated at once.
public final class NewRunViewModel {
    private final Desk desk;
    private final RunStarter starter;
    private final Latest reads;
    private final Value<NewRunState> state;
    private List<Estimate.Earlier> earlier = List.of();

    public NewRunViewModel(Desk desk, RunStarter starter) {
        this.desk = desk;
        this.starter = starter;
        this.reads = desk.background().latest();
        Draft draft = Draft.usual("", "", threads());
        this.state =
                new Value<>(
                        new NewRunState(
                                false,
                                false,
                                false,
                                TrainingData.NONE,
                                draft,
                                Checked.of(draft, java.util.Set.of(), 0),
                                Optional.empty(),
                                Optional.empty(),
                                machine()));
    }

    public Value<NewRunState> state() {
        return state;
    }

    /// Opens the sheet on `data`; if that is empty, on the newest kept set or else a corpus.
    public void open(String data) {
        open(all -> fresh(all, data), false);
    }

    /// Opens the sheet set as `run` was.
    public void like(Run run) {
        open(
                all ->
                        Draft.like(
                                run,
                                all.free(run.name()),
                                all.tokenizers().stream()
                                        .filter(t -> t.sha256().equals(run.tokenizer()))
                                        .map(TrainingData.Learned::file)
                                        .findFirst()
                                        .orElse(""),
                                threads()),
                true);
    }

    private void open(Function<TrainingData, Draft> first, boolean touched) {
        NewRunState s = state.get();
        state.set(s.opening(touched));
        reads.ask(
                () -> TrainingData.read(desk.bench()),
                all -> show(all, first.apply(all), touched),
                e -> {
                    desk.tell(e);
                    close();
                });
    }

    /// Follows the runs: what they reached is what a new one is estimated by.
    public void follow(TrainState runs) {
        List<Estimate.Earlier> now =
                runs.runs().stream()
                        .filter(r -> speed(r, runs) > 0)
                        .map(r -> new Estimate.Earlier(r.label(), r.config(), speed(r, runs)))
                        .toList();
        if (!now.equals(earlier)) {
            earlier = now;
            change(d -> d);
        }
    }

    private static double speed(Run run, TrainState runs) {
        return run.report().map(r -> r.tokensPerSecond()).orElse(runs.pointsOf(run).speed());
    }

    private Draft fresh(TrainingData all, String data) {
        String chosen =
                all.choice(data)
                        .or(() -> all.choices().stream().findFirst())
                        .map(TrainingData.Choice::name)
                        .orElse("");
        return shared(all, Draft.usual(chosen, all.free(chosen), threads()));
    }

    /// A kept set is trained with the tokenizer of its corpus where there is one.
    private static Draft shared(TrainingData all, Draft draft) {
        String words = draft.value(Field.VOCAB);
        int vocab = words.matches("\\d{1,7}") ? Integer.parseInt(words) : 0;
        return all.choice(draft.data())
                .flatMap(c -> all.sharedBy(c, vocab))
                .map(l -> draft.tokenizer(l.file(), l.vocab()))
                .orElse(draft.tokenizer("", 0));
    }

    private void show(TrainingData all, Draft draft, boolean touched) {
        Optional<TrainingData.Choice> choice = all.choice(draft.data());
        Draft known = choice.isPresent() ? draft : draft.on("", draft.value(Field.NAME));
        Checked first = Checked.of(known, all.names(), 0);
        Optional<TrainingData.Tokens> tokens = Optional.empty();
        Optional<Estimate> estimate = Optional.empty();
        Checked checked = first;
        if (first instanceof Checked.Fine(Draft d, String name, TrainingConfig config)) {
            TrainingData.Tokens count =
                    all.tokens(choice.orElseThrow(), known.tokenizer(), config.vocab());
            tokens = Optional.of(count);
            checked = Checked.of(known, all.names(), Math.max(1, (long) count.count()));
            if (checked instanceof Checked.Fine) {
                estimate = Optional.of(Estimate.of(config, count.count(), earlier));
            }
        }
        state.set(
                new NewRunState(
                        true,
                        true,
                        touched,
                        all,
                        known,
                        checked,
                        tokens,
                        estimate,
                        state.get().machine()));
    }

    private void change(UnaryOperator<Draft> change) {
        NewRunState s = state.get();
        if (s.open() && s.ready()) {
            show(s.data(), change.apply(s.draft()), s.touched());
        }
    }

    public void data(String name) {
        NewRunState s = state.get();
        if (!name.equals(s.draft().data())) {
            String called = s.touched() ? s.draft().value(Field.NAME) : s.data().free(name);
            change(d -> shared(s.data(), d.on(name, called)));
        }
    }

    public void size(Size size) {
        change(d -> size == Size.OWN ? d.with(size) : shared(state.get().data(), d.with(size)));
    }

    public void unit(Draft.Unit unit) {
        change(d -> d.with(unit));
    }

    public void schedule(Schedule schedule) {
        change(d -> d.with(schedule));
    }

    /// @param file empty to learn one from the data
    public void tokenizer(String file) {
        change(
                d ->
                        d.tokenizer(
                                file,
                                state.get()
                                        .data()
                                        .learned(file)
                                        .map(TrainingData.Learned::vocab)
                                        .orElse(0)));
    }

    public void field(Field field, String words) {
        NewRunState s = state.get();
        if (s.ready() && !words.equals(s.draft().value(field))) {
            Draft draft = field == Field.VOCAB ? s.draft().tokenizer("", 0) : s.draft();
            show(s.data(), draft.with(field, words), s.touched() || field == Field.NAME);
        }
    }

    /// Starts what is filled in and closes the sheet; does nothing while it is wrong.
    public void start() {
        if (state.get().checked() instanceof Checked.Fine fine && state.get().open()) {
            if (!desk.holder().get().isEmpty()) {
                desk.notice()
                        .set(org.hornbook.app.desk.Texts.of("shell.busy", desk.holder().get()));
                return;
            }
            close();
            starter.start(fine);
        }
    }

    public void close() {
        reads.forget();
        state.update(NewRunState::closed);
    }

    /// The command line of what is filled in; empty while it is wrong.
    public String command() {
        return state.get().checked() instanceof Checked.Fine fine
                ? CommandLine.of(
                        desk.session().folder(),
                        JobCommand.train(
                                fine.draft().data(),
                                fine.name(),
                                fine.draft().tokenizer(),
                                Json.tree(fine.config())))
                : "";
    }

    private int threads() {
        return desk.settings().get().threads();
    }

    private static long machine() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
