package org.hornbook.infer.remote;

/// A chat model could not be asked or did not answer. The message is one sentence a person can act
/// on, and never holds the API key.
public final class ChatException extends Exception {
    private final Kind kind;
    private final transient RateLimits limits;
    private final boolean charged;

    /// What to do about it.
    public enum Kind {
        /// Wrong or missing key, no such model, no money left: asking again is no use, whatever is
        /// asked.
        FINAL,
        /// This request cannot be answered, since it is too long or not allowed; another may be.
        REQUEST,
        /// Too many requests: ask later.
        THROTTLED,
        /// The server or the line failed: ask again.
        TRANSIENT
    }

    /// @param limits what the server said of its limits
    /// @param charged whether the request had reached the server and may have been charged, though
    ///   no whole reply came
    public ChatException(
            Kind kind, RateLimits limits, boolean charged, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.limits = limits;
        this.charged = charged;
    }

    public Kind kind() {
        return kind;
    }

    /// What the server said of its limits, and how long it asks to wait.
    public RateLimits limits() {
        return limits == null ? RateLimits.NONE : limits;
    }

    /// Whether the server may have charged for it: the request was sent, and its reply was lost on
    /// the way. A server that answers with an error charges nothing.
    public boolean mayBeCharged() {
        return charged;
    }
}
