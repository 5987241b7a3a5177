package org.hornbook.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which stretches of a program are keywords, strings, numbers and comments: enough of Python's and
/// of the curly languages' lexis for reading, never for running.
public final class PythonColours {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<string>\"\"\"[\\s\\S]*?(?:\"\"\"|$)|'''[\\s\\S]*?(?:'''|$)|[rbfuRBFU]{0,2}\"(?:\\\\.|[^\"\\\\\\n"
                            + "])*+\"?|[rbfuRBFU]{0,2}'(?:\\\\.|[^'\\\\\\n"
                            + "])*+')|(?<comment>#[^\\n"
                            + "]*|//[^\\n"
                            + "]*|/\\*[\\s\\S]*?\\*/)"
                            + "|(?<number>\\b\\d[\\d_]*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b)"
                            + "|(?<keyword>\\b(?:and|as|assert|async|await|break|case|catch|class|const|continue|def|del|do|elif|else|except|export|False|false|final|finally|for|from|function|global|if|import|in|instanceof|interface|is|lambda|let|match|new|None|nonlocal|not|null|or|package|pass|private|public|raise|record|return|static|switch|throw|True|true|try|var|void|while|with|yield)\\b)");
    private static final Pattern CODE =
            Pattern.compile(
                    "(?m)^\\s*(?:def |class |import |from \\S+ import|return\\b|if .*:|for"
                            + " .*:|while .*:|public |private |function |var |let |const"
                            + " |#include|@\\w+)|[;{}]\\s*$|^\\w+ = ");

    /// A stretch in one style: `keyword`, `string`, `number`, `comment`.
    public record Stretch(int from, int to, String style) {}

    private PythonColours() {}

    /// In order, not overlapping.
    public static List<Stretch> of(String text) {
        List<Stretch> stretches = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String style =
                    matcher.group("string") != null
                            ? "string"
                            : matcher.group("comment") != null
                                    ? "comment"
                                    : matcher.group("number") != null ? "number" : "keyword";
            stretches.add(new Stretch(matcher.start(), matcher.end(), style));
        }
        return stretches;
    }

    /// Whether a text reads like code rather than prose: at least a third of its lines look like
    /// code.
    public static boolean isCode(String text) {
        String head = text.length() > 8_000 ? text.substring(0, 8_000) : text;
        long lines = head.lines().filter(l -> !l.isBlank()).count();
        long found =
                head.lines()
                        .filter(l -> !l.isBlank())
                        .filter(l -> CODE.matcher(l).find() || l.startsWith("    "))
                        .count();
        return lines > 0 && found * 3 >= lines;
    }
}
