package org.hornbook.app.view.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Value;
import org.hornbook.train.RunFolder;

/// Samples of runs: made at each newly saved state of the run that trains, and of the run in front
/// if it has none; paged through by step and prompt; executed when they are looked at.
public final class SamplesViewModel {
    private final Desk desk;
    private final Latest reads;
    private final Prompts prompts;
    private final SampleMaker maker = new SampleMaker();
    private final Verdicts verdicts;
    private final Value<SamplesState> state = new Value<>(SamplesState.NONE);
    private final Map<String, Integer> asked = new HashMap<>();
    private final Set<Sample> checking = new HashSet<>();
    private Map<SampleFile.Key, Sample> samples = new HashMap<>();
    private Optional<Run> run = Optional.empty();
    private TrainState runs = TrainState.FIRST;
    private String removed = "";
    private boolean busy;
    private boolean looking;

    public SamplesViewModel(Desk desk, Path benchmark) {
        this.desk = desk;
        this.reads = desk.background().latest();
        this.prompts = new Prompts(desk.session().folder(), benchmark);
        this.verdicts =
                new Verdicts(desk.session().folder().resolve("logs").resolve("sandbox.log"));
        desk.hold(verdicts);
    }

    public Value<SamplesState> state() {
        return state;
    }

    /// Follows the runs: shows the samples of the one in front, and has new ones made where a state
    /// was saved.
    public void follow(TrainState next) {
        runs = next;
        Optional<Run> front = next.run();
        boolean other =
                !front.map(Run::fingerprint).equals(run.map(Run::fingerprint))
                        || !front.map(Run::saved).equals(run.map(Run::saved));
        run = front;
        if (other) {
            read();
        }
        make();
    }

    /// Whether the samples can be seen: only what is looked at is executed.
    public void looking(boolean now) {
        looking = now;
        state.get().sample().ifPresent(this::check);
    }

    private void make() {
        if (busy || !desk.holder().get().isEmpty()) {
            return;
        }
        Optional<Run> wanting =
                runs.runs().stream()
                        .filter(r -> r.stage() == Run.Stage.RUNNING)
                        .filter(this::wants)
                        .findFirst()
                        .or(() -> run.filter(r -> !r.active()).filter(this::wants));
        wanting.ifPresent(this::make);
    }

    private boolean wants(Run r) {
        return state(r) > asked.getOrDefault(r.fingerprint(), 0);
    }

    /// The step of the newest state that can write; 0 if there is none.
    private static int state(Run r) {
        return r.saved() > 0 ? r.saved() : r.finished() ? r.step() : 0;
    }

    private void make(Run of) {
        busy = true;
        asked.put(of.fingerprint(), state(of));
        boolean front = run.filter(r -> r.fingerprint().equals(of.fingerprint())).isPresent();
        state.update(s -> s.writing(front));
        desk.background()
                .run(
                        () -> {
                            Optional<RunFolder.Saved> saved = new RunFolder(of.folder()).newest();
                            Files.createDirectories(of.folder());
                            return maker.make(
                                    saved.map(
                                                    s ->
                                                            new SampleMaker.Source(
                                                                    of.folder(),
                                                                    s.step(),
                                                                    s.folder()))
                                            .orElse(
                                                    new SampleMaker.Source(
                                                            of.folder(),
                                                            of.step(),
                                                            of.checkpoint())),
                                    prompts.all());
                        },
                        made -> made(),
                        e -> {
                            desk.tell(e);
                            made();
                        });
    }

    private void made() {
        busy = false;
        state.update(s -> s.writing(false));
        read();
        make();
    }

    private record Read(Map<SampleFile.Key, Sample> samples, List<Prompts.Prompt> prompts) {}

    private void read() {
        if (run.isEmpty()) {
            samples = new HashMap<>();
            state.set(SamplesState.NONE);
            return;
        }
        Run of = run.get();
        reads.ask(
                () -> new Read(SampleFile.in(of.folder()).read(), prompts.all()),
                read -> take(of, read),
                desk::tell);
    }

