package org.hornbook.app.desk;

import javafx.application.Platform;

import org.hornbook.app.Sentence;
import org.hornbook.app.Workbench;
import org.hornbook.job.Job;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What every view of one open workspace works with.
public final class Desk implements AutoCloseable {
    private static final long FOLLOW_MILLIS = 500;

    private final Session session;
    private final SettingsFile files;
    private final Value<Settings> settings;
    private final Value<Theme> theme;

    /// The window's: it lives longer than a workspace is open in it, and must not hold its views.
    private final Value<Settings> chosen;

    private final List<Runnable> forget;
    private final Value<String> notice = new Value<>("");
    private final Value<String> holder;
    private final Background background = new Background();
    private final FxJobs jobs;
    private final Series series = new Series();
    private final Navigator navigator;
    private final List<Runnable> followers = new ArrayList<>();
    private final ScheduledExecutorService follower =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon(true).name("hornbook-follower").factory());
    private final List<AutoCloseable> held = new ArrayList<>();
    private volatile String mark = "";

    public Desk(
            Session session,
            SettingsFile files,
            Value<Settings> settings,
            Value<Theme> theme,
            Navigator navigator) {
        this.session = session;
        this.files = files;
        this.settings = new Value<>(settings.get());
        this.theme = new Value<>(theme.get());
        this.chosen = settings;
        this.forget = List.of(settings.show(this.settings::set), theme.show(this.theme::set));
        this.navigator = navigator;
        this.holder = new Value<>(session.holder().orElse(""));
        this.jobs = new FxJobs(() -> session.bench().runner());
        follower.scheduleWithFixedDelay(
                this::follow, FOLLOW_MILLIS, FOLLOW_MILLIS, TimeUnit.MILLISECONDS);
    }

    public Session session() {
        return session;
    }

    /// The rooms of the workspace. Not to be read on the FX thread.
    public Workbench bench() {
        return session.bench();
    }

    public Background background() {
        return background;
    }

    public FxJobs jobs() {
        return jobs;
    }

    public Series series() {
        return series;
    }

    public Navigator navigator() {
        return navigator;
    }

    public Value<Theme> theme() {
        return theme;
    }

    public Value<Settings> settings() {
        return settings;
    }

    /// Text size against the usual one: what is wide enough for one is narrow for another.
    public double scale() {
        return settings.get().fontSize() / 13.0;
    }

    public SettingsFile files() {
        return files;
    }

    /// One sentence for the status bar, such as what went wrong; empty for none.
    public Value<String> notice() {
        return notice;
    }

    /// The other process that writes to the workspace; empty if this window is the writer.
    public Value<String> holder() {
        return holder;
    }

    /// Says in the status bar what went wrong.
    public void tell(Exception e) {
        notice.set(Sentence.of(e));
    }

    /// Calls `changed` on the FX thread whenever the store was written to, by this window or by
    /// another process, at most twice a second.
    public void follow(Runnable changed) {
        followers.add(changed);
    }

    /// Closes `thing` with the workspace, before the store: what a view keeps open.
    public void hold(AutoCloseable thing) {
        synchronized (held) {
            held.add(thing);
        }
    }

    /// Changes the settings and stores them.
    public void settings(Settings next) {
        chosen.set(next);
        background.run(
                () -> {
                    files.write(next);
                    return next;
                },
                stored -> {},
                this::tell);
    }

    /// Reads in the background and shows what came, or says what went wrong.
    public <T> void read(java.util.concurrent.Callable<T> read, Consumer<T> then) {
        background.run(read, then, this::tell);
    }

    /// Makes a job in the background and submits it; `told` hears its states on the FX thread, and
    /// what went wrong stands in the status bar.
    public <R> void start(
            java.util.concurrent.Callable<? extends Job<R>> made, Consumer<JobState<R>> told) {
        start(made, Reuse.NEVER, told);
    }

    /// Likewise; `reuse` says whether the result of an equal job that is done is taken.
    public <R> void start(
            java.util.concurrent.Callable<? extends Job<R>> made,
            Reuse reuse,
            Consumer<JobState<R>> told) {
        if (!holder.get().isEmpty()) {
            notice.set(Texts.of("shell.busy", holder.get()));
            return;
        }
        notice.set("");
        read(
                () ->
                        jobs.submit(
                                made.call(),
                                reuse,
                                state -> {
                                    if (state instanceof JobState.Failed<R>(var cause)) {
                                        tell(cause);
                                    }
                                    told.accept(state);
                                }),
                handle -> {});
    }

    private void follow() {
        try {
            boolean other = session.takeOver();
            String now = session.mark();
            if (other || !now.equals(mark)) {
                mark = now;
                String who = session.holder().orElse("");
                Platform.runLater(
                        () -> {
                            holder.set(who);
                            List.copyOf(followers).forEach(Runnable::run);
                        });
            }
        } catch (RuntimeException e) {
            Platform.runLater(() -> tell(e));
        }
    }

    @Override
    public void close() {
        follower.shutdownNow();
        jobs.close();
        background.close();
        Platform.runLater(() -> forget.forEach(Runnable::run));
        synchronized (held) {
            held.forEach(Desk::closed);
        }
        session.close();
    }

    /// The other things are closed whatever becomes of this one.
    private static void closed(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            System.getLogger(Desk.class.getName())
                    .log(System.Logger.Level.WARNING, "could not be closed", e);
        }
    }
}
