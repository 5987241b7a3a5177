package org.hornbook.infer.remote;

/// One turn of a conversation.
public record Message(Role role, String content) {}
