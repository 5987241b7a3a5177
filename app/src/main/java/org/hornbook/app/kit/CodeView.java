package org.hornbook.app.kit;

import java.text.Bidi;
import java.util.function.Function;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.IndexRange;
import javafx.scene.layout.StackPane;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A document to be read: code coloured and numbered, prose in the reading face at a measure of
/// about 80 characters; matches marked. Only the lines in sight are laid out, whatever the length,
/// and very long lines are wrapped.
public final class CodeView extends StackPane {
    private static final int COLOURED = 200_000;
    private static final int LONG_LINE = 2_000;

    /// Drawn apart: text that holds it is laid out with the system's fonts alone.
    private static final char JOINER = 0x200D;

    private static final Pattern MARKDOWN =
            Pattern.compile(
                    "(?m)(?<heading>^#{1,6} .*$)|^```[^\\n]*\\n(?<fenced>(?s:.*?))^```[ \\t]*$|`[^`\\n]+`");

    private final CodeArea area = new CodeArea();
    private boolean numbered;
    private boolean written;

    public CodeView() {
        area.setEditable(false);
        area.setFocusTraversable(true);
        area.setWrapText(true);
        area.getStyleClass().add("hb-code");
        getStyleClass().add("hb-code-pane");
        getChildren().add(new VirtualizedScrollPane<>(area));
        setMinHeight(60);
    }

    /// Shows `text`; every occurrence of one of `marks` is marked, case ignored.
    public void show(String text, boolean code, List<String> marks) {
        String shown = broken(text.stripTrailing());
        show(shown, code, words(shown, marks));
    }

    /// Shows `text`; `marks` says which stretches of what is shown are marked.
    public void showMet(String text, boolean code, Function<String, List<IndexRange>> marks) {
        String shown = broken(text.stripTrailing());
        show(shown, code, marked(shown, marks.apply(shown)));
    }

    /// Shows `text` with stretches of it marked, from the first of them on.
    public void showMarked(String text, boolean code, List<IndexRange> spans) {
        String shown = broken(text.stripTrailing());
        byte[] marked = new byte[shown.length()];
        byte[] wanted = marked(text, spans);
        int first = -1;
        for (int at = 0, i = 0; at < shown.length(); at++) {
            if (shown.charAt(at) != text.charAt(i)) {
                continue; // a line that was broken here
            }
            marked[at] = wanted[i++];
            first = first < 0 && marked[at] == 1 ? at : first;
        }
        show(shown, code, marked);
        if (first > 0) {
            area.moveTo(first);
            area.requestFollowCaret();
        }
    }

    private static byte[] marked(String text, List<IndexRange> spans) {
        byte[] marked = new byte[text.length()];
        for (IndexRange span : spans) {
            java.util.Arrays.fill(marked, span.getStart(), span.getEnd(), (byte) 1);
        }
        return marked;
    }

    private void show(String shown, boolean code, byte[] marked) {
        if (numbered != code || written) {
            numbered = code;
            written = false;
            area.setParagraphGraphicFactory(code ? LineNumberFactory.get(area) : null);
        }
        area.getStyleClass().removeAll("hb-prose");
        if (!code) {
            area.getStyleClass().add("hb-prose");
        }
        area.setNodeOrientation(
                !code && rightToLeft(shown)
                        ? NodeOrientation.RIGHT_TO_LEFT
                        : NodeOrientation.LEFT_TO_RIGHT);
        area.replaceText(shown);
        if (!shown.isEmpty()) {
            area.setStyleSpans(0, spans(shown, code, marked));
        }
        area.moveTo(0);
        area.requestFollowCaret();
        area.setAccessibleText(shown.length() > 4_000 ? shown.substring(0, 4_000) : shown);
    }

    /// Shows what a model wrote after `prompt`: a bar stands before its lines.
    public void showWritten(String prompt, String continuation) {
        int first =
                (int) prompt.chars().filter(c -> c == '\n').count()
                        + (continuation.startsWith("\n") ? 1 : 0);
        show(prompt + continuation, true, List.of());
        written = true;
        area.setParagraphGraphicFactory(
                line -> {
                    javafx.scene.layout.Region bar = new javafx.scene.layout.Region();
                    bar.getStyleClass().add(line < first ? "hb-asked-bar" : "hb-written-bar");
                    return bar;
                });
    }

