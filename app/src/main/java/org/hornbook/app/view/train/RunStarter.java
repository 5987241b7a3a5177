package org.hornbook.app.view.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.hornbook.app.Training;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Job;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.train.TokenShard;
import org.hornbook.train.TokenizeJob;
import org.hornbook.train.TokenizerJob;
import org.hornbook.train.TrainJob;
import org.hornbook.train.TrainReport;

/// Starts runs: a tokenizer, the tokens, the training, each a job of its own after the other. What
/// was made before of the same documents is taken as it is.
public final class RunStarter {
    private final Desk desk;
    private final Value<List<TrainState.Preparing>> preparing = new Value<>(List.of());
    private final Map<String, TrainState.Preparing> rows = new LinkedHashMap<>();
    private final Map<String, JobHandle<?>> handles = new LinkedHashMap<>();

    public RunStarter(Desk desk) {
        this.desk = desk;
    }

    /// Runs on their way to the first step.
    public Value<List<TrainState.Preparing>> preparing() {
        return preparing;
    }

    /// A job and whether its stored result will do.
    private record Step<R>(Job<R> job, Reuse reuse) {}

    void start(Checked.Fine run) {
        say(run.name(), Texts.of("train.preparing"), -1);
        if (run.draft().tokenizer().isEmpty()) {
            step(
                    run.name(),
                    "train.preparing.tokenizer",
                    () -> {
                        TokenizerJob job =
                                training().tokenizer(documents(run), run.config().vocab());
                        return new Step<>(job, reuse(job.file()));
                    },
                    report -> tokenize(run, Path.of(report.file())));
        } else {
            tokenize(run, Path.of(run.draft().tokenizer()));
        }
    }

    private void tokenize(Checked.Fine run, Path tokenizer) {
        step(
                run.name(),
                "train.preparing.tokens",
                () -> {
                    DocumentSource documents = documents(run);
                    TokenizeJob job = training().shard(documents, tokenizer);
                    return new Step<>(
                            job,
                            reuse(
                                    training()
                                            .shardFolder(documents, tokenizer)
                                            .resolve(TokenShard.MANIFEST)));
                },
                manifest -> train(run, tokenizer));
    }

    private void train(Checked.Fine run, Path tokenizer) {
        this.<TrainReport>step(
                run.name(),
                "train.preparing.first",
                () -> {
                    TrainJob job =
                            training()
                                    .run(
                                            run.name(),
                                            run.config(),
                                            training().shardFolder(documents(run), tokenizer));
                    return new Step<>(job, Reuse.NEVER);
                },
                report -> {});
    }

    private Training training() {
        return new Training(desk.bench().workspace());
    }

    private DocumentSource documents(Checked.Fine run) {
        return desk.bench().documents(run.draft().data());
    }

    /// A finished job is taken as it is only if what it made is still there.
    private static Reuse reuse(Path made) {
        return made.toFile().isFile() ? Reuse.FINISHED : Reuse.NEVER;
    }

    private <R> void step(String name, String key, Callable<Step<R>> make, Consumer<R> then) {
        desk.background()
                .run(
                        () -> {
                            Step<R> step = make.call();
                            return desk.jobs()
                                    .submit(
                                            step.job(),
                                            step.reuse(),
                                            state -> told(name, key, state, then));
                        },
                        handle -> {
                            if (rows.containsKey(name)) {
                                handles.put(name, handle);
                            }
                        },
                        e -> {
                            desk.tell(e);
                            end(name);
                        });
    }

    private <R> void told(String name, String key, JobState<R> state, Consumer<R> then) {
        switch (state) {
            case JobState.Queued<R>() -> say(name, Texts.of("train.preparing"), -1);
            case JobState.Running<R>(var p, var pace) -> {
                if (key.equals("train.preparing.first") && p.done() > 0) {
                    end(name);
                } else if (rows.containsKey(name)) {
                    say(
                            name,
                            Texts.of(key),
                            p.total() > 0 && !key.equals("train.preparing.first")
                                    ? (double) p.done() / p.total()
                                    : -1);
                }
            }
            case JobState.Succeeded<R>(var result, var recalled) -> {
                if (key.equals("train.preparing.first")) {
                    end(name);
                }
                then.accept(result);
            }
            case JobState.Cancelled<R> cancelled -> end(name);
            case JobState.Failed<R>(var cause) -> {
                desk.tell(cause);
                end(name);
            }
        }
    }

    /// Stops what is being made for the run of this name.
    public void cancel(String name) {
        JobHandle<?> handle = handles.get(name);
        if (handle != null) {
            handle.cancel();
        }
    }

    private void say(String name, String words, double share) {
        rows.put(name, new TrainState.Preparing(name, words, share));
        preparing.set(new ArrayList<>(rows.values()));
    }

    private void end(String name) {
        if (rows.remove(name) != null) {
            handles.remove(name);
            preparing.set(new ArrayList<>(rows.values()));
        }
    }
}
