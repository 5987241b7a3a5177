package org.hornbook.checkpoint.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.hornbook.checkpoint.template.Token.Kind;

/// Splits the inside of a tag into names, numbers, texts and operators.
final class TagLexer {
    private static final List<String> OPERATORS =
            List.of(
                    "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(",
                    ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";");

    private final String source;
    private final List<Token> tokens;
    private int line;

    TagLexer(String source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /// Reads from `from` on and returns where the tag's end begins; -1 where it has none.
    int read(int from, boolean prints, int firstLine) {
        Deque<Character> open = new ArrayDeque<>();
        String end = prints ? "}}" : "%}";
        line = firstLine;
        int at = from;
        while (at < source.length()) {
            if (open.isEmpty() && ends(at, end, prints)) {
                return at;
            }
            char c = source.charAt(at);
            if (CodePoints.isSpace(c)) {
                line += c == '\n' ? 1 : 0;
                at++;
            } else if (isDigit(c)) {
                at = number(at);
            } else if (wordPart(at)) {
                at = name(at);
            } else if (c == '"' || c == '\'') {
                at = text(at);
            } else {
                at = operator(at, open);
            }
        }
        return -1;
    }

    private boolean ends(int at, String end, boolean prints) {
        char c = source.charAt(at);
        boolean signed = c == '-' || (c == '+' && !prints);
        return source.startsWith(end, signed ? at + 1 : at);
    }

    private int name(int at) {
        int end = at;
        while (end < source.length() && wordPart(end)) {
            end += Character.charCount(source.codePointAt(end));
        }
        String name = source.substring(at, end);
        if (!Character.isUnicodeIdentifierStart(name.codePointAt(0)) && name.charAt(0) != '_') {
            throw wrong("a name cannot begin as '" + name + "' does");
        }
        add(Kind.NAME, name);
        return end;
    }

    private boolean wordPart(int at) {
        int c = source.codePointAt(at);
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private int number(int at) {
        boolean afterDot = at > 0 && source.charAt(at - 1) == '.';
        int whole = digits(at);
        int end = whole;
        if (!afterDot) {
            int fraction =
                    end < source.length() && source.charAt(end) == '.' ? digits(end + 1) : -1;
            end = fraction > 0 ? fraction : end;
            end = exponent(end);
        }
        if (end > whole) {
            add(Kind.FLOAT, source.substring(at, end).replace("_", ""));
            return end;
        }
        end = Numbers.literalEnd(source, at);
        add(Kind.INTEGER, source.substring(at, end).replace("_", ""));
        return end;
    }

    private int exponent(int at) {
        if (at < source.length() && (source.charAt(at) | 32) == 'e') {
            int sign = at + 1 < source.length() && "+-".indexOf(source.charAt(at + 1)) >= 0 ? 1 : 0;
            int end = digits(at + 1 + sign);
            return end > 0 ? end : at;
        }
        return at;
    }

    /// Where digits with single `_` between them end; -1 where none begin at `at`.
    private int digits(int at) {
        int end = -1;
        for (int i = at; i < source.length(); i++) {
            char c = source.charAt(i);
            if (isDigit(c)) {
                end = i + 1;
            } else if (c != '_' || end != i) {
                break;
            }
        }
        return end;
    }

    private int text(int at) {
        char quote = source.charAt(at);
        int lines = 0;
        for (int i = at + 1; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == quote) {
                add(Kind.STRING, Escapes.resolve(source.substring(at + 1, i), line));
                line += lines;
                return i + 1;
            }
            i += c == '\\' ? 1 : 0;
            lines += i < source.length() && source.charAt(i) == '\n' ? 1 : 0;
        }
        throw wrong("a text in quotes is not closed");
    }

    private int operator(int at, Deque<Character> open) {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                balance(operator.charAt(0), open);
                add(Kind.OPERATOR, operator);
                return at + operator.length();
            }
        }
        throw wrong("unexpected character '" + Character.toString(source.codePointAt(at)) + "'");
    }

    private void balance(char c, Deque<Character> open) {
        switch (c) {
            case '{' -> open.push('}');
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '}', ')', ']' -> {
                if (open.isEmpty()) {
                    throw wrong("unexpected '" + c + "'");
                }
                char expected = open.pop();
                if (expected != c) {
                    throw wrong("unexpected '" + c + "' where '" + expected + "' is needed");
                }
            }
            default -> {}
        }
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private TemplateException wrong(String words) {
        return new TemplateException(TemplateException.Kind.SYNTAX, words, line);
    }
}
