package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Page;
import org.hornbook.corpus.Snippet;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Command(
        name = "search",
        description = {
            "Finds documents.",
            "Words are all to occur; \"a phrase\", begin*, -not, /regular expression/ims,"
                    + " field:value, field>=3, length>2000, label:annotator>=3,"
                    + " score:classifier>0.5, has:label(annotator), is:removed, is:kept, OR, ( ).",
            "What was removed is left out unless the query speaks of it; is:any means all."
        })
final class SearchVerb extends Verb {
    @Parameters(index = "0", paramLabel = "CORPUS")
    private String corpus;

    @Parameters(
            index = "1..*",
            paramLabel = "QUERY",
            arity = "0..*",
            description = "put -not and spaces behind --")
    private List<String> query = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "documents on a page; default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(
            names = "--after",
            paramLabel = "ID",
            defaultValue = "0",
            description = "where the next page begins")
    private long after;

    @Option(names = "--count", description = "only count")
    private boolean count;

    /// A document found.
    record Hit(long id, String key, Map<String, String> metadata, String snippet) {}

    /// A page of hits.
    record Found(
            String corpus, String query, long count, List<Hit> hits, long next, boolean more) {}

    @Override
    void run(Console console) throws Exception {
        DocumentQuery asked = DocumentQuery.parse(String.join(" ", query));
        try (Workbench bench = read()) {
            Corpus in = bench.corpora().require(corpus);
            DocumentQuery parsed = bench.corpora().standing(in.id(), asked);
            long all = bench.corpora().count(in.id(), parsed);
            Page page =
                    count
                            ? new Page(List.of(), new DocumentId(after), false)
                            : bench.corpora().page(in.id(), parsed, new DocumentId(after), limit);
            List<Hit> hits = page.documents().stream().map(d -> hit(d, parsed)).toList();
            Found found =
                    new Found(corpus, parsed.text(), all, hits, page.next().value(), page.more());
            StringBuilder words = new StringBuilder();
            for (Hit hit : hits) {
                words.append(hit.key()).append("\n    ").append(hit.snippet()).append('\n');
            }
            words.append(Words.count(all)).append(" documents");
            if (page.more()) {
                words.append("; next page: --after ").append(page.next().value());
            }
            console.report(found, words.toString());
        }
    }

    private static Hit hit(Document d, DocumentQuery query) {
        return new Hit(
                d.id().value(), d.key(), d.metadata(), Snippet.of(d.text(), query, 160, "[", "]"));
    }
}
