package org.hornbook.corpus.clean;

/// What a check against a benchmark found.
///
/// @param run the number under which the hits are kept
/// @param words how many words in a row count as a hit
/// @param documents that were looked at
/// @param contaminated documents that share a stretch with at least one item
/// @param items of the benchmark
/// @param met items that were met in at least one document
/// @param tooShort items with fewer words, which cannot be met
/// @param perSecond documents a second in the run that finished
public record ContaminationReport(
        long run,
        String corpus,
        String query,
        String benchmark,
        int words,
        long documents,
        long contaminated,
        long items,
        long met,
        long tooShort,
        double perSecond) {}
