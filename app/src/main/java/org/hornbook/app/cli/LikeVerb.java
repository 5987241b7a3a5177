package org.hornbook.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hornbook.app.MoreLike;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Snippet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "like",
        description = {
            "More like this: by words, the documents that share the most stretches of five words with one"
                    + " (MinHash; `duplicates` reads them all once before); by embedding, those whose"
                    + " embeddings point most nearly the same way (`embed` takes them before).",
            "Without --by, by embedding where the document has one."
        })
final class LikeVerb extends Verb {
    @Parameters(index = "0", paramLabel = "CORPUS")
    private String corpus;

    @Parameters(index = "1", paramLabel = "KEY", description = "the document's id")
    private String key;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(
            names = "--by",
            paramLabel = "HOW",
            defaultValue = "",
            description = "words or embedding")
    private String by;

    @Option(
            names = "--encoder",
            paramLabel = "MODEL",
            description = "whose embedding; default: the one that has read most of the corpus")
    private String encoder;

    /// A document that is like it.
    record Near(double similarity, long id, String key, String snippet) {}

    /// @param by words, or embedding
    /// @param encoder whose embedding; null for words
    /// @param compared how many documents it was compared with
    record Report(
            String corpus, String key, String by, String encoder, long compared, List<Near> near) {}

    @Override
    void run(Console console) throws Exception {
        if (!List.of("", "words", "embedding").contains(by)) {
            throw new IllegalArgumentException("--by is words or embedding, not " + by);
        }
        try (Workbench bench = read()) {
            Corpus in = bench.corpora().require(corpus);
            DocumentId id = bench.corpora().ids(in.id(), List.of(key)).get(key);
            if (id == null) {
                throw new IllegalArgumentException("there is no document " + key + " in " + corpus);
            }
            MoreLike.Found found =
                    new MoreLike(bench)
                            .of(
                                    in,
                                    bench.corpora().get(id),
                                    way(),
                                    Optional.ofNullable(encoder),
                                    limit,
                                    () -> true);
            if (found.compared() == 0) {
                throw new IllegalArgumentException(
                        corpus
                                + " has not been read for likeness yet: run `hornbook duplicates "
                                + corpus
                                + "` or `hornbook embed --corpus "
                                + corpus
                                + " --encoder MODEL` first");
            }
            List<Near> near = found.near().stream().map(a -> near(bench, a)).toList();
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
            boolean embedded = found.way() == MoreLike.Way.EMBEDDING;
            words.append(near.isEmpty() ? "nothing is like it" : near.size() + " documents")
                    .append(", of ")
                    .append(Words.count(found.compared()))
                    .append(embedded ? ", by the embedding of " + found.encoder() : ", by words");
            console.report(
                    new Report(
                            corpus,
                            key,
                            embedded ? "embedding" : "words",
                            embedded ? found.encoder() : null,
                            found.compared(),
                            near),
                    words.toString());
        }
    }

    private Optional<MoreLike.Way> way() {
        if (encoder != null) {
            return Optional.of(MoreLike.Way.EMBEDDING);
        }
        return by.isEmpty()
                ? Optional.empty()
                : Optional.of(MoreLike.Way.valueOf(by.toUpperCase(Locale.ROOT)));
    }

    private static Near near(Workbench bench, MoreLike.Near alike) {
        Document d = bench.corpora().get(alike.document());
        return new Near(
                alike.similarity(),
                d.id().value(),
                d.key(),
                Snippet.of(d.text(), new DocumentQuery.All(), 120, "", ""));
    }
}
