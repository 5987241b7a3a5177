package org.hornbook.corpus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/// Lines of bytes out of a stream, eight bytes looked at in one step. A line is seen in place and
/// is gone with the next one.
final class ByteLines {
    private static final int BUFFER = 1 << 18;
    private static final int HEAD = 1 << 12;
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private int end;
    private boolean atEnd;
    private IOException broken;
    private boolean tooLong;
    private boolean started;

    /// @param longest bytes of a line that are held; a longer one is passed over
    ByteLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    byte[] bytes() {
        return buffer;
    }

    /// Where the line begins in `bytes()`.
    int from() {
        return from;
    }

    /// Where it ends, without its newline.
    int to() {
        return to;
    }

    /// Whether only the beginning of the line is there.
    boolean tooLong() {
        return tooLong;
    }

    /// Goes to the next line; `false` at the end.
    boolean next() throws IOException {
        from = Math.min(end, to + (started ? 1 : 0));
        started = true;
        tooLong = false;
        int at = from;
        while (true) {
            at = newline(at);
            if (at < end) {
                to = at;
                return true;
            }
            if (atEnd) {
                if (broken != null) {
                    throw broken;
                }
                to = end;
                return to > from;
            }
            if (end - from >= longest) {
                return passOver();
            }
            at -= more();
        }
    }

    /// The next newline from `at` on, or the end of what is there.
    private int newline(int at) {
        byte[] b = buffer;
        int limit = end - 8;
        int i = at;
        for (; i <= limit; i += 8) {
            long differs = (long) Utf8.LONGS.get(b, i) ^ NEWLINES;
            long found = (differs - ONES) & ~differs & Utf8.HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < end; i++) {
            if (b[i] == '\n') {
                return i;
            }
        }
        return end;
    }

    /// Reads more behind what there is; returns by how much that was moved to the front.
    private int more() throws IOException {
        int moved = from;
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, end - from);
            end -= from;
            from = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        end += fill(end);
        return moved;
    }

    /// Reads to the end of the buffer at most. A stream that breaks is an end until all that came
    /// before is taken.
    private int fill(int at) {
        try {
            int n = in.read(buffer, at, buffer.length - at);
            atEnd = n < 0;
            return Math.max(0, n);
        } catch (IOException e) {
            broken = e;
            atEnd = true;
            return 0;
        }
    }

    /// The first bytes, up to 4,096; the first line is still to come.
    byte[] head() {
        while (end < HEAD && !atEnd) {
            end += fill(end);
        }
        return Arrays.copyOf(buffer, Math.min(end, HEAD));
    }

    /// Lets the first line begin later: behind a byte order mark.
    void drop(int bytes) {
        to = bytes;
        from = bytes;
    }

    /// All of it as a stream, before the first line was asked for.
    InputStream stream() {
        return new SequenceInputStream(
                new ByteArrayInputStream(buffer, to, end - to), broken == null ? in : broken());
    }

    private InputStream broken() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        };
    }

    /// Keeps the beginning of the line and looks for its end.
    private boolean passOver() {
        tooLong = true;
        byte[] beginning = Arrays.copyOfRange(buffer, from, from + Rejected.RAW);
        buffer = new byte[BUFFER];
        while (true) {
            end = fill(0);
            int at = newline(0);
            if (at < end || atEnd) {
                // The beginning is put before the newline, so that the line can be seen like any.
                byte[] rest = Arrays.copyOfRange(buffer, at, end);
                System.arraycopy(beginning, 0, buffer, 0, beginning.length);
                if (beginning.length + rest.length > buffer.length) {
                    buffer = Arrays.copyOf(buffer, beginning.length + rest.length);
                }
                System.arraycopy(rest, 0, buffer, beginning.length, rest.length);
                from = 0;
                to = beginning.length;
                end = to + rest.length;
                return true;
            }
        }
    }
}
