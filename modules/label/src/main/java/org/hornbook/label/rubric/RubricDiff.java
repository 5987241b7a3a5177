package org.hornbook.label.rubric;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.label.Rubric;

/// What differs between two rubrics, word by word (Myers 1986): a guideline is one long line, in
/// which a line diff would show nothing.
///
/// @param stretches of the text form, in order; together those that are not added give the first
///   text, those that are not removed the second
public record RubricDiff(List<Stretch> stretches) {
    private static final Pattern PIECE = Pattern.compile("\\R|\\s+|[\\p{L}\\p{Nd}_]+|[^\\s]");

    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    public record Stretch(Kind kind, String text) {}

    public RubricDiff {
        stretches = List.copyOf(stretches);
    }

    public static RubricDiff of(Rubric first, Rubric second) {
        return of(RubricText.write(first), RubricText.write(second));
    }

    static RubricDiff of(String first, String second) {
        List<String> before = pieces(first);
        List<String> after = pieces(second);
        List<Stretch> stretches = new ArrayList<>();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            int from = delta.getSource().getPosition();
            add(stretches, Kind.SAME, before.subList(at, from));
            add(stretches, Kind.REMOVED, delta.getSource().getLines());
            if (delta.getType() != DeltaType.DELETE) {
                add(stretches, Kind.ADDED, delta.getTarget().getLines());
            }
            at = from + delta.getSource().size();
        }
        add(stretches, Kind.SAME, before.subList(at, before.size()));
        return new RubricDiff(stretches);
    }

    /// Whether nothing differs.
    public boolean none() {
        return stretches.stream().allMatch(s -> s.kind() == Kind.SAME);
    }

    /// As plain text, with what went in `[-...-]` and what came in `{+...+}`.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Stretch s : stretches) {
            switch (s.kind()) {
                case SAME -> text.append(s.text());
                case REMOVED -> text.append("[-").append(s.text()).append("-]");
                case ADDED -> text.append("{+").append(s.text()).append("+}");
            }
        }
        return text.toString();
    }

    private static void add(List<Stretch> to, Kind kind, List<String> pieces) {
        if (!pieces.isEmpty()) {
            to.add(new Stretch(kind, String.join("", pieces)));
        }
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher m = PIECE.matcher(text);
        while (m.find()) {
            pieces.add(m.group());
        }
        return pieces;
    }
}
