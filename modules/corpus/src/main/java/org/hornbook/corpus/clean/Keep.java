package org.hornbook.corpus.clean;

import java.util.Comparator;
import org.hornbook.corpus.DocumentId;

/// Which document of a group stays.
public sealed interface Keep {
    /// The one with the longest text.
    record Longest() implements Keep {}

    /// The one that was imported first.
    record Earliest() implements Keep {}

    /// The one a classifier scores highest; those without a score come last.
    record HighestScore(String classifier) implements Keep {}

    /// This one, in its group.
    record This(DocumentId document) implements Keep {}

    /// A document as the rules see it.
    ///
    /// @param score negative infinity if it has none
    record Candidate(DocumentId document, long characters, double score) {}

    /// In words.
    default String words() {
        return switch (this) {
            case Longest() -> "keep the longest of each group";
            case Earliest() -> "keep the earliest of each group";
            case HighestScore(String classifier) ->
                    "keep the one " + classifier + " scores highest of each group";
            case This(DocumentId document) -> "keep one";
        };
    }

    /// The best comes first; of equals the earlier.
    default Comparator<Candidate> order() {
        Comparator<Candidate> best =
                switch (this) {
                    case Longest() -> Comparator.comparingLong(c -> -c.characters());
                    case Earliest() -> Comparator.comparing(Candidate::document);
                    case HighestScore(String classifier) ->
                            Comparator.comparingDouble(c -> -c.score());
                    case This(DocumentId document) ->
                            Comparator.comparing(c -> !c.document().equals(document));
                };
        return best.thenComparing(Candidate::document);
    }

    /// Reads `longest`, `earliest` or `score:CLASSIFIER`. Throws `IllegalArgumentException` for
    /// anything else.
    static Keep parse(String words) {
        if (words.startsWith("score:") && words.length() > 6) {
            return new HighestScore(words.substring(6));
        }
        return switch (words) {
            case "longest" -> new Longest();
            case "earliest" -> new Earliest();
            default ->
                    throw new IllegalArgumentException(
                            "keep " + words + "? say longest, earliest or score:CLASSIFIER");
        };
    }

    /// As `parse` reads it.
    default String text() {
        return switch (this) {
            case Longest() -> "longest";
            case Earliest() -> "earliest";
            case HighestScore(String classifier) -> "score:" + classifier;
            case This(DocumentId document) -> "id:" + document.value();
        };
    }
}
