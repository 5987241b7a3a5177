package org.hornbook.infer.remote;

/// Who says a message.
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
}
