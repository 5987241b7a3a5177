package org.hornbook.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// UTF-8 in which a byte that is none does not end the reading: it becomes a half surrogate (U+DC80
/// to U+DCFF, as Python's surrogateescape does), which no valid text holds. So one bad byte costs
/// one row.
final class Utf8Reader extends Reader {
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private boolean atEnd;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    /// Whether bytes that are no UTF-8 went into this text.
    static boolean damaged(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xdc80
                    && c <= 0xdcff
                    && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    /// The text as it can be shown.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> shown.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 0xfffd : c));
        return shown.toString();
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer out = CharBuffer.wrap(into, from, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, out, atEnd);
            if (result.isError()) {
                if (out.hasRemaining()) {
                    out.put((char) (0xdc00 | bytes.get() & 0xff));
                    continue;
                }
                break;
            }
            if (out.position() > from || result.isOverflow()) {
                break;
            }
            if (atEnd) {
                return -1;
            }
            fill();
        }
        // A pair of surrogates wants two places: readers ask for many.
        return out.position() - from;
    }

    private void fill() throws IOException {
        bytes.compact();
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (n < 0) {
            atEnd = true;
        } else {
            bytes.position(bytes.position() + n);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
