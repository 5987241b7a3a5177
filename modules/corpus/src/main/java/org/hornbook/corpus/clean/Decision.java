package org.hornbook.corpus.clean;

import java.time.Instant;
import java.util.Optional;

/// Somebody's decision to remove documents or to restore them. A decision is never deleted: undoing
/// one is another.
///
/// @param words what a person reads: `keep the longest of each group`
/// @param who a person, or the command that was run
/// @param job fingerprint of the job whose findings it acts on; empty for none
/// @param documents how many it took out, or brought back
/// @param undoes the decision it takes back
/// @param out how many documents are still out by it; 0 for one that restores
public record Decision(
        long id,
        Kind kind,
        String reason,
        String words,
        String who,
        String job,
        Instant made,
        long documents,
        Optional<Long> undoes,
        long out) {
    /// What is decided.
    public enum Kind {
        REMOVE,
        RESTORE
    }
}
