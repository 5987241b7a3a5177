package org.hornbook.job;

/// What became of a job so far, as a value to look at.
public sealed interface JobState<R> {
    record Queued<R>() implements JobState<R> {}

    record Running<R>(Progress progress, Pace pace) implements JobState<R> {}

    /// `recalled` if the job had been finished before and was not run again.
    record Succeeded<R>(R result, boolean recalled) implements JobState<R> {}

    record Cancelled<R>(Progress progress) implements JobState<R> {}

    record Failed<R>(Exception cause) implements JobState<R> {}

    default boolean ended() {
        return switch (this) {
            case Queued<R>() -> false;
            case Running<R> running -> false;
            case Succeeded<R> succeeded -> true;
            case Cancelled<R> cancelled -> true;
            case Failed<R> failed -> true;
        };
    }
}
