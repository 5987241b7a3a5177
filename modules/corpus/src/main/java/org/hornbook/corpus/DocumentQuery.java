package org.hornbook.corpus;

import java.util.ArrayList;
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
/// | `/def \\w+\\(self/i` | this regular expression is found in the text; flags `i`, `m`, `s` |
/// | `source:stdlib`, `path:"a b"` | a metadata field has this value; `id:` is the document's key |
/// | `stars>=10`, `"score">0.5` | a metadata field holds a number that compares so |
/// | `length>2000` | the text has so many characters (UTF-16 code units) |
/// | `label:author-a>=3` | that annotator's label compares so (`=`, `!=`, `<`, `<=`, `>`, `>=`) |
/// | `score:ngram>0.5` | that classifier's score compares so |
/// | `has:label(author-a)`, `has:score(ngram)` | there is one |
/// | `is:removed`, `removed:near-duplicate` | removed, for any reason or for this one |
/// | `is:kept`, `is:dropped`, `is:review` | what was decided: by hand, else by the line of the corpus |
/// | `is:any` | every document: said where removed ones are left out unless they are asked for |
/// | `-word`, `NOT x` | not |
/// | `x OR y`, `( )` | either; grouping. Side by side, or `AND`, means both |
///
/// A field in quotation marks is always metadata, also where its name means something else here.
public sealed interface DocumentQuery {
    /// Every document.
    record All() implements DocumentQuery {}

    /// Every document, and it is said that the removed ones are meant too.
    record Any() implements DocumentQuery {}

    /// Words that occur one after another; the last one may be the beginning of a word.
    record TextMatch(String words, boolean prefix) implements DocumentQuery {}

    /// The text holds a match of a regular expression as `java.util.regex` reads it.
    ///
    /// @param flags some of `i` (case ignored), `m` (`^` and `$` at every line), `s` (`.` also
    ///   matches the end of a line)
    record Regex(String pattern, String flags) implements DocumentQuery {
        /// Throws `PatternSyntaxException` if the pattern is none.
        public Regex {
            pattern = RegexText.plain(pattern);
            flags = RegexText.flags(flags);
            RegexText.compiled(pattern, flags);
        }
    }

    record FieldEquals(String field, String value) implements DocumentQuery {}

    /// The metadata field holds a number, and it compares so with `value`.
    record FieldCompares(String field, Sign sign, double value) implements DocumentQuery {
        public FieldCompares {
            if (field.equals("id")) {
                throw new IllegalArgumentException("id is a name, not a number");
            }
        }
    }

    /// The length of the text, in UTF-16 code units, compares so with `value`.
    record Length(Sign sign, double value) implements DocumentQuery {}

    /// The document was removed for `reason`, or, if that is empty, for any.
    record Removed(String reason) implements DocumentQuery {}

    /// What was decided on the document, by hand or by the line of its corpus.
    record Decided(Fate fate) implements DocumentQuery {}

    /// What can be decided.
    enum Fate {
        KEPT("kept", "keep"),
        DROPPED("dropped", "drop"),
        REVIEW("review", "review");

        private final String word;
        private final String verdict;

        Fate(String word, String verdict) {
            this.word = word;
            this.verdict = verdict;
        }

        /// As it stands behind `is:`.
        String word() {
            return word;
        }

        /// As it stands in the workspace.
        String verdict() {
            return verdict;
        }
    }

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
            case Any() -> "is:any";
            case Regex(String pattern, String flags) ->
                    "/" + RegexText.escaped(pattern) + "/" + flags;
            case FieldCompares(String field, Sign sign, double value) ->
                    field(field) + sign.text() + number(value);
            case Length(Sign sign, double value) -> "length" + sign.text() + number(value);
            case Removed(String reason) ->
                    reason.isEmpty() ? "is:removed" : "removed:" + value(reason);
            case Decided(Fate fate) -> "is:" + fate.word();
            case TextMatch(String words, boolean prefix) ->
                    words.matches("[\\p{L}\\p{Nd}]+") && !words.matches("AND|OR|NOT")
                            ? words + (prefix ? "*" : "")
                            : quoted(words) + (prefix ? "*" : "");
            case FieldEquals(String field, String value) -> field(field) + ":" + value(value);
            case Has(Opinion opinion, String source) ->
                    "has:" + opinion.word() + "(" + source + ")";
            case Compares(Opinion opinion, String source, Sign sign, double value) ->
                    opinion.word() + ":" + source + sign.text() + number(value);
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

    private static String field(String name) {
        return name.matches("[\\p{L}_][\\p{L}\\p{Nd}_.-]*") && !QueryParser.WORDS.contains(name)
                ? name
                : quoted(name);
    }

    private static String value(String value) {
        return value.matches("[^\\s\"()*]+") ? value : quoted(value);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? "" + (long) value : "" + value;
    }

    /// Whether this part speaks of removal: then it alone says which documents are meant, and
    /// nothing is left out unasked.
    default boolean speaksOfRemoval() {
        return switch (this) {
            case Any() -> true;
            case Removed removed -> true;
            case And(List<DocumentQuery> all) -> all.stream().anyMatch(q -> q.speaksOfRemoval());
            case Or(List<DocumentQuery> any) -> any.stream().anyMatch(q -> q.speaksOfRemoval());
            case Not(DocumentQuery query) -> query.speaksOfRemoval();
            case All() -> false;
            case TextMatch match -> false;
            case Regex regex -> false;
            case FieldEquals equals -> false;
            case FieldCompares compares -> false;
            case Length length -> false;
            case Decided decided -> false;
            case Has has -> false;
            case Compares compares -> false;
        };
    }

    /// The same query without the removed documents, unless it speaks of them itself.
    default DocumentQuery standing() {
        if (speaksOfRemoval()) {
            return this;
        }
        DocumentQuery standing = new Not(new Removed(""));
        return switch (this) {
            case All() -> standing;
            case And(List<DocumentQuery> all) -> {
                List<DocumentQuery> parts = new ArrayList<>(all);
                parts.add(standing);
                yield new And(parts);
            }
            default -> new And(List.of(this, standing));
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
