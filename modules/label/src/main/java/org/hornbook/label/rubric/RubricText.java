package org.hornbook.label.rubric;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.label.Rubric;

/// A rubric as a plain text that a person can edit in any editor; `parse` gives an equal rubric
/// back.
///
/// ```text
/// # educational-value, version 2
///
/// The guideline, in as many lines as it takes.
///
/// ## Scale
/// 0: no value
/// 1: hardly any
///
/// ## Example 1
/// Reason: it stops in the middle.
/// ~~~
/// the text of the document
/// ~~~
///
/// ## Reply
/// {"type": "object", ...}
/// ```
///
/// Examples and the reply's schema may be left out. A line of the guideline that begins with `##`
/// or a backslash is written with a backslash before it.
public final class RubricText {
    private static final Pattern TITLE = Pattern.compile("# (\\S+?)(?:, version (\\d+))?");
    private static final Pattern STEP = Pattern.compile("(-?\\d+)\\s*:\\s*(.+)");
    private static final Pattern EXAMPLE = Pattern.compile("## Example\\s+(-?\\d+)");
    private static final Pattern FENCE = Pattern.compile("~{3,}");
    private static final String REASON = "Reason: ";

    private RubricText() {}

    public static String write(Rubric r) {
        StringBuilder text = new StringBuilder("# ").append(r.name());
        text.append(", version ").append(r.version()).append("\n\n");
        r.text()
                .lines()
                .forEach(
                        l ->
                                text.append(l.startsWith("##") || l.startsWith("\\") ? "\\" : "")
                                        .append(l)
                                        .append('\n'));
        text.append("\n## Scale\n");
        for (int i = 0; i < r.meanings().size(); i++) {
            text.append(r.lowest() + i).append(": ").append(r.meanings().get(i)).append('\n');
        }
        for (Rubric.Example e : r.examples()) {
            text.append("\n## Example ").append(e.label()).append('\n');
            if (!e.rationale().isEmpty()) {
                text.append(REASON).append(e.rationale().replaceAll("\\R", " ")).append('\n');
            }
            String fence = fence(e.text());
            text.append(fence).append('\n').append(e.text());
            text.append('\n').append(fence).append('\n');
        }
        if (!r.reply().isEmpty()) {
            text.append("\n## Reply\n").append(r.reply()).append('\n');
        }
        return text.toString();
    }

    /// Longer than any row of tildes in the text.
    private static String fence(String text) {
        int longest = 2;
        Matcher m = Pattern.compile("~+").matcher(text);
        while (m.find()) {
            longest = Math.max(longest, m.end() - m.start());
        }
        return "~".repeat(longest + 1);
    }

    /// Reads the text form. Throws `IllegalArgumentException` that says what is wrong in which
    /// line.
    public static Rubric parse(String text) {
        return new Reading(text.lines().toList()).rubric();
    }

    /// Goes through the lines once.
    private static final class Reading {
        private final Iterator<String> lines;
        private int number;
        private String line;

        Reading(List<String> all) {
            this.lines = all.iterator();
            next();
        }

        private void next() {
            line = lines.hasNext() ? lines.next() : null;
            number++;
        }

        Rubric rubric() {
            skipBlank();
            Matcher title = TITLE.matcher(line == null ? "" : line.strip());
            if (!title.matches()) {
                throw wrong("the first line is to be `# name, version 1`");
            }
            int version = title.group(2) == null ? 1 : Integer.parseInt(title.group(2));
            next();
            String guideline = guideline();
            if (line == null) {
                throw wrong("there is no `## Scale`");
            }
            next();
            List<Integer> labels = new ArrayList<>();
            List<String> meanings = new ArrayList<>();
            scale(labels, meanings);
            List<Rubric.Example> examples = new ArrayList<>();
            while (line != null && EXAMPLE.matcher(line.strip()).matches()) {
                examples.add(example());
                skipBlank();
            }
            String reply = "";
            if (line != null && line.strip().equals("## Reply")) {
                next();
                reply = rest();
            }
            if (line != null) {
                throw wrong("`" + line.strip() + "` is neither an `## Example 3` nor `## Reply`");
            }
            return new Rubric(
                    title.group(1),
                    version,
                    guideline,
                    labels.getFirst(),
                    labels.getLast(),
                    meanings,
                    examples,
                    reply);
        }

        private String guideline() {
            StringBuilder said = new StringBuilder();
            while (line != null && !line.strip().equals("## Scale")) {
                if (line.startsWith("##")) {
                    throw wrong("`## Scale` is to come before `" + line.strip() + "`");
                }
                said.append(line.startsWith("\\") ? line.substring(1) : line).append('\n');
                next();
            }
            if (said.toString().isBlank()) {
                throw wrong("the guideline has no words");
            }
            return said.toString().strip();
        }

        private void scale(List<Integer> labels, List<String> meanings) {
            skipBlank();
            for (; line != null && !line.startsWith("##"); skipBlank()) {
                Matcher step = STEP.matcher(line.strip());
                if (!step.matches()) {
                    throw wrong("a step of the scale is written as `3: what it means`");
                }
                int label = label(step.group(1));
                if (!labels.isEmpty() && label != labels.getLast() + 1) {
                    throw wrong("after " + labels.getLast() + " comes " + (labels.getLast() + 1));
                }
                labels.add(label);
                meanings.add(step.group(2));
                next();
            }
            if (labels.size() < 2) {
                throw wrong("the scale needs at least two steps such as `0: no value`");
            }
        }

        private int label(String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                throw wrong("`" + digits + "` is no label");
            }
        }

        private Rubric.Example example() {
            Matcher head = EXAMPLE.matcher(line.strip());
            head.matches();
            int label = label(head.group(1));
            int at = number;
            next();
            skipBlank();
            String reason = "";
            if (line != null && line.startsWith(REASON.strip())) {
                reason = line.substring(REASON.strip().length()).strip();
                next();
                skipBlank();
            }
            if (line == null || !FENCE.matcher(line.strip()).matches()) {
                throw wrong("the text of an example stands between two lines of `~~~`");
            }
            String fence = line.strip();
            StringBuilder text = new StringBuilder();
            for (next(); line != null && !line.strip().equals(fence); next()) {
                text.append(text.isEmpty() ? "" : "\n").append(line);
            }
            if (line == null) {
                throw wrong("the example of line " + at + " has no closing " + fence);
            }
            next();
            return new Rubric.Example(text.toString(), label, reason);
        }

        private String rest() {
            StringBuilder rest = new StringBuilder();
            for (; line != null; next()) {
                rest.append(line).append('\n');
            }
            return rest.toString().strip();
        }

        private void skipBlank() {
            while (line != null && line.isBlank()) {
                next();
            }
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("line " + number + ": " + what);
        }
    }
}
