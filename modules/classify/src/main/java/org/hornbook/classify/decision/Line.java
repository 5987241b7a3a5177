package org.hornbook.classify.decision;

/// Where the scores of a corpus are cut.
///
/// @param classifier its name
/// @param fingerprint of the very classifier that was meant when the line was drawn
/// @param rule the threshold in words
/// @param cutoff the least score that is kept
/// @param margin a score closer to the cutoff than this is left for review; 0 leaves none
public record Line(
        String classifier, String fingerprint, String rule, double cutoff, double margin) {
    public Line {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("a margin of " + margin + " is negative");
        }
    }

    /// What becomes of a document with this score.
    public Verdict verdict(double score) {
        return Math.abs(score - cutoff) < margin
                ? Verdict.REVIEW
                : score >= cutoff ? Verdict.KEEP : Verdict.DROP;
    }
}
