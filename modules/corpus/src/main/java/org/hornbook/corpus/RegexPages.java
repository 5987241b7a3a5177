package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.List;

/// Pages and counts of a query with regular expressions: the tables narrow, the texts decide, some
/// at a time, so that memory stays the same whatever the size of the corpus.
final class RegexPages {
    private static final int SOME = 128;

    private final CorpusRepository corpora;
    private final CorpusId corpus;
    private final RegexQuery query;
    private final RegexSearch search;

    RegexPages(CorpusRepository corpora, CorpusId corpus, DocumentQuery query) {
        this.corpora = corpora;
        this.corpus = corpus;
        this.query = RegexQuery.of(query);
        Thread asker = Thread.currentThread();
        this.search = new RegexSearch(this.query.patterns(), () -> !asker.isInterrupted());
    }

    Page page(DocumentId after, int limit) {
        List<Document> found = new ArrayList<>();
        DocumentId at = after;
        while (found.size() < limit) {
            List<CorpusRepository.Candidate> some = corpora.candidates(corpus, query, at, SOME);
            if (some.isEmpty()) {
                break;
            }
            at = some.getLast().document().id();
            found.addAll(meant(some));
        }
        List<Document> page = found.subList(0, Math.min(limit, found.size()));
        return new Page(page, page.isEmpty() ? after : page.getLast().id(), page.size() == limit);
    }

    long count() {
        long count = 0;
        DocumentId at = DocumentId.START;
        while (true) {
            List<CorpusRepository.Candidate> some = corpora.candidates(corpus, query, at, SOME);
            if (some.isEmpty()) {
                return count;
            }
            at = some.getLast().document().id();
            count += meant(some).size();
        }
    }

    private List<Document> meant(List<CorpusRepository.Candidate> some) {
        List<boolean[]> answers =
                search.in(
                        some.size(),
                        i -> some.get(i).document().text(),
                        i -> some.get(i).document().key());
        List<Document> meant = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            boolean[] found = answers.get(i);
            if (query.holds(some.get(i).said(), r -> found[query.patterns().indexOf(r)])) {
                meant.add(some.get(i).document());
            }
        }
        return meant;
    }
}
