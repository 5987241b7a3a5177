package org.hornbook.label;

/// A rubric's number in its workspace.
public record RubricId(long value) {}
