package org.hornbook.train;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text where no token may cross, exactly as the tokenizer.json that `BpeTrainer` writes
/// tells others to: newlines, runs of two or more spaces, and single digits stand alone; the rest
/// by GPT-2's pattern. Then writes each piece in the byte-level alphabet, one character a byte.
final class PreTokens {
    /// As it stands in tokenizer.json.
    static final String ALONE = "\\n| {2,}|[0-9]";

    private static final Pattern ISOLATED = Pattern.compile(ALONE);
    private static final Pattern GPT2 =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    Pattern.UNICODE_CHARACTER_CLASS);
    private static final char[] ALPHABET = alphabet();

    private PreTokens() {}

    /// Hands each piece, in byte-level characters, to `sink`.
    static void of(String text, Consumer<String> sink) {
        Matcher isolated = ISOLATED.matcher(text);
        int at = 0;
        while (isolated.find()) {
            words(text.substring(at, isolated.start()), sink);
            words(isolated.group(), sink);
            at = isolated.end();
        }
        words(text.substring(at), sink);
    }

    private static void words(String text, Consumer<String> sink) {
        Matcher words = GPT2.matcher(text);
        while (words.find()) {
            sink.accept(bytes(words.group()));
        }
    }

    private static String bytes(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        char[] letters = new char[utf8.length];
        for (int i = 0; i < utf8.length; i++) {
            letters[i] = ALPHABET[utf8[i] & 0xff];
        }
        return new String(letters);
    }

    /// The character that stands for each byte, as in GPT-2: itself where it can be seen, else the
    /// next free one from 256.
    static char[] alphabet() {
        char[] alphabet = new char[256];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean seen = b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
            alphabet[b] = (char) (seen ? b : next++);
        }
        return alphabet;
    }
}
