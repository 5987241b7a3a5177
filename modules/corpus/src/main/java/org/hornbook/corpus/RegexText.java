package org.hornbook.corpus;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions as a query writes them: between slashes, so that a slash inside is escaped.
final class RegexText {
    private static final int LONGEST = 5_000;

    private RegexText() {}

    /// The pattern with `\/` written as `/`, which means the same.
    static String plain(String pattern) {
        StringBuilder plain = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                if (pattern.charAt(i + 1) != '/') {
                    plain.append(c);
                }
                c = pattern.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /// A plain pattern with its slashes escaped.
    static String escaped(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length() + 4);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '/') {
                escaped.append('\\');
            }
            escaped.append(c);
            if (c == '\\' && i + 1 < plain.length()) {
                escaped.append(plain.charAt(++i));
            }
        }
        return escaped.toString();
    }

    /// The flags once each and in one order.
    static String flags(String flags) {
        StringBuilder known = new StringBuilder();
        for (char flag : new char[] {'i', 'm', 's'}) {
            if (flags.indexOf(flag) >= 0) {
                known.append(flag);
            }
        }
        return known.toString();
    }

    /// Throws `PatternSyntaxException` if it cannot be read.
    static Pattern compiled(String pattern, String flags) {
        if (pattern.length() > LONGEST) {
            throw new PatternSyntaxException("longer than " + LONGEST + " characters", pattern, 0);
        }
        int how = 0;
        for (char flag : flags.toCharArray()) {
            how |=
                    switch (flag) {
                        case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                        case 'm' -> Pattern.MULTILINE;
                        case 's' -> Pattern.DOTALL;
                        default -> 0;
                    };
        }
        try {
            return Pattern.compile(pattern, how);
        } catch (StackOverflowError e) {
            throw new PatternSyntaxException("nested too deep", pattern, 0);
        }
    }
}
