package org.hornbook.app.view.jobs;

import org.hornbook.app.JobAgain;
import org.hornbook.app.LabelModels;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.FxJobs;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.job.Job;
import org.hornbook.job.JobRecord;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The jobs of the workspace, of this window and of other processes: followed, cancelled, resumed.
public final class JobsViewModel {

    private final Desk desk;
    private final Latest reads;
    private final Latest details;
    private final Latest logs;
    private final JobRows rows = new JobRows();
    private final Value<JobsState> state = new Value<>(JobsState.NONE);
    private List<JobRecord> records = List.of();
    private List<FxJobs.Running> live = List.of();
    private boolean picked;

    public JobsViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
        this.details = desk.background().latest();
        this.logs = desk.background().latest();
        desk.jobs()
                .running()
                .show(
                        running -> {
                            live = running;
                            if (state.get().read()) {
                                merge();
                            }
                        });
    }

    public Value<JobsState> state() {
        return state;
    }

    /// Reads anew.
    public void refresh() {
        reads.ask(
                () -> desk.bench().jobs().all(),
                read -> {
                    boolean changed = !read.equals(records);
                    records = read;
                    merge();
                    if (changed || state.get().detail().isEmpty()) {
                        detail();
                    }
                },
                desk::tell);
    }

    private void merge() {
        List<FxJobs.Running> now = live.stream().filter(r -> !r.handle().state().ended()).toList();
        List<JobRow> all = rows.of(records, now, System.nanoTime());
        state.update(s -> s.with(all));
        keepChosen();
    }

    /// What is looked at is among what is shown: what a person picked, or else the newest.
    private void keepChosen() {
        JobsState s = state.get();
        List<JobRow> shown = s.shown();
        if (!picked || shown.stream().noneMatch(r -> r.fingerprint().equals(s.chosen()))) {
            picked = false;
            look(shown.isEmpty() ? "" : shown.getFirst().fingerprint());
        }
    }

    /// A second has passed: what runs elsewhere is read again, and its log.
    public void tick() {
        JobsState s = state.get();
        if (s.rows().stream().anyMatch(r -> r.stage() == Stage.RUNNING && !r.here())) {
            refresh();
        }
        if (s.job().filter(j -> j.stage() == Stage.RUNNING).isPresent()) {
            log();
        }
    }

    public void only(JobsState.Only which) {
        state.update(s -> s.only(which));
        keepChosen();
    }

    /// Shows only jobs of this kind; empty for all.
    public void kind(String which) {
        state.update(s -> s.kind(which));
        keepChosen();
    }

    public void words(String which) {
        state.update(s -> s.words(which));
        keepChosen();
    }

    /// A person picks a job.
    public void choose(String fingerprint) {
        picked = true;
        look(fingerprint);
    }

    private void look(String fingerprint) {
        if (!fingerprint.equals(state.get().chosen())) {
            state.update(s -> s.choosing(fingerprint));
            detail();
        }
    }

    /// Shows one job, whatever was filtered.
    public void show(String fingerprint) {
        picked = true;
        state.update(s -> s.only(JobsState.Only.ALL).kind("").words("").choosing(fingerprint));
        detail();
    }

    private void detail() {
        String wanted = state.get().chosen();
        Path workspace = desk.session().folder();
        List<JobRecord> all = records;
        Optional<JobRecord> record =
                all.stream().filter(r -> r.fingerprint().equals(wanted)).findFirst();
        record.ifPresent(
                r ->
                        details.ask(
                                () -> new JobDetails(workspace).of(r, all),
                                detail -> {
                                    state.update(s -> s.with(detail));
                                    log();
                                },
                                desk::tell));
    }

    private void log() {
        JobsState s = state.get();
        List<Path> files = s.detail().map(JobsState.Detail::logs).orElse(List.of());
        if (files.isEmpty()) {
            state.update(n -> n.with(JobsState.Log.NONE));
            return;
        }
        Path file = files.contains(s.log().file()) ? s.log().file() : files.getFirst();
        read(file, s.log().whole());
    }

    private void read(Path file, boolean whole) {
        logs.ask(
                () -> JobDetails.tail(file, whole),
                tail -> state.update(s -> s.with(tail)),
                desk::tell);
    }

    /// Shows another of its logs.
    public void log(Path file) {
        read(file, state.get().log().whole());
    }

    /// Shows or hides the details of failures in the log.
    public void whole() {
        JobsState.Log log = state.get().log();
        state.update(
                s -> s.with(new JobsState.Log(log.file(), log.text(), log.cut(), !log.whole())));
    }

    /// Whether the chosen job runs in this window, and can be asked to stop.
    public boolean cancellable() {
        return state.get().job().filter(j -> j.stage().open() && j.here()).isPresent();
    }

    /// Asks the chosen job to stop at its next commit; what it has done is kept.
    public void cancel() {
        String chosen = state.get().chosen();
        live.stream()
                .filter(r -> r.handle().spec().fingerprint().equals(chosen))
                .forEach(r -> r.handle().cancel());
    }

    /// Whether the chosen job can go on from here.
    public boolean resumable() {
        JobsState s = state.get();
        return s.job().filter(j -> j.stage().resumable()).isPresent()
                && s.detail().filter(JobsState.Detail::again).isPresent();
    }

    /// Submits the chosen job again, so that it goes on where it stopped.
    public void resume() {
        Optional<JobRecord> chosen = state.get().job().flatMap(JobRow::record);
        if (chosen.isEmpty() || !resumable()) {
            return;
        }
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        desk.notice().set("");
        Settings settings = desk.settings().get();
        desk.read(
                () -> {
                    Workbench bench = desk.bench();
                    JobAgain again =
                            new JobAgain(
                                    bench,
                                    datasets(),
                                    settings.threads(),
                                    n -> model(settings, n),
                                    () -> desk.files().hub(settings));
                    submit(again.of(chosen.get()));
                    return true;
                },
                submitted -> {});
    }

    private <R> void submit(Job<R> job) {
        desk.jobs()
                .submit(
                        job,
                        Reuse.FINISHED,
                        s -> {
                            if (s instanceof JobState.Failed<R>(var cause)) {
                                desk.tell(cause);
                            }
                        });
    }

    private Optional<ChatModel> model(Settings settings, String name) {
        return settings.endpoints().stream()
                .filter(e -> e.model().equals(name))
                .findFirst()
                .map(e -> LabelModels.remote(e.url(), e.model(), desk.files().key(e.name())));
    }

    private static Path datasets() {
        return Path.of(System.getProperty("hornbook.home", "."), "datasets");
    }

    /// The command line of the chosen job; empty until it is read.
    public String command() {
        return state.get().detail().map(JobsState.Detail::command).orElse("");
    }
}
