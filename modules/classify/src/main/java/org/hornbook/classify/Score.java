package org.hornbook.classify;

import org.hornbook.corpus.DocumentId;

/// What a classifier thinks of a document.
///
/// @param value on the scale of the labels it imitates
public record Score(DocumentId document, ClassifierId classifier, double value) {}
