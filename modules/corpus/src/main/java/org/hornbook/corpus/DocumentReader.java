package org.hornbook.corpus;

/// Reads one document.
@FunctionalInterface
public interface DocumentReader {
    /// Throws `IllegalArgumentException` if there is no such document.
    Document get(DocumentId id);
}
