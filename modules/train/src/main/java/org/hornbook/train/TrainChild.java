package org.hornbook.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.hornbook.checkpoint.CheckpointFolder;
import org.hornbook.checkpoint.Tokenizer;
import org.hornbook.job.ParentWatch;
import org.hornbook.store.Json;

/// The process that trains: reads `run.json`, goes on from the newest state in the run's folder,
/// and says a `TrainEvent` a line. The line `stop` on its input makes it save and end.
final class TrainChild {
    private static final int LAST = 20;
    private static final long LOCK_PATIENCE_NANOS = 15_000_000_000L;

    private final Path run;
    private final RunPlan plan;
    private final PrintStream out;
    private final RunFolder folder;
    private String tokenizerJson;
    private int endOfText;
    private volatile boolean stop;

    private TrainChild(Path run, PrintStream out) throws IOException {
        this.run = run;
        this.folder = new RunFolder(run);
        this.plan = RunPlan.read(run);
        this.out = out;
    }

    /// `run-folder first-step`: steps from `first-step` on are told, also those that an earlier
    /// process had made.
    public static void main(String[] arguments) {
        ParentWatch.endWithParent();
        PrintStream out = System.out;
        System.setOut(System.err);
        Path run = Path.of(arguments[0]);
        try (FileChannel channel =
                        FileChannel.open(
                                run.resolve("run.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            TrainChild child = new TrainChild(run, out);
            child.listen();
            child.train(Integer.parseInt(arguments[1]));
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            out.println(line(new TrainEvent.Failed(String.valueOf(e.getMessage()))));
            System.exit(1);
        }
        System.exit(0);
    }

    /// Waits for a dying predecessor to let go of the run.
    private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - start > LOCK_PATIENCE_NANOS) {
                throw new IOException("another process trains this run: stop it first");
            }
            Thread.sleep(100);
        }
    }

    private void listen() {
        Thread.ofPlatform()
                .daemon(true)
                .name("hornbook-train-input")
                .start(
                        () -> {
                            try (BufferedReader in =
                                    new BufferedReader(
                                            new InputStreamReader(
                                                    System.in, StandardCharsets.UTF_8))) {
                                for (String line; (line = in.readLine()) != null; ) {
                                    stop |= line.equals("stop");
                                }
                            } catch (IOException e) {
                                stop = true;
                            }
                        });
    }

    private void train(int tellFrom) throws IOException {
        TrainingConfig config = plan.config();
        Path shardFolder = Path.of(plan.shard());
        TokenShard shard = TokenShard.open(shardFolder);
        tokenizerJson = Files.readString(shardFolder.resolve("tokenizer.json"));
        endOfText = endOfText(tokenizerJson, config);
        Optional<RunState> saved = RunState.newest(run, config);
        RunState from = saved.orElseGet(() -> new RunState(Weights.fresh(config), new float[0], 0));
        HeldOut heldOut = HeldOut.of(shard.size(), config.context());
        Batches batches =
                new Batches(shard, heldOut.from(), config.context(), config.batch(), config.seed());
        float[] losses = Arrays.copyOf(from.losses(), config.steps());
        replay(tellFrom, from);
        try (PhiEngine engine = new PhiEngine(config, from.engine())) {
            look(engine, shard, heldOut, from.step());
            long start = System.nanoTime();
            int step = from.step();
            boolean stopped = false;
            while (step < config.steps() && !stopped && !(step > 0 && folder.finishing())) {
                losses[step] = (float) step(engine, batches, step);
                step++;
                double seconds = (System.nanoTime() - start) / 1e9;
                double tokens = (double) (step - from.step()) * config.batch() * config.context();
                say(
                        new TrainEvent.Step(
                                step,
                                losses[step - 1],
                                rate(step - 1),
                                tokens / seconds,
                                from.seconds() + seconds));
                stopped = stop && step < config.steps();
                if (stopped || step % config.saveEvery() == 0 && step < config.steps()) {
                    look(engine, shard, heldOut, step);
                    save(engine, losses, step, from.seconds() + seconds);
                }
            }
            if (stopped) {
                say(new TrainEvent.Stopped(step));
                return;
            }
            double seconds = from.seconds() + (System.nanoTime() - start) / 1e9;
            look(engine, shard, heldOut, step);
            save(engine, losses, step, seconds);
            finish(engine.state(), Arrays.copyOf(losses, step), seconds);
        }
    }

    private double step(PhiEngine engine, Batches batches, int step) {
        double loss = engine.step(batches.of(step), rate(step)).loss();
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException(
                    "the loss is no longer a number at step "
                            + (step + 1)
                            + ": choose a lower learning rate");
        }
        return loss;
    }

    /// Measures what is worth knowing at a state that is about to be saved.
    private void look(PhiEngine engine, TokenShard shard, HeldOut heldOut, int step) {
        if (heldOut.windows() > 0) {
            say(new TrainEvent.Validated(step, heldOut.loss(shard, engine)));
        }
        ProcessMemory.resident().ifPresent(bytes -> say(new TrainEvent.Memory(step, bytes)));
    }

    private void save(PhiEngine engine, float[] losses, int step, double seconds)
            throws IOException {
        new RunState(engine.state(), Arrays.copyOf(losses, step), seconds)
                .write(run, plan.config(), tokenizerJson, endOfText);
        say(new TrainEvent.Saved(step));
    }

    private double rate(int step) {
        TrainingConfig c = plan.config();
        return c.learningRate() * c.schedule().factor(step, c.warmup(), c.steps());
    }

    /// Tells again the steps whose telling may have been lost with the parent.
    private void replay(int tellFrom, RunState from) {
        for (int step = Math.max(0, tellFrom); step < from.step(); step++) {
            say(new TrainEvent.Step(step + 1, from.losses()[step], rate(step), 0, 0));
        }
        if (from.step() > 0) {
            say(new TrainEvent.Saved(from.step()));
        }
    }

    /// @param losses of the steps that were made: fewer than planned if the run was asked to finish
    private void finish(PhiEngine.State state, float[] losses, double seconds) throws IOException {
        TrainingConfig config = plan.config();
        new CheckpointFolder(
                        config.phi(endOfText),
                        Weights.named(config, state.parameters()),
                        Optional.of(tokenizerJson),
                        java.util.Map.of("format", "pt"),
                        CheckpointFolder.More.NOTHING)
                .write(Path.of(plan.checkpoint()));
        folder.forgetFinish();
        int last = Math.min(LAST, losses.length);
        double sum = 0;
        for (int i = losses.length - last; i < losses.length; i++) {
            sum += losses[i];
        }
        long tokens = (long) losses.length * config.batch() * config.context();
        say(
                new TrainEvent.Done(
                        new TrainReport(
                                plan.name(),
                                config.parameters(),
                                losses.length,
                                tokens,
                                losses[0],
                                sum / last,
                                tokens / Math.max(seconds, 1e-9),
                                plan.checkpoint())));
    }

    private static int endOfText(String tokenizerJson, TrainingConfig config) {
        try (Tokenizer tokenizer = Tokenizer.parse(tokenizerJson)) {
            if (tokenizer.vocabSize() > config.vocab()) {
                throw new IllegalArgumentException(
                        "the tokenizer has "
                                + tokenizer.vocabSize()
                                + " tokens, the model only "
                                + config.vocab());
            }
            return tokenizer.endOfText().orElseThrow();
        }
    }

    private void say(TrainEvent event) {
        out.println(line(event));
        out.flush();
    }

    private static String line(TrainEvent event) {
        try {
            return Json.mapper().writerFor(TrainEvent.class).writeValueAsString(event);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