    public String text() {
        return area.getText();
    }

    /// Whether the first letter that has a direction is of a script written from the right.
    private static boolean rightToLeft(String text) {
        String start = text.length() > LONG_LINE ? text.substring(0, LONG_LINE) : text;
        return !new Bidi(start, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
    }

    /// A line of tens of thousands of characters would be one layout of all of them: it is broken
    /// where it is drawn, at spaces if there are any.
    private static String broken(String text) {
        if (text.lines().noneMatch(l -> l.length() > LONG_LINE)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + text.length() / LONG_LINE + 1);
        for (String line : text.split("\n", -1)) {
            int from = 0;
            while (line.length() - from > LONG_LINE) {
                int to = line.lastIndexOf(' ', from + LONG_LINE);
                to = to <= from ? from + LONG_LINE : to + 1;
                if (Character.isLowSurrogate(line.charAt(to))) {
                    to--;
                }
                out.append(line, from, to).append('\n');
                from = to;
            }
            out.append(line, from, line.length()).append('\n');
        }
        out.setLength(out.length() - 1);
        return out.toString();
    }

    private static void colour(String[] styles, String text, int from, int to, String also) {
        for (PythonColours.Stretch stretch : PythonColours.of(text.substring(from, to))) {
            java.util.Arrays.fill(
                    styles,
                    from + stretch.from(),
                    from + stretch.to(),
                    also + "hb-" + stretch.style());
        }
    }

    /// Headings and code, as Markdown marks them; the characters stay as they are.
    private static void markdown(String[] styles, String text) {
        Matcher matcher = MARKDOWN.matcher(text);
        while (matcher.find()) {
            if (matcher.group("heading") != null) {
                java.util.Arrays.fill(styles, matcher.start(), matcher.end(), "hb-md-heading");
            } else {
                java.util.Arrays.fill(styles, matcher.start(), matcher.end(), "hb-md-code");
                if (matcher.group("fenced") != null) {
                    colour(
                            styles,
                            text,
                            matcher.start("fenced"),
                            matcher.end("fenced"),
                            "hb-md-code ");
                    java.util.Arrays.fill(
                            styles, matcher.start(), matcher.start("fenced"), "hb-md-fence");
                    java.util.Arrays.fill(
                            styles, matcher.end("fenced"), matcher.end(), "hb-md-fence");
                }
            }
        }
    }

    private static byte[] words(String text, List<String> marks) {
        byte[] marked = new byte[text.length()];
        for (String mark : marks) {
            if (!mark.isBlank()) {
                Matcher matcher =
                        Pattern.compile(
                                        Pattern.quote(mark.toLowerCase(Locale.ROOT)),
                                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                                .matcher(text);
                while (matcher.find()) {
                    java.util.Arrays.fill(marked, matcher.start(), matcher.end(), (byte) 1);
                }
            }
        }
        return marked;
    }

    private static StyleSpans<Collection<String>> spans(String text, boolean code, byte[] marked) {
        String[] styles = new String[text.length()];
        if (text.length() <= COLOURED) {
            if (code) {
                colour(styles, text, 0, text.length(), "");
            } else {
                markdown(styles, text);
            }
        }
        for (Emoji.Run run : Emoji.runs(text)) {
            java.util.Arrays.fill(styles, run.from(), run.to(), "hb-emoji");
            if (run.to() < styles.length && text.charAt(run.to()) == JOINER) {
                styles[run.to()] = "hb-joiner";
            }
        }
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length()
                    || marked[i] != marked[from]
                    || !java.util.Objects.equals(styles[i], styles[from])) {
                List<String> classes = new ArrayList<>();
                if (styles[from] != null) {
                    classes.addAll(List.of(styles[from].split(" ")));
                }
                if (marked[from] == 1) {
                    classes.add("hb-marked");
                }
                spans.add(classes.isEmpty() ? Collections.emptyList() : classes, i - from);
                from = i;
            }
        }
        return spans.create();
    }
}
