package org.hornbook.label;

/// An annotator's number in its workspace.
public record AnnotatorId(long value) {}
