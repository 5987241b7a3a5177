package org.hornbook.classify;

import org.hornbook.corpus.CorpusId;

/// What was kept of a corpus, by which rule. Its members are fixed when it is made: new scores do
/// not move it. What was removed from the corpus is not in it, and what is removed later is left
/// out when it is read.
///
/// @param classifier the name of the classifier; empty if everything was kept
/// @param rule the threshold in words
/// @param cutoff the least score that was kept
/// @param characters of the kept texts together
/// @param fingerprint of members and corpus
public record FilteredSet(
        long id,
        String name,
        CorpusId corpus,
        String classifier,
        String rule,
        double cutoff,
        long documents,
        long characters,
        String fingerprint) {}
