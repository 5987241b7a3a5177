package org.hornbook.corpus;

/// Thrown by a sink that has seen enough: passes through a reader untouched.
final class ReadingStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReadingStopped(String why) {
        super(why, null, false, false);
    }
}
