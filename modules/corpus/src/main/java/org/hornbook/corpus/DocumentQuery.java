package org.hornbook.corpus;

import java.util.List;
import java.util.Locale;

/// Which documents are meant. One text form serves the search box, the command line, saved views
/// and exports; `parse` reads it and `text` writes it.
///
/// | form | meaning |
/// |---|---|
/// | `binary search` | both words occur |
/// | `"binary search"` | the words in this order |
/// | `sort*` | a word that begins so |
/// | `source:stdlib`, `path:"a b"` | a metadata field has this value; `id:` is the document's key |
/// | `label:author-a>=3` | that annotator's label compares so (`=`, `!=`, `<`, `<=`, `>`, `>=`) |
/// | `score:ngram>0.5` | that classifier's score compares so |
/// | `has:label(author-a)`, `has:score(ngram)` | there is one |
/// | `-word`, `NOT x` | not |
/// | `x OR y`, `( )` | either; grouping. Side by side, or `AND`, means both |
public sealed interface DocumentQuery {
    /// Every document.
    record All() implements DocumentQuery {}

    /// Words that occur one after another; the last one may be the beginning of a word.
    record TextMatch(String words, boolean prefix) implements DocumentQuery {}

    record FieldEquals(String field, String value) implements DocumentQuery {}

    /// The document has a label by `source`, or a score.
    record Has(Opinion opinion, String source) implements DocumentQuery {}

    /// The label or score by `source` compares with `value`; a document without one does not.
    record Compares(Opinion opinion, String source, Sign sign, double value)
            implements DocumentQuery {}

    record And(List<DocumentQuery> all) implements DocumentQuery {
        public And {
            all = List.copyOf(all);
        }
    }

    record Or(List<DocumentQuery> any) implements DocumentQuery {
        public Or {
            any = List.copyOf(any);
        }
    }

    record Not(DocumentQuery query) implements DocumentQuery {}

    /// Who speaks: an annotator by labels, a classifier by scores.
    enum Opinion {
        LABEL,
        SCORE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A comparison.
    enum Sign {
        EQUAL("="),
        UNEQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        LESS("<"),
        MORE(">");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        boolean holds(double left, double right) {
            return switch (this) {
                case EQUAL -> left == right;
                case UNEQUAL -> left != right;
                case AT_MOST -> left <= right;
                case AT_LEAST -> left >= right;
                case LESS -> left < right;
                case MORE -> left > right;
            };
        }
    }

    /// Reads the text form. Throws `IllegalArgumentException` that says what is wrong and at which
    /// character.
    static DocumentQuery parse(String text) {
        return new QueryParser(text).query();
    }

    /// The text form; `parse` gives an equal query back.
    default String text() {
        return switch (this) {
            case All() -> "";
            case TextMatch(String words, boolean prefix) ->
                    words.matches("[\\p{L}\\p{Nd}]+") && !words.matches("AND|OR|NOT")
                            ? words + (prefix ? "*" : "")
                            : quoted(words) + (prefix ? "*" : "");
            case FieldEquals(String field, String value) ->
                    field + ":" + (value.matches("[^\\s\"()*]+") ? value : quoted(value));
            case Has(Opinion opinion, String source) ->
                    "has:" + opinion.word() + "(" + source + ")";
            case Compares(Opinion opinion, String source, Sign sign, double value) ->
                    opinion.word()
                            + ":"
                            + source
                            + sign.text()
                            + (value == Math.rint(value) && Math.abs(value) < 1e15
                                    ? "" + (long) value
                                    : "" + value);
            case And(List<DocumentQuery> all) -> joined(all, " ", "");
            case Or(List<DocumentQuery> any) -> joined(any, " OR ", "-id:\"\"\"\"");
            case Not(DocumentQuery query) -> "-" + grouped(query);
        };
    }

    private static String joined(List<DocumentQuery> parts, String by, String none) {
        return parts.isEmpty()
                ? none
                : String.join(by, parts.stream().map(DocumentQuery::grouped).toList());
    }

    private static String grouped(DocumentQuery query) {
        return switch (query) {
            case And and -> "(" + and.text() + ")";
            case Or or -> "(" + or.text() + ")";
            case All all -> "()";
            default -> query.text();
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
