package org.hornbook.app;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.hornbook.classify.EmbeddingLikeness;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.clean.Likeness;

/// More like one document, in one of two ways: by the stretches of words that both have, or by
/// where an encoder puts them. Waits for the store.
public final class MoreLike {
    private final Workbench bench;

    public MoreLike(Workbench bench) {
        this.bench = bench;
    }

    /// What likeness is taken by.
    public enum Way {
        WORDS,
        EMBEDDING
    }

    /// @param similarity a share of shared stretches, or a cosine
    public record Near(DocumentId document, double similarity) {}

    /// @param way by which it was looked for
    /// @param encoder whose embedding; empty by words
    /// @param compared how many documents it was compared with; 0 if none was read that way yet
    public record Found(Way way, String encoder, long compared, List<Near> near) {}

    /// The `count` documents most like it.
    ///
    /// @param way empty for the embedding where the document has one, else words
    /// @param encoder whose embedding; empty for the one that has read most of the corpus
    /// @param wanted once it says no, the search ends with a `CancellationException`
    public Found of(
            Corpus corpus,
            Document document,
            Optional<Way> way,
            Optional<String> encoder,
            int count,
            BooleanSupplier wanted) {
        if (!way.equals(Optional.of(Way.WORDS))) {
            long[] removed = bench.corpora().removed(corpus.id());
            Optional<EmbeddingLikeness.Answer> answer =
                    new EmbeddingLikeness(bench.embeddings())
                            .of(
                                    corpus.id(),
                                    document.id(),
                                    encoder,
                                    count,
                                    id -> Arrays.binarySearch(removed, id) < 0,
                                    wanted);
            if (answer.isPresent() || way.isPresent()) {
                return answer.map(MoreLike::found)
                        .orElse(new Found(Way.EMBEDDING, "", 0, List.of()));
            }
        }
        Likeness.Answer words = new Likeness(bench.near()).of(corpus.id(), document, count, wanted);
        return new Found(
                Way.WORDS,
                "",
                words.compared(),
                words.alike().stream().map(a -> new Near(a.document(), a.similarity())).toList());
    }

    private static Found found(EmbeddingLikeness.Answer answer) {
        return new Found(
                Way.EMBEDDING,
                answer.encoder(),
                answer.compared(),
                answer.alike().stream().map(a -> new Near(a.document(), a.similarity())).toList());
    }
}
