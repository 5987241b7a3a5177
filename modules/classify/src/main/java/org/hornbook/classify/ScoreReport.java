package org.hornbook.classify;

/// What scoring gave.
///
/// @param documents scored in all
/// @param documentsPerSecond while this run scored; 0 if there was nothing left to score
public record ScoreReport(String classifier, long documents, double documentsPerSecond) {}
