package org.hornbook.checkpoint;

/// A checkpoint folder cannot be used as it is; the message says which file, what is wrong with it
/// and, where that helps, what would be right.
public final class CheckpointException extends RuntimeException {
    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
