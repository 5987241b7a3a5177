package org.hornbook.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A document's number in its workspace; positive, given in order of import.
public record DocumentId(@JsonValue long value) implements Comparable<DocumentId> {
    /// Before the first document: where paging starts.
    public static final DocumentId START = new DocumentId(0);

    @JsonCreator
    public DocumentId {}

    @Override
    public int compareTo(DocumentId other) {
        return Long.compare(value, other.value);
    }
}
