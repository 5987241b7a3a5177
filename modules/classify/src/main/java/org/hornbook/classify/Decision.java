package org.hornbook.classify;

import java.util.Locale;

/// What becomes of a document, and why.
public sealed interface Decision {
    String reason();

    record Keep(String reason) implements Decision {}

    record Drop(String reason) implements Decision {}

    /// Too close to the line to leave to the machine.
    record Review(String reason) implements Decision {}

    /// Decides by score: within `margin` of `cutoff` is for review, 0 sends nothing there.
    static Decision of(String classifier, double score, double cutoff, double margin) {
        String reason =
                String.format(
                        Locale.ROOT,
                        "%s scored %.2f, the line is at %.2f",
                        classifier,
                        score,
                        cutoff);
        if (Math.abs(score - cutoff) < margin) {
            return new Review(reason + ", closer than " + margin);
        }
        return score >= cutoff ? new Keep(reason) : new Drop(reason);
    }
}
