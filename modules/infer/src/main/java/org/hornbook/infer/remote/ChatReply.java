package org.hornbook.infer.remote;

/// A model's answer.
///
/// @param model the name the server gives for who answered
/// @param finish why it ended, in the server's word: `stop`, `length`; empty if it does not say
public record ChatReply(String text, Usage usage, String model, String finish) {}
