package org.hornbook.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.train.BpeTrainer;
import org.hornbook.train.Schedule;
import org.hornbook.train.TokenShard;
import org.hornbook.train.TrainJob;
import org.hornbook.train.TrainReport;
import org.hornbook.train.TrainingConfig;

/// Tokens a second of whole training runs on random tokens, with the command that measures plain
/// PyTorch beside it.
final class TrainBench {
    private static final int RUNS = 3;

    private final Path folder;

    TrainBench(Path folder) {
        this.folder = folder;
    }

    void run() throws Exception {
        int threads = Runtime.getRuntime().availableProcessors();
        measure("1.06M: 4 x 128, context 128, batch 16, vocab 1024", 128, 128, 1024, 120, threads);
        measure("7.36M: 4 x 256, context 256, batch 16, vocab 8192", 256, 256, 8192, 16, threads);
    }

    private void measure(String shape, int hidden, int context, int vocab, int steps, int threads)
            throws Exception {
        Path shard = shard(vocab, 400_000);
        List<Double> rates =
                IntStream.range(0, RUNS)
                        .mapToObj(run -> once(hidden, context, vocab, steps, threads, run, shard))
                        .sorted()
                        .toList();
        System.out.printf(
                "%s, %d steps, %d runs: %,.0f tokens/s (median; %,.0f to %,.0f)%n",
                shape, steps, RUNS, rates.get(RUNS / 2), rates.getFirst(), rates.getLast());
        System.out.printf(
                "  peer: python modules/bench/peers/train.py --hidden %d --context %d --batch 16 --vocab %d --steps %d --threads %d [--compile]%n",
                hidden, context, vocab, steps, threads);
    }

    private double once(
            int hidden, int context, int vocab, int steps, int threads, int run, Path shard) {
        try (Database database =
                        Database.open(
                                folder.resolve("jobs-" + hidden + "-" + run + ".db"),
                                Access.WRITE,
                                List.of(JobRepository.migrations()));
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            TrainingConfig config =
                    new TrainingConfig(
                            4,
                            hidden,
                            4,
                            context,
                            vocab,
                            16,
                            steps,
                            1e-3,
                            5,
                            Schedule.LINEAR,
                            0.1,
                            0.9,
                            0.95,
                            1e-8,
                            1,
                            0.5,
                            run,
                            threads,
                            steps);
            TrainJob job =
                    new TrainJob(
                            "bench",
                            config,
                            new TrainJob.Places(
                                    shard,
                                    folder.resolve("runs"),
                                    folder.resolve("model"),
                                    folder.resolve("train.log")));
            JobState<TrainReport> end = runner.submit(job, Reuse.NEVER).await();
            return switch (end) {
                case JobState.Succeeded<TrainReport> done -> done.result().tokensPerSecond();
                case JobState.Failed<TrainReport>(Exception cause) ->
                        throw new IllegalStateException(cause);
                default -> throw new IllegalStateException("not finished: " + end);
            };
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A shard of random tokens, with a tokenizer of few words.
    private Path shard(int vocab, int tokens) throws Exception {
        Path shard = Files.createDirectories(folder.resolve("shard-" + vocab));
        ByteBuffer bytes = ByteBuffer.allocate(2 * tokens).order(ByteOrder.LITTLE_ENDIAN);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < tokens; i++) {
            bytes.putShort((short) random.nextInt(vocab));
        }
        Files.write(shard.resolve(TokenShard.TOKENS), bytes.array());
        BpeTrainer tokenizer = new BpeTrainer();
        tokenizer.add("a b c");
        Files.writeString(shard.resolve("tokenizer.json"), tokenizer.train(257));
        Files.writeString(
                shard.resolve(TokenShard.MANIFEST),
                Json.write(
                        new TokenShard.Manifest(
                                "random",
                                1,
                                tokens,
                                2,
                                257,
                                "random",
                                "random",
                                "random-" + vocab)));
        return shard;
    }
}
