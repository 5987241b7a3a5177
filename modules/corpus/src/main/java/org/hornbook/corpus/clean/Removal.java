package org.hornbook.corpus.clean;

import java.time.Instant;
import java.util.Optional;
import org.hornbook.corpus.DocumentId;

/// A document that was taken out of a corpus, and why. It is still there, and can be restored.
///
/// @param detail what exactly: `HumanEval/12, 31 words` or `similarity 0.93`
/// @param kept the document that stands in its place, if there is one
/// @param decision the decision that removed it
public record Removal(
        DocumentId document,
        String key,
        Reason reason,
        String detail,
        Optional<DocumentId> kept,
        Optional<String> keptKey,
        long decision,
        String who,
        Instant made) {
    /// Why documents are removed.
    public enum Reason {
        /// It says the same as another, in the same words but for white space and case.
        DUPLICATE("duplicate"),
        /// It is nearly the same as another.
        NEAR_DUPLICATE("near-duplicate"),
        /// It holds a piece of a benchmark.
        CONTAMINATED("contaminated"),
        /// Somebody took it out.
        BY_HAND("by-hand");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /// As it is written in `removed:...` and in the workspace.
        public String word() {
            return word;
        }

        /// The reason of that word. Throws `IllegalArgumentException` that names those there are.
        public static Reason of(String word) {
            for (Reason reason : values()) {
                if (reason.word.equals(word)) {
                    return reason;
                }
            }
            throw new IllegalArgumentException(
                    "there is no reason "
                            + word
                            + ": there are duplicate, near-duplicate, contaminated, by-hand");
        }
    }
}
