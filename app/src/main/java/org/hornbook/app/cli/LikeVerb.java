package org.hornbook.app.cli;

import java.util.List;
import java.util.Locale;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Snippet;
import org.hornbook.corpus.clean.Likeness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "like",
        description =
                "More like this: the documents that share the most stretches of five words with one"
                        + " (MinHash). `duplicates` reads them all once before.")
final class LikeVerb extends Verb {
    @Parameters(index = "0", paramLabel = "CORPUS")
    private String corpus;

    @Parameters(index = "1", paramLabel = "KEY", description = "the document's id")
    private String key;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "default: ${DEFAULT-VALUE}")
    private int limit;

    /// A document that is like it.
    record Near(double similarity, long id, String key, String snippet) {}

    /// @param compared how many documents it was compared with
    record Report(String corpus, String key, long compared, List<Near> near) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            Corpus in = bench.corpora().require(corpus);
            DocumentId id = bench.corpora().ids(in.id(), List.of(key)).get(key);
            if (id == null) {
                throw new IllegalArgumentException("there is no document " + key + " in " + corpus);
            }
            Likeness.Answer answer =
                    new Likeness(bench.near())
                            .of(in.id(), bench.corpora().get(id), limit, () -> true);
            if (answer.compared() == 0) {
                throw new IllegalArgumentException(
                        corpus
                                + " has not been read for likeness yet: run `hornbook duplicates "
                                + corpus
                                + "` first");
            }
            List<Near> near = answer.alike().stream().map(a -> near(bench, a)).toList();
            StringBuilder words = new StringBuilder();
            near.forEach(
                    n ->
                            words.append(
                                    String.format(
                                            Locale.ROOT,
                                            "%.2f  %s%n      %s%n",
                                            n.similarity(),
                                            n.key(),
                                            n.snippet())));
            words.append(near.isEmpty() ? "nothing is like it" : near.size() + " documents")
                    .append(", of ")
                    .append(Words.count(answer.compared()));
            console.report(new Report(corpus, key, answer.compared(), near), words.toString());
        }
    }

    private static Near near(Workbench bench, Likeness.Alike alike) {
        Document d = bench.corpora().get(alike.document());
        return new Near(
                alike.similarity(),
                d.id().value(),
                d.key(),
                Snippet.of(d.text(), new DocumentQuery.All(), 120, "", ""));
    }
}
