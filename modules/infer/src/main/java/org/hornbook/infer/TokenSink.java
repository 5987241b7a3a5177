package org.hornbook.infer;

/// Listens to a generator.
@FunctionalInterface
public interface TokenSink {
    /// Takes the next token; false ends the generation with `STOPPED`.
    boolean accept(int token);
}
