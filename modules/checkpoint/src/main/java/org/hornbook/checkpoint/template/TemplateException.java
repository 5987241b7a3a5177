package org.hornbook.checkpoint.template;

/// A template cannot be read or does not render; the message is one sentence with the line of the
/// template where that shows.
public final class TemplateException extends RuntimeException {
    /// What went wrong.
    public enum Kind {
        /// The text is no template.
        SYNTAX,
        /// Something was used that is not there.
        UNDEFINED,
        /// A value of another type was needed.
        TYPE,
        /// A value of the right type, but not one that will do.
        VALUE,
        /// The template itself raised, with its own words.
        RAISED,
        /// Templates are not let do this.
        REFUSED,
        /// Too long, too deep or too large.
        LIMIT
    }

    private final Kind kind;
    private final String words;
    private final int line;

    TemplateException(Kind kind, String words, int line) {
        super(line > 0 ? words + " (line " + line + " of the chat template)" : words);
        this.kind = kind;
        this.words = words;
        this.line = line;
    }

    static TemplateException type(String words) {
        return new TemplateException(Kind.TYPE, words, 0);
    }

    static TemplateException value(String words) {
        return new TemplateException(Kind.VALUE, words, 0);
    }

    static TemplateException limit(String words) {
        return new TemplateException(Kind.LIMIT, words, 0);
    }

    static TemplateException refused(String words) {
        return new TemplateException(Kind.REFUSED, words, 0);
    }

    static TemplateException undefined(String words) {
        return new TemplateException(Kind.UNDEFINED, words, 0);
    }

    /// The same, where the line was not known yet.
    TemplateException at(int known) {
        return line > 0 ? this : new TemplateException(kind, words, known);
    }

    public Kind kind() {
        return kind;
    }

    /// The message without the line.
    public String words() {
        return words;
    }

    /// Counted from 1; 0 where there is none.
    public int line() {
        return line;
    }
}
