package org.hornbook.checkpoint.template;

/// A piece of a template.
///
/// @param text for STRING its value, for DATA the text outside of tags, else as it stands there
record Token(Kind kind, String text, int line) {
    enum Kind {
        DATA,
        VARIABLE_BEGIN,
        VARIABLE_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean name(String wanted) {
        return kind == Kind.NAME && text.equals(wanted);
    }

    boolean operator(String wanted) {
        return kind == Kind.OPERATOR && text.equals(wanted);
    }

    /// For a message.
    String described() {
        return switch (kind) {
            case DATA -> "text";
            case VARIABLE_BEGIN, VARIABLE_END -> "'" + text + "', the border of a print tag";
            case BLOCK_BEGIN, BLOCK_END -> "'" + text + "', the border of a tag";
            case END -> "the end of the template";
            default -> "'" + text + "'";
        };
    }
}
