package org.hornbook.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the ordinary JSON object of one line straight from its bytes, a text of some length
/// without making a `String` of it. Whatever is not quite ordinary (nested values, odd escapes, a
/// name that occurs twice, anything wrong) is left to `JsonRow`, which says what it is.
final class JsonScan {
    /// Texts longer than this stay bytes: the document's own, mostly.
    private static final int LONG = 200;

    private static final long ONES = 0x0101010101010101L;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;

    private byte[] scratch = new byte[1 << 14];
    private byte[] names[] = new byte[0][];
    private String[] known = new String[0];
    private byte[] b;
    private int at;
    private int to;

    /// The fields, or `null` if this is not an ordinary object.
    List<RawRow.Field> fields(byte[] bytes, int from, int end) {
        b = bytes;
        at = from;
        to = end;
        List<RawRow.Field> fields = new ArrayList<>(known.length + 1);
        if (!sign('{')) {
            return null;
        }
        if (sign('}')) {
            return over() ? fields : null;
        }
        while (true) {
            String name = sign('"') ? name(fields.size()) : null;
            if (name == null || !sign(':')) {
                return null;
            }
            for (RawRow.Field field : fields) {
                if (field.name().equals(name)) {
                    return null;
                }
            }
            RawRow.Field field = value(name);
            if (field == null) {
                return null;
            }
            fields.add(field);
            if (sign('}')) {
                return over() ? fields : null;
            }
            if (!sign(',')) {
                return null;
            }
        }
    }

