package org.hornbook.classify;

/// What embedding a corpus gave.
///
/// @param encoder what it is called
/// @param documents that have a vector now
/// @param computed of them by this run
/// @param documentsPerSecond while this run computed; 0 if there was nothing left to compute
public record EmbedReport(
        String encoder,
        String fingerprint,
        int dimension,
        long documents,
        long computed,
        double documentsPerSecond) {}
