package org.hornbook.label.sample;

/// A sample's number in its workspace.
public record SampleId(long value) {}