    /// Takes `wanted` if it comes next, white space aside.
    private boolean sign(int wanted) {
        while (at < to && (b[at] == ' ' || b[at] == '\t' || b[at] == '\r')) {
            at++;
        }
        if (at < to && b[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean over() {
        sign(0);
        return at == to;
    }

    /// A name up to its quote. Rows of a file have the same names in the same order, mostly.
    private String name(int position) {
        if (position < names.length) {
            byte[] before = names[position];
            int end = at + before.length;
            if (end < to
                    && b[end] == '"'
                    && java.util.Arrays.equals(b, at, end, before, 0, before.length)) {
                at = end + 1;
                return known[position];
            }
        }
        int from = at;
        while (at < to && b[at] >= ' ' && b[at] != '"' && b[at] != '\\') {
            at++;
        }
        if (at >= to || b[at] != '"') {
            return null;
        }
        String name = new String(b, from, at - from, StandardCharsets.ISO_8859_1);
        remember(position, java.util.Arrays.copyOfRange(b, from, at), name);
        at++;
        return name;
    }

    private void remember(int position, byte[] bytes, String name) {
        if (position >= names.length && position < 256) {
            names = java.util.Arrays.copyOf(names, position + 1);
            known = java.util.Arrays.copyOf(known, position + 1);
        }
        if (position < names.length) {
            names[position] = bytes;
            known[position] = name;
        }
    }

    private RawRow.Field value(String name) {
        if (sign('"')) {
            return text(name);
        }
        if (at >= to) {
            return null;
        }
        return switch (b[at]) {
            case 't' -> word("true") ? RawRow.Field.of(name, RawRow.Kind.TRUTH, "true") : null;
            case 'f' -> word("false") ? RawRow.Field.of(name, RawRow.Kind.TRUTH, "false") : null;
            case 'n' -> word("null") ? RawRow.Field.absent(name) : null;
            default -> number(name);
        };
    }

    private boolean word(String word) {
        if (at + word.length() > to) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (b[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    private RawRow.Field number(String name) {
        int from = at;
        if (at < to && b[at] == '-') {
            at++;
        }
        int whole = at;
        int digits = digits();
        if (digits == 0 || digits > 1 && b[whole] == '0' || digits > 1000) {
            return null;
        }
        if (at < to && b[at] == '.') {
            at++;
            if (digits() == 0) {
                return null;
            }
        }
        if (at < to && (b[at] | 32) == 'e') {
            at++;
            if (at < to && (b[at] == '+' || b[at] == '-')) {
                at++;
            }
            if (digits() == 0) {
                return null;
            }
        }
        return RawRow.Field.of(
                name,
                RawRow.Kind.NUMBER,
                new String(b, from, at - from, StandardCharsets.ISO_8859_1));
    }

    private int digits() {
        int from = at;
        while (at < to && b[at] >= '0' && b[at] <= '9') {
            at++;
        }
        return at - from;
    }

    /// A text up to its quote, its escapes resolved.
    private RawRow.Field text(String name) {
        int from = at;
        int length = 0;
        while (true) {
            at = special(at);
            if (at >= to || b[at] >= 0 && b[at] < ' ') {
                return null;
            }
            if (b[at] == '"') {
                break;
            }
            length = keep(from, length);
            length = escape(length);
            if (length < 0) {
                return null;
            }
            from = at;
        }
        byte[] source = b;
        int first = from;
        int last = at;
        at++;
        if (length > 0) {
            int whole = last - from;
            room(length + whole);
            System.arraycopy(b, from, scratch, length, whole);
            source = scratch;
            first = 0;
            last = length + whole;
        }
        int characters = Utf8.characters(source, first, last);
        if (characters < 0) {
            return null;
        }
        if (last - first > LONG) {
            return RawRow.Field.text(
                    name, java.util.Arrays.copyOfRange(source, first, last), characters);
        }
        return RawRow.Field.text(
                name,
                new String(
                        source,
                        first,
                        last - first,
                        characters == last - first
                                ? StandardCharsets.ISO_8859_1
                                : StandardCharsets.UTF_8));
    }

    /// The next quote, backslash or control character.
    private int special(int i) {
        for (int limit = to - 8; i <= limit; i += 8) {
            long word = (long) Utf8.LONGS.get(b, i);
            long quote = word ^ QUOTES;
            long slash = word ^ BACKSLASHES;
            // A byte below 0x20 borrows; one of 0x80 and more is masked out.
            long control = word - ONES * 0x20;
            long found =
                    ((quote - ONES) & ~quote | (slash - ONES) & ~slash | control & ~word)
                            & Utf8.HIGH_BITS;
            if (found != 0) {
                // Behind a true find there can be false ones: the first is always true.
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && b[i] != '"' && b[i] != '\\' && (b[i] >= ' ' || b[i] < 0)) {
            i++;
        }
        return i;
    }

    private int keep(int from, int length) {
        int run = at - from;
        room(length + run + 4);
        System.arraycopy(b, from, scratch, length, run);
        return length + run;
    }

    private void room(int size) {
        if (size > scratch.length) {
            scratch = java.util.Arrays.copyOf(scratch, Math.max(size, 2 * scratch.length));
        }
    }

    /// Resolves the escape at `at` into the scratch; returns the new length, -1 if it is odd.
    private int escape(int length) {
        if (at + 1 >= to) {
            return -1;
        }
        byte sign = b[at + 1];
        at += 2;
        byte plain =
                switch (sign) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case '"', '\\', '/' -> sign;
                    default -> 0;
                };
        if (plain != 0) {
            scratch[length] = plain;
            return length + 1;
        }
        return sign == 'u' ? unicode(length) : -1;
    }

    private int unicode(int length) {
        int code = hex(at);
        at += 4;
        if (code < 0 || code >= 0xdc00 && code < 0xe000) {
            return -1;
        }
        if (code >= 0xd800 && code < 0xdc00) {
            int low = at + 6 <= to && b[at] == '\\' && b[at + 1] == 'u' ? hex(at + 2) : -1;
            if (low < 0xdc00 || low >= 0xe000) {
                return -1;
            }
            at += 6;
            code = 0x10000 + (code - 0xd800 << 10) + (low - 0xdc00);
        }
        return Utf8.put(scratch, length, code);
    }

    private int hex(int from) {
        if (from + 4 > to) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(b[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
