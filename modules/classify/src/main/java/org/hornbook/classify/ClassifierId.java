package org.hornbook.classify;

/// A classifier's number in its workspace.
public record ClassifierId(long value) {}
