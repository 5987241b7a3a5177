package org.hornbook.infer.remote;

/// A model's answer.
///
/// @param model the name the server gives for who answered
public record ChatReply(String text, Usage usage, String model) {}
