package org.hornbook.classify.decision;

import java.util.Locale;

/// What becomes of a document.
public enum Verdict {
    KEEP,
    DROP,
    /// Left to a person: neither kept nor dropped as yet.
    REVIEW;

    /// As it is written on the command line and in the workspace.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The verdict of that word. Throws `IllegalArgumentException` that names those there are.
    public static Verdict of(String word) {
        for (Verdict verdict : values()) {
            if (verdict.word().equals(word)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException(
                "there is no decision " + word + ": there are keep, drop and review");
    }
}
