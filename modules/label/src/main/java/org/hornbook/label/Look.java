package org.hornbook.label;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Someone asked about the same documents a second time, without being shown what they said the
/// first time. The labels of a later look are kept under a name of their own: `gpt-4o (2)`, then
/// `gpt-4o (3)`. How far two looks of one agree is how far anyone can agree with that one.
///
/// @param of whose look it is
/// @param number 1 is the first look, under the plain name
public record Look(String of, int number) {
    private static final Pattern LATER = Pattern.compile("(.+) \\(([2-9]|[1-9]\\d{1,3})\\)");

    public static Look parse(String annotator) {
        Matcher m = LATER.matcher(annotator);
        return m.matches()
                ? new Look(m.group(1), Integer.parseInt(m.group(2)))
                : new Look(annotator, 1);
    }

    /// The name under which its labels are kept.
    public String annotator() {
        return number <= 1 ? of : of + " (" + number + ")";
    }

    /// The one after the latest of those in `annotators`.
    public static Look next(String of, Iterable<String> annotators) {
        int latest = 1;
        for (String name : annotators) {
            Look look = parse(name);
            latest = look.of().equals(of) ? Math.max(latest, look.number()) : latest;
        }
        return new Look(of, latest + 1);
    }

    /// Whether two names are looks of one.
    public static boolean same(String one, String other) {
        return !one.equals(other) && parse(one).of().equals(parse(other).of());
    }

    /// Whose looks both are; empty if they are of two.
    public static Optional<String> both(String one, String other) {
        return same(one, other) ? Optional.of(parse(one).of()) : Optional.empty();
    }
}
