package org.hornbook.classify;

/// What training a classifier gave.
///
/// @param documents in the corpus
/// @param labels it learned from
/// @param evaluation on held-out folds: every labelled document scored by a classifier that had not
///   seen it
public record ClassifierReport(
        String name, String recipe, long documents, int labels, int folds, Evaluation evaluation) {}
