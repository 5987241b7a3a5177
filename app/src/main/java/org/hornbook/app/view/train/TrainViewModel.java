package org.hornbook.app.view.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hornbook.app.JobCommand;
import org.hornbook.app.Training;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.FxJobs;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.job.JobRecord;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.train.RunFolder;

/// The runs of the workspace: read, followed while they train, paused, finished and resumed.
public final class TrainViewModel {
    private static final int AT_FIRST = 5;

    private final Desk desk;
    private final Latest reads;
    private final RunReader reader = new RunReader();
    private final Value<TrainState> state = new Value<>(TrainState.FIRST);
    private final Set<String> known = new HashSet<>();
    private List<JobRecord> jobs = List.of();
    private List<Run> stored = List.of();
    private Set<String> mine = Set.of();

    public TrainViewModel(Desk desk, Value<List<TrainState.Preparing>> preparing) {
        this.desk = desk;
        this.reads = desk.background().latest();
        preparing.show(p -> state.update(s -> s.preparing(p)));
        desk.jobs().running().show(this::running);
    }

    public Value<TrainState> state() {
        return state;
    }

    /// Whether a run of this window trains now.
    public boolean training() {
        return desk.jobs().running().get().stream()
                .anyMatch(r -> r.handle().spec().kind().equals("train.run"));
    }

    private record Read(RunReader.Found found, boolean data) {}

    /// Reads what may have changed.
    public void refresh() {
        reads.ask(
                () -> {
                    Workbench bench = desk.bench();
                    return new Read(
                            reader.read(bench),
                            bench.corpora().all().stream().anyMatch(c -> c.documents() > 0));
                },
                this::take,
                desk::tell);
    }

    private void take(Read read) {
        jobs = read.found().jobs();
        List<Run> runs = read.found().runs();
        stored = runs;
        TrainState before = state.get();
        Set<String> here = runs.stream().map(Run::fingerprint).collect(Collectors.toSet());
        Set<String> shown = new LinkedHashSet<>(before.shown());
        shown.retainAll(here);
        boolean first = !before.read();
        runs.stream()
                .filter(r -> !known.contains(r.fingerprint()))
                .limit(first ? AT_FIRST : runs.size())
                .forEach(r -> shown.add(r.fingerprint()));
        Optional<Run> fresh =
                runs.stream()
                        .filter(r -> !known.contains(r.fingerprint()))
                        .filter(r -> first || r.active())
                        .findFirst();
        String current =
                fresh.or(() -> before.run().filter(r -> here.contains(r.fingerprint())))
                        .or(() -> runs.stream().findFirst())
                        .map(Run::fingerprint)
                        .orElse("");
        known.addAll(here);
        state.set(
                before.with(alive(runs), read.found().points(), read.data())
                        .choosing(current, shown));
    }

    private void running(List<FxJobs.Running> now) {
        Set<String> before = mine;
        mine = now.stream().map(TrainViewModel::fingerprint).collect(Collectors.toSet());
        if (state.get().read()) {
            state.update(s -> s.with(alive(stored)));
            if (stored.stream()
                    .map(Run::fingerprint)
                    .anyMatch(f -> before.contains(f) && !mine.contains(f))) {
                refresh();
            }
        }
    }

    /// The runs with what this window's jobs know of them this moment.
    private List<Run> alive(List<Run> runs) {
        List<FxJobs.Running> now = desk.jobs().running().get();
        List<Run> next = new ArrayList<>(runs);
        next.replaceAll(
                run ->
                        now.stream()
                                .filter(r -> fingerprint(r).equals(run.fingerprint()))
                                .findFirst()
                                .map(r -> alive(run, r.state()))
                                .orElse(run));
        return List.copyOf(next);
    }

    private static Run alive(Run run, JobState<?> job) {
        return switch (job) {
            case JobState.Queued<?>() -> run.at(Run.Stage.WAITING, run.step());
            case JobState.Running<?>(var progress, var pace) ->
                    run.at(Run.Stage.RUNNING, Math.max(run.step(), (int) progress.done()));
            default -> run;
        };
    }

    private static String fingerprint(FxJobs.Running running) {
        return running.handle().spec().fingerprint();
    }

    /// Brings a run to the front, and into the chart.
    public void choose(String fingerprint) {
        state.update(
                s -> {
                    Set<String> shown = new LinkedHashSet<>(s.shown());
                    shown.add(fingerprint);
                    return s.choosing(fingerprint, shown);
                });
    }

    /// Puts a run into the chart, or takes it out.
    public void toggle(String fingerprint) {
        state.update(
                s -> {
                    Set<String> shown = new LinkedHashSet<>(s.shown());
                    if (!shown.remove(fingerprint)) {
                        shown.add(fingerprint);
                    }
                    return s.choosing(s.current(), shown);
                });
    }

    /// Puts all runs into the chart; if they are there, leaves the one in front alone.
    public void toggleAll() {
        state.update(
                s -> {
                    Set<String> all =
                            s.runs().stream().map(Run::fingerprint).collect(Collectors.toSet());
                    return s.choosing(
                            s.current(), s.shown().containsAll(all) ? Set.of(s.current()) : all);
                });
    }

    public void by(TrainState.By by) {
        state.update(
                s ->
                        s.with(
                                new TrainState.Drawing(
                                        by, s.drawing().log(), s.drawing().smoothing())));
    }

    public void log(boolean on) {
        state.update(
                s -> s.with(new TrainState.Drawing(s.drawing().by(), on, s.drawing().smoothing())));
    }

    public void smoothing(double weight) {
        state.update(
                s -> s.with(new TrainState.Drawing(s.drawing().by(), s.drawing().log(), weight)));
    }

    /// Stops the run in front at its next step; its state is saved there, and it can go on.
    public void pause() {
        state.get()
                .run()
                .ifPresent(
                        run ->
                                desk.jobs().running().get().stream()
                                        .filter(r -> fingerprint(r).equals(run.fingerprint()))
                                        .forEach(r -> r.handle().cancel()));
    }

    /// Goes on with the run in front from its newest state.
    public void resume() {
        state.get().run().filter(Run::resumable).ifPresent(this::resume);
    }

    private void resume(Run run) {
        record(run)
                .ifPresent(
                        job ->
                                desk.start(
                                        () -> new Training(desk.bench().workspace()).resume(job),
                                        Reuse.FINISHED,
                                        told -> {
                                            if (told.ended()) {
                                                refresh();
                                            }
                                        }));
    }

    /// Ends the run in front where it is, with a checkpoint of what it has learned: one that trains
    /// does so at its next step, one that waits to go on at once.
    public void finish() {
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        state.get()
                .run()
                .filter(Run::finishable)
                .ifPresent(
                        run ->
                                desk.read(
                                        () -> {
                                            new RunFolder(run.folder()).finish();
                                            return run;
                                        },
                                        asked -> {
                                            if (run.resumable()) {
                                                resume(run);
                                            }
                                        }));
    }

    private Optional<JobRecord> record(Run run) {
        return jobs.stream().filter(j -> j.fingerprint().equals(run.fingerprint())).findFirst();
    }

    /// The command line that starts the run, or goes on with it.
    public String command(Run run) {
        return record(run)
                .map(job -> new JobCommand(jobs, desk.session().folder()).of(job))
                .orElse("");
    }
}
