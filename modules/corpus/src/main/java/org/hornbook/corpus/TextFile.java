package org.hornbook.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A file's bytes as text, in the encoding that can be told from them: a byte order mark, UTF-8,
/// UTF-16 by its zeros, or else windows-1252 if nothing speaks against it.
///
/// @param encoding its name
record TextFile(String text, String encoding) {
    /// Empty if these bytes are no text.
    static Optional<TextFile> decode(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return strict(bytes, 3, StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return strict(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return strict(bytes, 2, StandardCharsets.UTF_16BE);
        }
        int odd = 0;
        int even = 0;
        int control = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                odd += i & 1;
                even += 1 - (i & 1);
            }
            control +=
                    bytes[i] >= 0
                                    && bytes[i] < 32
                                    && "\t\n\r\f\u001b".indexOf(bytes[i]) < 0
                                    && bytes[i] != 0
                            ? 1
                            : 0;
        }
        if (odd + even > 0) {
            return utf16(bytes, odd, even);
        }
        Optional<TextFile> utf8 = strict(bytes, 0, StandardCharsets.UTF_8);
        if (utf8.isPresent()) {
            return control * 20 > bytes.length ? Optional.empty() : utf8;
        }
        return control == 0 ? windows(bytes) : Optional.empty();
    }

    /// UTF-16 of mostly Latin text has a zero in every second place.
    private static Optional<TextFile> utf16(byte[] bytes, int odd, int even) {
        int half = bytes.length / 2;
        if (bytes.length % 2 == 0 && odd > half * 0.6 && even == 0) {
            return strict(bytes, 0, StandardCharsets.UTF_16LE);
        }
        if (bytes.length % 2 == 0 && even > half * 0.6 && odd == 0) {
            return strict(bytes, 0, StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    private static Optional<TextFile> windows(byte[] bytes) {
        for (byte b : bytes) {
            int c = b & 0xff;
            if (c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new TextFile(new String(bytes, Charset.forName("windows-1252")), "windows-1252"));
    }

    private static Optional<TextFile> strict(byte[] bytes, int from, Charset charset) {
        try {
            String text =
                    charset.newDecoder()
                            .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                            .toString();
            return Optional.of(new TextFile(text, charset.name()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean starts(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
