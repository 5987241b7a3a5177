package org.hornbook.checkpoint;

/// Hears how far a graph is written; several times a second. Interrupting the writing thread ends
/// it.
@FunctionalInterface
public interface GraphProgress {
    GraphProgress SILENT = (bytes, of) -> {};

    /// `of` is an estimate, reached within a few percent.
    void written(long bytes, long of);
}
