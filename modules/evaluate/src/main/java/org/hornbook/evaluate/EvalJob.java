package org.hornbook.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Lets a model answer every task of a benchmark, and runs each answer in the sandbox while the
/// next is written. Answers are kept as they come; a run that was cut off goes on with the tasks
/// that have none.
public final class EvalJob implements Job<EvalResult> {
    private static final int BATCH = 8;

    private final EvaluateRepository answers;
    private final Benchmark benchmark;
    private final Model model;
    private final CodeSandbox sandbox;

    /// A model under test.
    ///
    /// @param fingerprint of weights and decoding settings: the same fingerprint must give the same
    ///   text
    public record Model(String name, String fingerprint, Completer completer) {}

    public EvalJob(
            EvaluateRepository answers, Benchmark benchmark, Model model, CodeSandbox sandbox) {
        this.answers = answers;
        this.benchmark = benchmark;
        this.model = model;
        this.sandbox = sandbox;
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                "evaluate.run",
                model.name() + " on " + benchmark.name(),
                Provenance.here(
                        Map.of("benchmark", benchmark.fingerprint(), "model", model.fingerprint()),
                        Map.of(
                                "name", model.name(),
                                "timeLimitMillis", sandbox.limits().time().toMillis(),
                                "memoryMegabytes", sandbox.limits().memoryMegabytes()),
                        0));
    }

    @Override
    public Class<EvalResult> resultType() {
        return EvalResult.class;
    }

    /// Seconds spent so far, so that a resumed run tells the whole.
    record Spent(double generating, double running) {}

    @Override
    public EvalResult run(JobContext context) throws Exception {
        JobSpec spec = spec();
        if (context.cursor().isEmpty()) {
            answers.clear(spec.fingerprint());
        }
        Map<String, Answer> done = new TreeMap<>();
        answers.answers(spec.fingerprint()).forEach(a -> done.put(a.taskId(), a));
        Spent spent = context.cursor().map(c -> c.as(Spent.class)).orElse(new Spent(0, 0));
        List<Task> left =
                benchmark.tasks().stream().filter(t -> !done.containsKey(t.taskId())).toList();
        context.onCancel(sandbox::close);
        try (ExecutorService pool = Executors.newFixedThreadPool(sandbox.workers())) {
            for (int from = 0; from < left.size(); from += BATCH) {
                List<Task> batch = left.subList(from, Math.min(left.size(), from + BATCH));
                long start = System.nanoTime();
                Map<Task, Future<Answer>> running = new HashMap<>();
                double generating = 0;
                for (Task task : batch) {
                    long before = System.nanoTime();
                    context.report(progress(done.size(), task));
                    String completion = model.completer().complete(task.prompt());
                    generating += (System.nanoTime() - before) / 1e9;
                    running.put(
                            task,
                            pool.submit(
                                    () ->
                                            Answer.of(
                                                    task,
                                                    completion,
                                                    sandbox.run(task.program(completion)))));
                }
                List<Answer> fresh = collect(running);
                double whole = (System.nanoTime() - start) / 1e9;
                spent =
                        new Spent(
                                spent.generating() + generating,
                                spent.running() + whole - generating);
                fresh.forEach(a -> done.put(a.taskId(), a));
                context.commit(
                        Cursor.of(spent),
                        Progress.of(done.size(), benchmark.tasks().size(), "tasks"),
                        t -> answers.put(t, spec, model.name(), benchmark.name(), fresh));
            }
        }
        return result(List.copyOf(done.values()), spent);
    }

    private Progress progress(int done, Task task) {
        return new Progress(done, benchmark.tasks().size(), "tasks", task.entryPoint());
    }

    private static List<Answer> collect(Map<Task, Future<Answer>> running) throws Exception {
        List<Answer> fresh = new ArrayList<>();
        for (Future<Answer> answer : running.values()) {
            try {
                fresh.add(answer.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return fresh;
    }

    private EvalResult result(List<Answer> all, Spent spent) {
        int passed = count(all, "passed");
        int late = count(all, "timed out");
        Wilson interval = Wilson.of(passed, all.size());
        return new EvalResult(
                model.name(),
                benchmark.name(),
                passed,
                all.size(),
                interval.low(),
                interval.high(),
                all.size() - passed - late,
                late,
                spent.generating(),
                spent.running());
    }

    private static int count(List<Answer> all, String outcome) {
        return (int) all.stream().filter(a -> a.outcome().equals(outcome)).count();
    }
}
