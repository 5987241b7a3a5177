package org.hornbook.classify;

/// What it costs to have an opinion on every document of a corpus: by asking the annotator for all
/// of them, or by labelling some and letting the classifier score the rest.
///
/// @param documents of the corpus
/// @param askingDollars at what a label has cost so far; the labelled documents are taken to be
///   about as long as the others
/// @param labelDollars what the labels have cost that the classifier learned from
/// @param scoringSeconds about how long the classifier takes for all documents, at the pace it was
///   measured at; negative if it has never been
public record Everything(
        long documents, double askingDollars, double labelDollars, double scoringSeconds) {
    public static Everything of(long documents, Bill bill, double documentsPerSecond) {
        return new Everything(
                documents,
                bill.of(documents),
                bill.dollars(),
                documentsPerSecond > 0 ? documents / documentsPerSecond : -1);
    }

    /// How many times as much asking for everything costs; infinite if the labels cost nothing.
    public double times() {
        return labelDollars == 0 ? Double.POSITIVE_INFINITY : askingDollars / labelDollars;
    }
}
