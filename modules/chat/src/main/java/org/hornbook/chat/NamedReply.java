package org.hornbook.chat;

import org.hornbook.infer.Reply;

/// A reply with its speaker.
///
/// @param model the name a person gave the checkpoint
/// @param fingerprint of its weights: which model it really was
public record NamedReply(String model, String fingerprint, Reply reply) {}
