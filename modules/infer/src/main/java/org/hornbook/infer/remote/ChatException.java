package org.hornbook.infer.remote;

import java.time.Duration;
import java.util.Optional;

/// A chat model could not be asked or did not answer. The message is one sentence a person can act
/// on, and never holds the API key.
public final class ChatException extends Exception {
    private final transient Kind kind;
    private final transient Optional<Duration> retryAfter;

    /// What to do about it.
    public enum Kind {
        /// Wrong or missing key, no such model, a request the server does not understand: asking
        /// again is no use.
        FINAL,
        /// Too many requests: ask later.
        THROTTLED,
        /// The server or the line failed: ask again.
        TRANSIENT
    }

    ChatException(Kind kind, Optional<Duration> retryAfter, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /// How long the server asks to wait.
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
