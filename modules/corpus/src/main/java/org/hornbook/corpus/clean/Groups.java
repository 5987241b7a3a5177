package org.hornbook.corpus.clean;

/// Which documents hang together: union-find over rows, with the least row as a group's first.
final class Groups {
    private final int[] parent;

    Groups(int rows) {
        parent = new int[rows];
        java.util.Arrays.setAll(parent, i -> i);
    }

    int first(int row) {
        int at = row;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /// Whether this was new.
    boolean join(int one, int other) {
        int a = first(one);
        int b = first(other);
        if (a == b) {
            return false;
        }
        parent[Math.max(a, b)] = Math.min(a, b);
        return true;
    }
}
