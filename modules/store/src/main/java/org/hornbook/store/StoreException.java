package org.hornbook.store;

/// The database refused or failed: a full disk, a damaged file, a broken constraint. The message is
/// one sentence a person can act on; the cause holds the SQLite detail.
public final class StoreException extends RuntimeException {
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
