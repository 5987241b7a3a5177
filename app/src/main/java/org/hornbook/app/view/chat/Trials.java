package org.hornbook.app.view.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.chat.Form;
import org.hornbook.chat.Prompt;
import org.hornbook.chat.PromptList;
import org.hornbook.chat.Verdict;
import org.hornbook.evaluate.Benchmark;
import org.hornbook.evaluate.CodeSandbox;
import org.hornbook.evaluate.Outcome;
import org.hornbook.evaluate.Task;

/// Exercises whose tests are known, and the sandbox in which replies to them are run.
final class Trials implements AutoCloseable {
    private static final String HELD_OUT = "held-out";

    private final Desk desk;
    private final Map<String, Task> tasks = new HashMap<>();
    private CodeSandbox sandbox;
    private boolean closed;

    Trials(Desk desk) {
        this.desk = desk;
    }

    /// The exercises that are shipped and never trained on. Waits for files.
    PromptList heldOut() throws IOException {
        Path datasets = Path.of(System.getProperty("hornbook.home", "."), "datasets");
        return read(datasets.resolve("exercises").resolve(HELD_OUT + ".jsonl.gz"));
    }

    /// The tasks of a file in HumanEval's form as prompts. Waits for files.
    PromptList read(Path file) throws IOException {
        Benchmark benchmark = Benchmark.read(file);
        List<Prompt> prompts =
                benchmark.tasks().stream()
                        .map(
                                t ->
                                        new Prompt(
                                                t.entryPoint(),
                                                t.prompt(),
                                                Form.COMPLETION,
                                                benchmark.name() + "/" + t.taskId()))
                        .toList();
        synchronized (this) {
            benchmark.tasks().forEach(t -> tasks.put(benchmark.name() + "/" + t.taskId(), t));
        }
        return new PromptList(benchmark.name(), prompts);
    }

    /// Runs what a model wrote for a task; empty if the task is not known here.
    Optional<Verdict> run(String task, String completion) throws IOException, InterruptedException {
        if (known(task).isEmpty() && task.startsWith(HELD_OUT + "/")) {
            heldOut();
        }
        Optional<Task> known = known(task);
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(verdict(sandbox().run(known.get().program(completion))));
    }

    private synchronized Optional<Task> known(String task) {
        return Optional.ofNullable(tasks.get(task));
    }

    private static Verdict verdict(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed passed -> new Verdict(outcome.word(), "");
            case Outcome.Failed(String why) -> new Verdict(outcome.word(), why);
            case Outcome.TimedOut(var limit) ->
                    new Verdict(outcome.word(), Texts.of("chat.run.late", limit.toSeconds()));
            case Outcome.OutOfMemory(int limit) ->
                    new Verdict(outcome.word(), Texts.of("chat.run.memory", limit));
        };
    }

    private synchronized CodeSandbox sandbox() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the workspace is closed");
        }
        if (sandbox == null) {
            sandbox =
                    new CodeSandbox(
                            1,
                            CodeSandbox.Limits.USUAL,
                            desk.bench().workspace().folder("logs").resolve("sandbox.log"));
        }
        return sandbox;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
