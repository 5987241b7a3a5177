package org.hornbook.app;

import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.evaluate.Benchmark;
import org.hornbook.evaluate.CodeSandbox;
import org.hornbook.evaluate.EvalJob;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A checkpoint tried on a benchmark at temperature 0. The model is opened when the job begins and
/// closed when it ends, so that a trial that waits holds nothing.
public final class Trial implements Job<EvalResult> {
    private final Workbench bench;
    private final Plan plan;
    private final Benchmark benchmark;
    private final String model;

    /// @param name of the checkpoint in the workspace, for tables
    /// @param benchmark a file in HumanEval's or MBPP's form
    /// @param maxTokens of one answer, at least 1
    /// @param timeLimit of one program
    public record Plan(
            String name,
            Path folder,
            Path benchmark,
            int maxTokens,
            Duration timeLimit,
            int threads) {
        public Plan {
            if (maxTokens < 1) {
                throw new IllegalArgumentException("max tokens " + maxTokens + " is less than 1");
            }
        }

        CodeSandbox.Limits limits() {
            return new CodeSandbox.Limits(timeLimit, CodeSandbox.Limits.USUAL.memoryMegabytes());
        }
    }

    /// Reads the benchmark and the checkpoint's hash; takes as long as that. Throws
    /// `CheckpointException`, `IllegalArgumentException` or `IOException` if one cannot be read.
    public Trial(Workbench bench, Plan plan) throws IOException {
        this.bench = bench;
        this.plan = plan;
        this.benchmark = Benchmark.read(plan.benchmark());
        try (Checkpoint checkpoint = Checkpoint.open(plan.folder())) {
            this.model = checkpoint.fingerprint();
        }
    }

    @Override
    public JobSpec spec() {
        try (CodeSandbox none = sandbox(1)) {
            return job(new Lazy(), none)
                    .spec()
                    .noting(
                            Map.of(
                                    "checkpoint", plan.folder().toAbsolutePath().toString(),
                                    "benchmarkFile", plan.benchmark().toAbsolutePath().toString(),
                                    "maxTokens", plan.maxTokens()));
        }
    }

    @Override
    public Class<EvalResult> resultType() {
        return EvalResult.class;
    }

    @Override
    public EvalResult run(JobContext context) throws Exception {
        try (Lazy opened = new Lazy();
                CodeSandbox sandbox = sandbox(plan.threads())) {
            return job(opened, sandbox).run(context);
        }
    }

    private EvalJob job(Lazy opened, CodeSandbox sandbox) {
        return new EvalJob(
                bench.answers(),
                benchmark,
                Subjects.greedy(
                        plan.name(), model, opened::get, plan.maxTokens(), benchmark.stops()),
                sandbox);
    }

    private CodeSandbox sandbox(int workers) {
        return new CodeSandbox(
                workers,
                plan.limits(),
                bench.workspace().folder().resolve("logs").resolve("sandbox.log"));
    }

    /// The model, opened with the first prompt.
    private final class Lazy implements AutoCloseable {
        private Models.Lent lent;

        OpenedModel get() {
            if (lent == null) {
                bench.workspace().folder("logs");
                lent = bench.models().open(plan.name(), plan.folder(), plan.threads());
            }
            return lent.model();
        }

        @Override
        public void close() {
            if (lent != null) {
                lent.close();
            }
        }
    }
}
