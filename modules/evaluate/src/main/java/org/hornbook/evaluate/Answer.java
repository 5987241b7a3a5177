package org.hornbook.evaluate;

/// What a model wrote for one task, and what became of it.
///
/// @param outcome one word: `passed`, `failed`, `timed out`, `out of memory`
/// @param why the error of a failed program, else empty
public record Answer(String taskId, String completion, String outcome, String why) {
    static Answer of(Task task, String completion, Outcome outcome) {
        String why = outcome instanceof Outcome.Failed(String message) ? message : "";
        return new Answer(task.taskId(), completion, outcome.word(), why);
    }
}