    private void take(Run of, Read read) {
        SamplesState before = state.get();
        boolean same = before.run().equals(of.fingerprint());
        samples = read.samples();
        List<Integer> steps = SampleFile.steps(samples);
        int at =
                same && !before.newest() && before.at() >= 0 && before.at() < steps.size()
                        ? before.at()
                        : steps.size() - 1;
        int prompt =
                read.prompts().isEmpty()
                        ? -1
                        : Math.clamp(before.prompt(), 0, read.prompts().size() - 1);
        show(
                new SamplesState(
                        of.fingerprint(),
                        steps,
                        at,
                        read.prompts(),
                        prompt,
                        Optional.empty(),
                        same && before.writing(),
                        false),
                at,
                prompt);
    }

    private void show(SamplesState base, int at, int prompt) {
        Optional<Sample> found =
                at < 0 || prompt < 0
                        ? Optional.empty()
                        : Optional.ofNullable(
                                samples.get(
                                        new SampleFile.Key(
                                                base.steps().get(at),
                                                base.prompts().get(prompt).id())));
        state.set(base.showing(at, prompt, found));
        found.ifPresent(this::check);
    }

    /// Executes the sample that is looked at, if its task has tests.
    private void check(Sample sample) {
        Optional<Run> of = run;
        var task = state.get().asked().flatMap(Prompts.Prompt::task);
        if (!looking
                || task.isEmpty()
                || of.isEmpty()
                || !sample.verdict().isEmpty()
                || !sample.why().isEmpty()) {
            return;
        }
        state.update(s -> s.checking(true));
        if (!checking.add(sample)) {
            return;
        }
        boolean writer = desk.holder().get().isEmpty();
        verdicts.ask(
                sample,
                task.get(),
                (judged, failed) -> {
                    if (writer && failed == null) {
                        store(of.get(), judged);
                    }
                    Platform.runLater(() -> judged(sample, judged, failed));
                });
    }

    private void store(Run of, Sample judged) {
        try {
            SampleFile.in(of.folder()).add(judged);
        } catch (IOException e) {
            Platform.runLater(() -> desk.tell(e));
        }
    }

    private void judged(Sample sample, Sample judged, Exception failed) {
        checking.remove(sample);
        if (failed != null) {
            desk.tell(failed);
        }
        samples.replace(new SampleFile.Key(sample.step(), sample.id()), sample, judged);
        if (state.get().sample().equals(Optional.of(sample))) {
            SamplesState s = state.get();
            state.set(s.showing(s.at(), s.prompt(), Optional.of(judged)));
        }
    }

    /// Turns to an earlier (-1) or later (1) step.
    public void turn(int by) {
        SamplesState s = state.get();
        if (s.at() >= 0) {
            show(s, Math.clamp(s.at() + by, 0, s.steps().size() - 1), s.prompt());
        }
    }

    /// Turns to the prompt before (-1) or after (1).
    public void turnPrompt(int by) {
        SamplesState s = state.get();
        if (s.prompt() >= 0) {
            show(s, s.at(), Math.floorMod(s.prompt() + by, s.prompts().size()));
        }
    }

    /// Adds a prompt of a person's own; the newest state of the run in front continues it.
    public void add(String text) {
        if (text.isBlank()) {
            return;
        }
        change(
                () -> {
                    prompts.add(text);
                    return text;
                },
                0);
    }

    /// Takes away the prompt that is shown, if it is a person's own.
    public void remove() {
        state.get()
                .asked()
                .filter(p -> p.task().isEmpty())
                .ifPresent(
                        p -> {
                            removed = p.text();
                            change(
                                    () -> {
                                        prompts.remove(p.text());
                                        return p.text();
                                    },
                                    state.get().prompt());
                        });
    }

    /// Whether a prompt was taken away that can be brought back.
    public boolean undoable() {
        return !removed.isEmpty();
    }

    /// Brings back the prompt that was taken away last.
    public void undo() {
        String back = removed;
        removed = "";
        add(back);
    }

    private void change(java.util.concurrent.Callable<String> change, int prompt) {
        desk.read(
                change,
                text -> {
                    run.ifPresent(r -> asked.remove(r.fingerprint()));
                    SamplesState s = state.get();
                    state.set(
                            new SamplesState(
                                    s.run(),
                                    s.steps(),
                                    s.steps().size() - 1,
                                    s.prompts(),
                                    prompt,
                                    Optional.empty(),
                                    s.writing(),
                                    false));
                    read();
                    make();
                });
    }
}
