package org.hornbook.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// What the Hub refused, or why it could not be reached: one sentence that says what to do.
public final class HubException extends IOException {
    private final Kind kind;
    private final transient Optional<Duration> wait;

    /// What went wrong.
    public enum Kind {
        /// The terms have to be accepted on the repository's page.
        GATED,
        /// Nothing is shown without a token.
        NEEDS_TOKEN,
        /// The token is not one, or no longer.
        BAD_TOKEN,
        /// The token may not read this.
        NO_PERMISSION,
        /// The owner or the Hub has closed it.
        DISABLED,
        NO_REPOSITORY,
        NO_REVISION,
        NO_FILE,
        RATE_LIMITED,
        /// The server's fault, perhaps not for long.
        SERVER,
        NO_NETWORK,
        /// The connection broke off, or nothing came any more.
        CUT,
        /// A file's bytes are not those that the listing promised.
        WRONG_CONTENT,
        /// A file was replaced between listing and download.
        CHANGED,
        /// The answer is not one of the Hub.
        NONSENSE,
        /// The network is switched off by setting.
        OFFLINE,
        DISK_FULL
    }

    HubException(Kind kind, String message) {
        this(kind, message, Optional.empty(), null);
    }

    HubException(Kind kind, String message, Throwable cause) {
        this(kind, message, Optional.empty(), cause);
    }

    HubException(Kind kind, String message, Optional<Duration> wait, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.wait = wait;
    }

    public Kind kind() {
        return kind;
    }

    /// How long the server asks to wait.
    Optional<Duration> waiting() {
        return wait == null ? Optional.empty() : wait;
    }

    /// Whether the same request may succeed a little later.
    boolean passing() {
        return switch (kind) {
            case RATE_LIMITED, SERVER, NO_NETWORK, CUT -> true;
            default -> false;
        };
    }
}
