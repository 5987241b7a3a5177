package org.hornbook.evaluate;

import java.time.Duration;

/// What became of a program in the sandbox.
public sealed interface Outcome {
    /// It ran to its end: every assertion held.
    record Passed() implements Outcome {}

    /// It raised; `why` is the exception's type and message.
    record Failed(String why) implements Outcome {}

    record TimedOut(Duration limit) implements Outcome {}

    record OutOfMemory(int limitMegabytes) implements Outcome {}

    /// One word for tables: `passed`, `failed`, `timed out`, `out of memory`.
    default String word() {
        return switch (this) {
            case Passed() -> "passed";
            case Failed failed -> "failed";
            case TimedOut timedOut -> "timed out";
            case OutOfMemory outOfMemory -> "out of memory";
        };
    }
}
