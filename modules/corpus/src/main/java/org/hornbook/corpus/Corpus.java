package org.hornbook.corpus;

/// A named collection of documents.
///
/// @param documents how many it holds now
public record Corpus(CorpusId id, String name, long documents) {}
