package org.hornbook.app.view.models;

import org.hornbook.evaluate.Answer;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.evaluate.Task;

import java.util.List;
import java.util.Optional;

/// What a model wrote for each task of a benchmark, and what became of it.
///
/// @param rows all of them, in the benchmark's order
/// @param only the outcome that is shown; empty for all
/// @param at the chosen one among those shown
/// @param prompts whether the benchmark's file was found, so that prompts can be shown
public record AnswersState(
        boolean read,
        String model,
        Optional<EvalResult> result,
        List<Row> rows,
        String only,
        int at,
        boolean prompts) {
    static final AnswersState NONE =
            new AnswersState(false, "", Optional.empty(), List.of(), "", 0, true);

    /// One task.
    ///
    /// @param others what became of it with other models, of the same benchmark and length
    public record Row(Answer answer, Optional<Task> task, List<Other> others) {
        String name() {
            return task.map(Task::entryPoint).orElse(answer.taskId());
        }
    }

    /// Another model's outcome.
    public record Other(String model, String outcome) {}

    public List<Row> shown() {
        return only.isEmpty()
                ? rows
                : rows.stream().filter(r -> r.answer().outcome().equals(only)).toList();
    }

    public Optional<Row> row() {
        List<Row> shown = shown();
        return at >= 0 && at < shown.size() ? Optional.of(shown.get(at)) : Optional.empty();
    }

    long count(String outcome) {
        return rows.stream().filter(r -> r.answer().outcome().equals(outcome)).count();
    }

    AnswersState at(int next) {
        return new AnswersState(read, model, result, rows, only, next, prompts);
    }

    AnswersState only(String outcome) {
        return new AnswersState(read, model, result, rows, outcome, 0, prompts);
    }
}
