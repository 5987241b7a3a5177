package org.hornbook.app.view.home;

import org.hornbook.app.Demo;
import org.hornbook.app.Overview;
import org.hornbook.app.Sentence;
import org.hornbook.app.Stages;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Value;
import org.hornbook.job.Job;
import org.hornbook.job.JobCancelledException;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// Where the workspace stands, and the sample walk run in the window.
public final class HomeViewModel {
    private static final long SEED = 1;

    private final Desk desk;
    private final Latest reads;
    private final Value<HomeState> state =
            new Value<>(new HomeState(java.util.Optional.empty(), java.util.Optional.empty()));

    private volatile boolean stopped;
    private volatile JobHandle<?> current;

    public HomeViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
    }

    public Value<HomeState> state() {
        return state;
    }

    /// Reads anew.
    public void refresh() {
        reads.ask(() -> Overview.read(desk.bench()), o -> state.update(s -> s.with(o)), desk::tell);
    }

    /// Runs the walk over the sample data in this workspace, its stages shown as they come. What
    /// was done before is taken as it is.
    public void walk() {
        stopped = false;
        state.update(s -> s.with(new HomeState.Walk(List.of(), "")));
        desk.background()
                .apart(
                        () -> new Demo(desk.bench(), datasets(), new Told(), SEED).run(),
                        report -> {
                            state.update(s -> s.with((HomeState.Walk) null));
                            refresh();
                        },
                        e -> {
                            String why =
                                    e instanceof JobCancelledException
                                            ? org.hornbook.app.desk.Texts.of("home.walk.stopped")
                                            : Sentence.of(e);
                            state.update(
                                    s ->
                                            s.with(
                                                    new HomeState.Walk(
                                                            s.walk()
                                                                    .map(HomeState.Walk::lines)
                                                                    .orElse(List.of()),
                                                            why)));
                        });
    }

    /// Stops the walk, also between two of its jobs; what is done is kept.
    public void stop() {
        stopped = true;
        JobHandle<?> now = current;
        if (now != null) {
            now.cancel();
        }
    }

    /// Where the sample data is.
    static Path datasets() {
        return Path.of(System.getProperty("hornbook.home", "."), "datasets");
    }

    private void say(HomeState.Line line) {
        javafx.application.Platform.runLater(
                () ->
                        state.update(
                                s -> {
                                    List<HomeState.Line> lines =
                                            new ArrayList<>(
                                                    s.walk()
                                                            .map(HomeState.Walk::lines)
                                                            .orElse(List.of()));
                                    lines.add(line);
                                    return s.with(new HomeState.Walk(List.copyOf(lines), ""));
                                }));
    }

    /// The stages of the walk, told to the view; its jobs are this window's jobs.
    private final class Told implements Stages {
        @Override
        public void stage(String words) {
            say(new HomeState.Line(true, words));
        }

        @Override
        public void result(String words) {
            say(new HomeState.Line(false, words));
        }

        @Override
        public <R> R run(Job<R> job, Reuse reuse) throws Exception {
            if (stopped) {
                throw new JobCancelledException();
            }
            CountDownLatch ended = new CountDownLatch(1);
            AtomicReference<JobState<R>> last = new AtomicReference<>();
            current =
                    desk.jobs()
                            .submit(
                                    job,
                                    reuse,
                                    s -> {
                                        if (s.ended()) {
                                            last.set(s);
                                            ended.countDown();
                                        }
                                    });
            if (stopped) {
                current.cancel();
            }
            ended.await();
            return switch (last.get()) {
                case JobState.Succeeded<R>(var result, var recalled) -> result;
                case JobState.Failed<R>(var cause) -> throw cause;
                default -> throw new JobCancelledException();
            };
        }
    }
}
