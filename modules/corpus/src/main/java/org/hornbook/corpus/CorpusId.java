package org.hornbook.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A corpus's number in its workspace.
public record CorpusId(@JsonValue long value) {
    @JsonCreator
    public CorpusId {}
}
