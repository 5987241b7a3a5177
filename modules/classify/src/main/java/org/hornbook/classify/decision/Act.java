package org.hornbook.classify.decision;

import java.time.Instant;

/// One step of deciding, which can be taken back.
///
/// @param documents whose decision by hand it changed; 0 for a line
/// @param undoes the act it took back; 0 if none
public record Act(
        long id, Kind kind, String words, String who, Instant made, long documents, long undoes) {
    public enum Kind {
        /// A line was drawn, or taken away.
        LINE,
        /// Documents were decided on by hand.
        HAND
    }
}
