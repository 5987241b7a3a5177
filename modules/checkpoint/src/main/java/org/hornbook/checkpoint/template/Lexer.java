package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.List;

/// Splits a template into text and tags, with Jinja's `trim_blocks` and `lstrip_blocks`: the new
/// line after a block tag or comment goes, and so does white space before one that begins a line.
/// `-` inside a tag's border takes all white space on that side, `+` none.
final class Lexer {
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final TagLexer tag;
    private int at;
    private int line = 1;
    private int counted; // characters whose new lines are in `line`
    private boolean lineStarts = true; // `at` is where a line begins

    private Lexer(String source) {
        this.source = source;
        this.tag = new TagLexer(source, tokens);
    }

    /// Throws `TemplateException` where a tag is not closed or holds what no tag can.
    static List<Token> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        if (source.endsWith("\n")) {
            source = source.substring(0, source.length() - 1);
        }
        return new Lexer(source).all();
    }

    private List<Token> all() {
        for (int begin = nextTag(at); begin >= 0; begin = nextTag(at)) {
            switch (source.charAt(begin + 1)) {
                case '#' -> comment(begin);
                case '{' -> variable(begin);
                default -> block(begin);
            }
        }
        data(source.substring(at));
        tokens.add(new Token(Token.Kind.END, "", lineAt(source.length())));
        return tokens;
    }

    private int nextTag(int from) {
        for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
            char next = i + 1 < source.length() ? source.charAt(i + 1) : ' ';
            if (next == '{' || next == '%' || next == '#') {
                return i;
            }
        }
        return -1;
    }

    private void comment(int begin) {
        char sign = sign(begin + 2);
        textBefore(begin, sign, true);
        int inside = begin + (sign == 0 ? 2 : 3);
        int end = source.indexOf("#}", inside);
        if (end < 0 && inside == source.length()) {
            at = inside;
            return;
        }
        if (end < 0) {
            throw wrong("a comment is not closed", begin);
        }
        close(end > inside ? source.charAt(end - 1) : ' ', end + 2, true);
    }

    private void variable(int begin) {
        char sign = sign(begin + 2);
        textBefore(begin, sign, false);
        int inside = begin + (sign == 0 ? 2 : 3);
        tokens.add(new Token(Token.Kind.VARIABLE_BEGIN, "{{", lineAt(begin)));
        tag(inside, true);
    }

    private void block(int begin) {
        char sign = sign(begin + 2);
        int inside = begin + (sign == 0 ? 2 : 3);
        int raw = word("raw", inside);
        if (raw >= 0 && (source.startsWith("%}", raw) || source.startsWith("-%}", raw))) {
            textBefore(begin, sign, true);
            boolean strips = source.charAt(raw) == '-';
            close(strips ? '-' : '+', raw + (strips ? 3 : 2), false);
            raw(begin);
            return;
        }
        textBefore(begin, sign, true);
        tokens.add(new Token(Token.Kind.BLOCK_BEGIN, "{%", lineAt(begin)));
        tag(inside, false);
    }

    private void raw(int begin) {
        for (int i = source.indexOf("{%", at); i >= 0; i = source.indexOf("{%", i + 1)) {
            char sign = sign(i + 2);
            int end = word("endraw", i + (sign == 0 ? 2 : 3));
            if (end < 0) {
                continue;
            }
            boolean signed = source.startsWith("-%}", end) || source.startsWith("+%}", end);
            if (signed || source.startsWith("%}", end)) {
                textBefore(i, sign, true);
                close(signed ? source.charAt(end) : ' ', end + (signed ? 3 : 2), true);
                return;
            }
        }
        if (at < source.length()) {
            throw wrong("a raw part is not closed", begin);
        }
    }

    /// The place after `name` with white space around it, -1 where it does not stand there.
    private int word(String name, int from) {
        int start = spaces(from);
        return source.startsWith(name, start) ? spaces(start + name.length()) : -1;
    }

    private void tag(int inside, boolean prints) {
        int end = tag.read(inside, prints, lineAt(inside));
        if (end < 0) {
            at = source.length();
            return;
        }
        char sign = source.charAt(end);
        boolean signed = sign == '-' || sign == '+';
        tokens.add(
                new Token(
                        prints ? Token.Kind.VARIABLE_END : Token.Kind.BLOCK_END,
                        prints ? "}}" : "%}",
                        lineAt(end)));
        close(signed ? sign : ' ', end + (signed ? 3 : 2), !prints);
    }

    /// Goes on after a tag that ends at `end`.
    private void close(char sign, int end, boolean trims) {
        at = end;
        if (sign == '-') {
            at = spaces(end);
        } else if (sign != '+' && trims && end < source.length() && source.charAt(end) == '\n') {
            at = end + 1;
        }
        lineStarts = source.charAt(at - 1) == '\n';
    }

    /// The text from `at` to a tag at `begin`.
    private void textBefore(int begin, char sign, boolean lstrips) {
        String text = source.substring(at, begin);
        if (sign == '-') {
            text = CodePoints.stripEnd(text);
        } else if (sign != '+' && lstrips) {
            int from = text.lastIndexOf('\n') + 1;
            if ((from > 0 || lineStarts) && spaces(at + from) >= begin) {
                text = text.substring(0, from);
            }
        }
        data(text);
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            tokens.add(new Token(Token.Kind.DATA, text, lineAt(at)));
        }
    }

    private char sign(int place) {
        char c = place < source.length() ? source.charAt(place) : ' ';
        return c == '-' || c == '+' ? c : 0;
    }

    private int spaces(int from) {
        int i = from;
        while (i < source.length() && CodePoints.isSpace(source.charAt(i))) {
            i++;
        }
        return i;
    }

    private int lineAt(int place) {
        for (; counted < place; counted++) {
            if (source.charAt(counted) == '\n') {
                line++;
            }
        }
        return line;
    }

    private TemplateException wrong(String words, int place) {
        return new TemplateException(TemplateException.Kind.SYNTAX, words, lineAt(place));
    }
}
