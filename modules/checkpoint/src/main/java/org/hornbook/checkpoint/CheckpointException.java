package org.hornbook.checkpoint;

/// A checkpoint folder cannot be used as it is; the message says which file, what is wrong with it
/// and, where that helps, what would be right. It is one line of bounded length, whatever names and
/// values the file brought into it.
public final class CheckpointException extends RuntimeException {
    private static final int LONGEST = 600; // characters
    private static final String CUT = " ... ";

    public CheckpointException(String message) {
        super(line(message));
    }

    public CheckpointException(String message, Throwable cause) {
        super(line(message), cause);
    }

    /// Of a long message the beginning, which names the file, and the end, which says what is
    /// wrong.
    private static String line(String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST
                ? line
                : line.substring(0, LONGEST / 2)
                        + CUT
                        + line.substring(line.length() - LONGEST / 2);
    }
}
