package org.hornbook.app.view.models;

import org.hornbook.app.CommandLine;
import org.hornbook.app.Sentence;
import org.hornbook.app.Trial;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.FxJobs;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.evaluate.Benchmark;
import org.hornbook.evaluate.CodeSandbox;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Lets a checkpoint write the functions of a benchmark, which are run in the sandbox.
public final class TryViewModel {
    static final String KIND = "evaluate.run";
    private static final int USUAL_TOKENS = 256;

    private final Desk desk;
    private final Consumer<Runnable> tell;
    private final Latest reads;
    private final Value<TryState> state;

    /// @param tell reads the results anew, then does what it is given
    public TryViewModel(Desk desk, Consumer<Runnable> tell) {
        this.desk = desk;
        this.tell = tell;
        this.reads = desk.background().latest();
        this.state =
                new Value<>(
                        new TryState(
                                List.of(shipped()),
                                shipped(),
                                0,
                                "",
                                USUAL_TOKENS,
                                List.of(),
                                Optional.empty()));
        desk.jobs().running().show(jobs -> state.update(s -> s.going(going(jobs))));
    }

    public Value<TryState> state() {
        return state;
    }

    /// The held-out exercises that come with the program.
    static Path shipped() {
        return Path.of(System.getProperty("hornbook.home", "."), "datasets", "exercises")
                .resolve("held-out.jsonl.gz");
    }

    private static List<TryState.Going> going(List<FxJobs.Running> jobs) {
        List<TryState.Going> going = new ArrayList<>();
        for (FxJobs.Running job : jobs) {
            if (!job.handle().spec().kind().equals(KIND)) {
                continue;
            }
            String model = job.handle().spec().provenance().config().path("name").asText();
            if (job.state() instanceof JobState.Running<?>(var done, var pace)) {
                going.add(
                        new TryState.Going(
                                model,
                                Words.progress(done, pace),
                                done.total() > 0 ? (double) done.done() / done.total() : -1));
            } else {
                going.add(new TryState.Going(model, Texts.of("try.waiting"), -1));
            }
        }
        return List.copyOf(going);
    }

    /// Begins anew, with the benchmark and the length that were used last, so that results can be
    /// compared.
    public void begin(List<Tried> tried) {
        List<Path> known = new ArrayList<>(List.of(shipped()));
        tried.stream()
                .filter(t -> !t.file().isEmpty())
                .map(t -> Path.of(t.file()))
                .filter(f -> !known.contains(f))
                .distinct()
                .forEach(known::add);
        Optional<Tried> last = tried.stream().findFirst();
        Path file =
                last.filter(t -> !t.file().isEmpty()).map(t -> Path.of(t.file())).orElse(shipped());
        int tokens = last.map(Tried::maxTokens).filter(t -> t > 0).orElse(USUAL_TOKENS);
        state.update(
                s ->
                        new TryState(
                                List.copyOf(known),
                                file,
                                0,
                                "",
                                tokens,
                                s.going(),
                                Optional.empty()));
        choose(file);
    }

    /// Reads the benchmark, to say how many tasks it has, or why it is none.
    public void choose(Path file) {
        List<Path> known = new ArrayList<>(state.get().known());
        if (!known.contains(file)) {
            known.add(file);
        }
        state.update(
                s ->
                        new TryState(
                                        List.copyOf(known),
                                        file,
                                        0,
                                        "",
                                        s.maxTokens(),
                                        s.going(),
                                        Optional.empty())
                                .reading(file));
        reads.ask(
                () -> Benchmark.read(file).tasks().size(),
                number -> state.update(s -> s.read(number)),
                e -> state.update(s -> s.refusing(Sentence.of(e))));
    }

    /// Tries the model. A trial that was made before with the same content and settings is taken as
    /// it is, since it would come out the same.
    public void run(Model model, int maxTokens) {
        String holder = desk.holder().get();
        if (!holder.isEmpty()) {
            state.update(s -> s.refusing(Texts.of("shell.busy", holder)));
            return;
        }
        Path file = state.get().file();
        int threads = desk.settings().get().threads();
        state.update(s -> s.gave(Optional.empty()).refusing("").beginning(model.name()));
        desk.background()
                .run(
                        () ->
                                new Trial(
                                        desk.bench(),
                                        new Trial.Plan(
                                                model.name(),
                                                model.folder(),
                                                file,
                                                maxTokens,
                                                CodeSandbox.Limits.USUAL.time(),
                                                threads)),
                        trial -> desk.start(() -> trial, Reuse.FINISHED, this::told),
                        e -> ended(s -> s.refusing(Sentence.of(e))));
    }

    private void told(JobState<EvalResult> job) {
        switch (job) {
            case JobState.Queued<EvalResult>() -> {}
            case JobState.Running<EvalResult> running -> {}
            case JobState.Cancelled<EvalResult>(var progress) ->
                    ended(s -> s.refusing(Texts.of("try.stopped")));
            case JobState.Failed<EvalResult>(var cause) ->
                    ended(s -> s.refusing(Sentence.of(cause)));
            case JobState.Succeeded<EvalResult>(var result, var recalled) ->
                    tell.accept(() -> ended(s -> s.gave(Optional.of(result))));
        }
    }

    private void ended(UnaryOperator<TryState> how) {
        List<FxJobs.Running> left =
                desk.jobs().running().get().stream()
                        .filter(j -> !j.handle().state().ended())
                        .toList();
        state.update(s -> how.apply(s).going(going(left)));
    }

    /// Stops the trial of a model; what is answered stays, and the next try goes on behind it.
    public void stop(String model) {
        desk.jobs().running().get().stream()
                .filter(j -> j.handle().spec().kind().equals(KIND))
                .filter(
                        j ->
                                j.handle()
                                        .spec()
                                        .provenance()
                                        .config()
                                        .path("name")
                                        .asText()
                                        .equals(model))
                .forEach(j -> j.handle().cancel());
    }

    /// The command line that does the same.
    public String command(Model model, int maxTokens) {
        return CommandLine.of(
                desk.session().folder(),
                List.of(
                        "try",
                        model.name(),
                        "--benchmark",
                        state.get().file().toAbsolutePath().normalize().toString(),
                        "--max-tokens",
                        String.valueOf(maxTokens)));
    }
}
