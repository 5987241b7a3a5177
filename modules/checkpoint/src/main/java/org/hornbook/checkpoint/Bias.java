package org.hornbook.checkpoint;

/// The linear layers that may add a vector of their own.
public enum Bias {
    QUERY_KEY_VALUE,
    OUT,
    MLP,
    HEAD
}
