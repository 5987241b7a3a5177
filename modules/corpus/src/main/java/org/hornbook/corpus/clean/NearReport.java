package org.hornbook.corpus.clean;

/// What a search for near-duplicates found.
///
/// @param documents that were compared
/// @param groups of documents that are nearly the same
/// @param members of these groups together
/// @param exact members whose group has another of the very same text, white space and case aside
/// @param fresh documents whose signature was made by this run
/// @param perSecond documents a second while signatures were made; 0 if none was
public record NearReport(
        String corpus,
        double threshold,
        long documents,
        long groups,
        long members,
        long exact,
        long fresh,
        double perSecond) {}
