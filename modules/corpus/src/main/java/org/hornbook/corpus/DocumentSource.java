package org.hornbook.corpus;

import java.util.List;

/// Documents to be read in order: a whole corpus, the answer to a query, a kept part.
public interface DocumentSource {
    /// What a person calls it.
    String name();

    /// Changes whenever the documents or their order change.
    String fingerprint();

    long count();

    /// The next documents in ascending order of id, at most `limit`; empty at the end.
    List<Document> after(DocumentId last, int limit);

    /// The ids of the documents that `after` would give.
    default long[] ids(DocumentId last, int limit) {
        return after(last, limit).stream().mapToLong(d -> d.id().value()).toArray();
    }
}
