package org.hornbook.corpus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes that may be UTF-8.
final class Utf8 {
    static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /// Writes the character `code` at `at`, where four bytes have room. Returns where it ends.
    static int put(byte[] b, int at, int code) {
        int n = at;
        if (code < 0x80) {
            b[n++] = (byte) code;
        } else if (code < 0x800) {
            b[n++] = (byte) (0xc0 | code >> 6);
            b[n++] = (byte) (0x80 | code & 0x3f);
        } else if (code < 0x10000) {
            b[n++] = (byte) (0xe0 | code >> 12);
            b[n++] = (byte) (0x80 | code >> 6 & 0x3f);
            b[n++] = (byte) (0x80 | code & 0x3f);
        } else {
            b[n++] = (byte) (0xf0 | code >> 18);
            b[n++] = (byte) (0x80 | code >> 12 & 0x3f);
            b[n++] = (byte) (0x80 | code >> 6 & 0x3f);
            b[n++] = (byte) (0x80 | code & 0x3f);
        }
        return n;
    }

    /// How many UTF-16 code units these bytes are as text; -1 if they are not UTF-8 (RFC 3629: no
    /// overlong forms, no surrogates, nothing above U+10FFFF).
    static int characters(byte[] b, int from, int to) {
        int at = from;
        int continued = 0;
        int outside = 0;
        while (at < to) {
            if (at + 8 <= to && ((long) LONGS.get(b, at) & HIGH_BITS) == 0) {
                at += 8;
                continue;
            }
            int first = b[at];
            if (first >= 0) {
                at++;
                continue;
            }
            int length = length(b, at, to);
            if (length < 0) {
                return -1;
            }
            continued += length - 1;
            outside += length == 4 ? 1 : 0;
            at += length;
        }
        return to - from - continued + outside;
    }

    /// The length of the character at `at`, which is no ASCII; -1 if there is none.
    private static int length(byte[] b, int at, int to) {
        int first = b[at] & 0xff;
        if (first >= 0xe0 && first < 0xf0) {
            if (at + 3 > to || !continues(b[at + 1]) || !continues(b[at + 2])) {
                return -1;
            }
            int second = b[at + 1] & 0xff;
            return first == 0xe0 && second < 0xa0 || first == 0xed && second >= 0xa0 ? -1 : 3;
        }
        if (first >= 0xc2 && first < 0xe0) {
            return at + 2 <= to && continues(b[at + 1]) ? 2 : -1;
        }
        if (first < 0xf0 || first > 0xf4 || at + 4 > to) {
            return -1;
        }
        int second = b[at + 1] & 0xff;
        boolean inside =
                continues(b[at + 1])
                        && continues(b[at + 2])
                        && continues(b[at + 3])
                        && (first != 0xf0 || second >= 0x90)
                        && (first != 0xf4 || second < 0x90);
        return inside ? 4 : -1;
    }

    private static boolean continues(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
