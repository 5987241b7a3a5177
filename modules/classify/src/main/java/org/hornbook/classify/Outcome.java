package org.hornbook.classify;

/// What one threshold does to a whole corpus. Documents that were removed take no part.
///
/// @param cutoff the least score that is kept
/// @param kept documents, those that were kept by hand among them
/// @param of documents with a score
/// @param characters of the kept texts together, in UTF-16 code units
/// @param ofCharacters of all texts with a score
/// @param keptByHand of those below the cutoff, or without a score
/// @param droppedByHand of those at or above the cutoff, dropped or left for review by a person
public record Outcome(
        Threshold threshold,
        double cutoff,
        long kept,
        long of,
        long characters,
        long ofCharacters,
        long keptByHand,
        long droppedByHand) {
    /// Which part of the documents is kept; 0 if there is none with a score.
    public double share() {
        return of == 0 ? 0 : (double) kept / of;
    }

    /// Which part of the text is kept.
    public double shareOfCharacters() {
        return ofCharacters == 0 ? 0 : (double) characters / ofCharacters;
    }
}
