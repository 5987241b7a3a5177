package org.hornbook.classify.decision;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What becomes of a document, and why.
public sealed interface Decision {
    Cause cause();

    record Keep(Cause cause) implements Decision {}

    record Drop(Cause cause) implements Decision {}

    /// Too close to the line to leave to the machine, or left open by a person.
    record Review(Cause cause) implements Decision {}

    /// Why.
    sealed interface Cause {
        /// A classifier's score on one side of a line.
        ///
        /// @param current whether the classifier that gave the score is the one for which the line
        ///   was drawn
        record Scored(Line line, double score, boolean current) implements Cause {}

        /// A person said so.
        record Said(ByHand byHand) implements Cause {}
    }

    /// Decides: what a person said holds; else the line does, if the document has a score. Empty if
    /// nothing was decided.
    ///
    /// @param fingerprint of the classifier that gave `score`
    static Optional<Decision> of(
            Optional<ByHand> byHand,
            Optional<Line> line,
            OptionalDouble score,
            String fingerprint) {
        if (byHand.isPresent()) {
            return Optional.of(of(byHand.get().verdict(), new Cause.Said(byHand.get())));
        }
        if (line.isEmpty() || score.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                of(
                        line.get().verdict(score.getAsDouble()),
                        new Cause.Scored(
                                line.get(),
                                score.getAsDouble(),
                                line.get().fingerprint().equals(fingerprint))));
    }

    private static Decision of(Verdict verdict, Cause cause) {
        return switch (verdict) {
            case KEEP -> new Keep(cause);
            case DROP -> new Drop(cause);
            case REVIEW -> new Review(cause);
        };
    }

    default Verdict verdict() {
        return switch (this) {
            case Keep keep -> Verdict.KEEP;
            case Drop drop -> Verdict.DROP;
            case Review review -> Verdict.REVIEW;
        };
    }

    /// The cause in words.
    default String reason() {
        return switch (cause()) {
            case Cause.Said(ByHand said) ->
                    "by hand, by "
                            + said.who()
                            + (said.reason().isEmpty() ? "" : ": " + said.reason());
            case Cause.Scored(Line line, double score, boolean current) ->
                    String.format(
                                    Locale.ROOT,
                                    "%s (version %s) scored %.2f, the line is at %.2f (%s)",
                                    line.classifier(),
                                    line.fingerprint()
                                            .substring(0, Math.min(8, line.fingerprint().length())),
                                    score,
                                    line.cutoff(),
                                    line.rule())
                            + (verdict() == Verdict.REVIEW
                                    ? String.format(
                                            Locale.ROOT, ", closer than %.2f", line.margin())
                                    : "")
                            + (current
                                    ? ""
                                    : "; the classifier was trained anew since the line was drawn");
        };
    }
}
