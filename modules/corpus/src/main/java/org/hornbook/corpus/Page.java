package org.hornbook.corpus;

import java.util.List;

/// Some documents in order of id, and where the next page begins.
///
/// @param next hand this to the next request
/// @param more whether there may be more behind
public record Page(List<Document> documents, DocumentId next, boolean more) {
    public Page {
        documents = List.copyOf(documents);
    }
}
