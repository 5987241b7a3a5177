package org.hornbook.label.sample;

import java.time.Instant;
import java.util.List;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.job.Provenance;

/// Documents that were chosen for labelling, and how.
///
/// @param documents in the order in which they are asked
/// @param provenance what the corpus was when they were drawn, the plan, the seed
public record Sample(
        SampleId id,
        CorpusId corpus,
        String name,
        Plan plan,
        List<DocumentId> documents,
        Provenance provenance,
        Instant made) {
    public Sample {
        documents = List.copyOf(documents);
    }

    /// How to draw: the same plan on the same corpus gives the same documents.
    ///
    /// @param query only of these; empty for all that were not removed
    /// @param without only of those this annotator has not labelled; empty for all
    /// @param of only of those this annotator has labelled; empty for all
    public record Plan(Whom whom, String query, String without, String of, int size, long seed) {
        public Plan {
            query = query.strip();
            if (size < 1) {
                throw new IllegalArgumentException("a sample of " + size + " documents");
            }
        }

        public Plan(Whom whom, int size, long seed) {
            this(whom, "", "", "", size, seed);
        }

        /// In a sentence.
        public String words() {
            return whom.words()
                    + (query.isEmpty() ? "" : ", of: " + query)
                    + (of.isEmpty() ? "" : ", labelled by " + of)
                    + (without.isEmpty() ? "" : ", not labelled by " + without);
        }
    }

    /// How far someone has come with a sample.
    ///
    /// @param at documents that are behind, from 0
    public record Place(SampleId sample, String who, int at) {}
}
