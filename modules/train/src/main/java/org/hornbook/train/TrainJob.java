package org.hornbook.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hornbook.job.ChildJvm;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobCancelledException;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.store.Json;

/// Trains a model in a child process and follows it. The run's folder holds the truth: however
/// either process ends, the next one goes on from the last state saved there, and comes out bit for
/// bit where a straight run would.
public final class TrainJob implements Job<TrainReport> {
    /// How often the curves of a run are stored, so that others can follow it.
    private static final long STORE_NANOS = 1_000_000_000L;

    private final String name;
    private final TrainingConfig config;
    private final Path shard;
    private final TokenShard.Manifest manifest;
    private final Path runs;
    private final Path checkpoint;
    private final Path log;

    /// @param shard folder of the token shard to train on
    /// @param runs folder under which the run keeps its states
    /// @param checkpoint folder of the finished model
    public record Places(Path shard, Path runs, Path checkpoint, Path log) {}

    public TrainJob(String name, TrainingConfig config, Places places) throws IOException {
        this.name = name;
        this.config = config;
        this.shard = places.shard();
        this.manifest = TokenShard.open(shard).manifest();
        this.runs = places.runs();
        this.checkpoint = places.checkpoint();
        this.log = places.log();
        if (manifest.vocab() > config.vocab()) {
            throw new IllegalArgumentException(
                    "vocab "
                            + config.vocab()
                            + " is smaller than the tokenizer's "
                            + manifest.vocab());
        }
    }

    @Override
    public JobSpec spec() {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("name", name);
        settings.put("training", Json.tree(config));
        settings.put("checkpoint", checkpoint.getFileName().toString());
        settings.put("heldOutTokens", heldOut());
        return JobSpec.of(
                "train.run",
                "train " + name,
                Provenance.here(
                        Map.of("tokens", manifest.sha256(), "tokenizer", manifest.tokenizer()),
                        settings,
                        config.seed()));
    }

    @Override
    public Class<TrainReport> resultType() {
        return TrainReport.class;
    }

    /// Tokens at the end of the shard that are measured and not trained on.
    private long heldOut() {
        return (long) HeldOut.of(manifest.tokens(), config.context()).windows() * config.context();
    }

    /// @param step the last one whose figures are stored
    record At(int step) {}

    @Override
    public TrainReport run(JobContext context) throws Exception {
        RunFolder run = RunFolder.of(runs, name, spec().fingerprint());
        new RunPlan(name, config, shard.toString(), checkpoint.toString()).write(run.path());
        At at = context.cursor().map(c -> c.as(At.class)).orElse(new At(0));
        if (context.cursor().isEmpty()) {
            forget(run);
        }
        // A cursor from the first moment on: whatever is saved from now on belongs to this run.
        context.commit(
                Cursor.of(at),
                Progress.of(at.step(), config.steps(), "steps"),
                JobContext.Work.NOTHING);
        try (ChildJvm child = start(run.path(), at.step())) {
            context.onCancel(() -> stop(child));
            return follow(child, context);
        }
    }

    /// A run that is to begin afresh does not go on from states that an earlier one left.
    private static void forget(RunFolder run) throws IOException {
        run.forgetFinish();
        for (RunFolder.Saved state : run.saved()) {
            RunFolder.delete(state.folder());
        }
    }

    private ChildJvm start(Path run, int told) throws IOException {
        // Kept pages and no mappings of single tensors: measured to be worth a tenth of the step on
        // glibc.
        Map<String, String> memory =
                Map.of(
                        "MALLOC_MMAP_MAX_",
                        "0",
                        "MALLOC_TRIM_THRESHOLD_",
                        "17179869184",
                        "OMP_NUM_THREADS",
                        "" + config.threads());
        List<String> flags =
                List.of(
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dai.djl.offline=true",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        return ChildJvm.start(
                TrainChild.class, flags, List.of(run.toString(), "" + told), memory, log);
    }

    private TrainReport follow(ChildJvm child, JobContext context) throws Exception {
        TrainEvent.Step latest = new TrainEvent.Step(0, 0, 0, 0, 0);
        long stored = System.nanoTime();
        for (String line; (line = child.out().readLine()) != null; ) {
            switch (Json.read(line, TrainEvent.class)) {
                case TrainEvent.Step step -> {
                    latest = step;
                    store(context, step);
                    if (step.tokensPerSecond() > 0) {
                        report(context, latest);
                    }
                }
                case TrainEvent.Validated(int step, double loss) ->
                        context.metric("validation", step, loss);
                case TrainEvent.Memory(int step, long bytes) ->
                        context.metric("memory", step, bytes);
                case TrainEvent.Saved(int step) -> stored = 0;
                case TrainEvent.Done(TrainReport report) -> {
                    return report;
                }
                case TrainEvent.Stopped stopped -> throw new JobCancelledException();
                case TrainEvent.Failed(String message) -> throw new IOException(message);
            }
            if (latest.step() > 0 && System.nanoTime() - stored > STORE_NANOS) {
                commit(context, latest);
                stored = System.nanoTime();
            }
        }
        context.checkCancelled();
        int status = child.process().waitFor();
        throw new IOException("the training process ended with status " + status + ": see " + log);
    }

    private static void store(JobContext context, TrainEvent.Step step) {
        context.metric("loss", step.step(), step.loss());
        context.metric("learningRate", step.step(), step.learningRate());
        if (step.tokensPerSecond() > 0) {
            context.metric("tokensPerSecond", step.step(), step.tokensPerSecond());
            context.metric("seconds", step.step(), step.seconds());
        }
    }

    private void commit(JobContext context, TrainEvent.Step latest) {
        try {
            context.commit(
                    Cursor.of(new At(latest.step())), progress(latest), JobContext.Work.NOTHING);
        } catch (JobCancelledException e) {
            // The child has been told to stop: it will say so when it has saved.
        }
    }

    private void report(JobContext context, TrainEvent.Step latest) {
        try {
            context.report(progress(latest));
        } catch (JobCancelledException e) {
            // As above.
        }
    }

    private Progress progress(TrainEvent.Step step) {
        String words =
                String.format(
                        Locale.ROOT,
                        "loss %.3f, %,.0f tokens a second",
                        step.loss(),
                        step.tokensPerSecond());
        return new Progress(step.step(), config.steps(), "steps", words);
    }

    private static void stop(ChildJvm child) {
        try {
            child.send("stop");
        } catch (IOException e) {
            child.close();
        }
    }
}
