package org.hornbook.evaluate;

/// Anything that writes the rest of a program.
@FunctionalInterface
public interface Completer {
    /// The text that follows `prompt`, up to the model's end or the benchmark's stop strings.
    String complete(String prompt) throws Exception;
}
