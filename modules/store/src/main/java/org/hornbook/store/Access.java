package org.hornbook.store;

/// How a workspace is opened: one process writes, any number read and follow.
public enum Access {
    READ,
    WRITE
}
