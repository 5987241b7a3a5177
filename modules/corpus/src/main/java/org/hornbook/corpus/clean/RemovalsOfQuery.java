package org.hornbook.corpus.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;

/// Takes out what a query finds, by hand.
public record RemovalsOfQuery(CorpusRepository corpora, RemovalRepository removals) {
    private static final int SOME = 200;

    /// @param why the reason in words
    public Optional<Decision> remove(Corpus corpus, DocumentQuery query, String why, String who) {
        DocumentQuery standing = corpora.standing(corpus.id(), query);
        List<RemovalRepository.Out> out = new ArrayList<>();
        DocumentId at = DocumentId.START;
        while (true) {
            List<Document> some = corpora.page(corpus.id(), standing, at, SOME).documents();
            if (some.isEmpty()) {
                break;
            }
            some.forEach(d -> out.add(new RemovalRepository.Out(d.id(), why, Optional.empty())));
            at = some.getLast().id();
        }
        return removals.remove(
                corpus.id(),
                new RemovalRepository.Because(Removal.Reason.BY_HAND, "remove: " + why, who, ""),
                out);
    }
}
