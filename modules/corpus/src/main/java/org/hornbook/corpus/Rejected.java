package org.hornbook.corpus;

import java.nio.charset.StandardCharsets;

/// A row that could not be used.
///
/// @param file the path of its file
/// @param row its number in the file, from 1: the line of a JSON Lines file, the row of a table; 0
///   if the file as a whole is meant
/// @param reason why, in words
/// @param raw the beginning of the row as it stood there, with U+FFFD for what is no text
public record Rejected(String file, long row, String reason, String raw) {
    /// How many characters of a row are kept.
    static final int RAW = 4096;

    /// `shard.jsonl:17: not UTF-8`
    public String words() {
        return place() + ": " + reason;
    }

    /// `shard.jsonl:17`
    public String place() {
        return name() + (row > 0 ? ":" + row : "");
    }

    /// The file's name without its folder.
    public String name() {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    static String beginning(String raw) {
        if (raw.length() <= RAW) {
            return raw;
        }
        int end = Character.isHighSurrogate(raw.charAt(RAW - 1)) ? RAW - 1 : RAW;
        return raw.substring(0, end);
    }

    static String beginning(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + RAW);
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
