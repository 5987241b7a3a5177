package org.hornbook.checkpoint.template;

import java.util.Set;
import java.util.function.IntPredicate;

/// `str.isalpha` and its like.
final class TextTests {
    private static final Set<String> NAMES =
            Set.of(
                    "isalnum",
                    "isalpha",
                    "isascii",
                    "isdecimal",
                    "isdigit",
                    "isidentifier",
                    "islower",
                    "isnumeric",
                    "isprintable",
                    "isspace",
                    "istitle",
                    "isupper");

    private TextTests() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static boolean holds(String name, String text) {
        return switch (name) {
            case "isalpha" -> all(text, Character::isLetter);
            case "isalnum" -> all(text, c -> Character.isLetter(c) || numeric(c));
            case "isdecimal" -> all(text, Character::isDigit);
            case "isdigit" -> all(text, TextTests::digit);
            case "isnumeric" -> all(text, TextTests::numeric);
            case "isspace" -> all(text, CodePoints::isSpace);
            case "isascii" -> text.codePoints().allMatch(c -> c < 128);
            case "isprintable" -> text.codePoints().allMatch(Quoted::printable);
            case "isidentifier" -> identifier(text);
            case "islower" -> cased(text, Character::isLowerCase);
            case "isupper" -> cased(text, Character::isUpperCase);
            default -> titled(text);
        };
    }

    private static boolean all(String text, IntPredicate holds) {
        return !text.isEmpty() && text.codePoints().allMatch(holds);
    }

    /// Some character has a case, and all that have one have this one.
    private static boolean cased(String text, IntPredicate wanted) {
        return text.codePoints().anyMatch(Cases::cased)
                && text.codePoints().filter(Cases::cased).allMatch(wanted);
    }

    private static boolean titled(String text) {
        boolean inside = false;
        boolean any = false;
        for (int c : text.codePoints().toArray()) {
            boolean upper = Character.isUpperCase(c) || Character.isTitleCase(c);
            if (upper ? inside : Character.isLowerCase(c) && !inside) {
                return false;
            }
            inside = Cases.cased(c);
            any |= inside;
        }
        return any;
    }

    private static boolean identifier(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int first = text.codePointAt(0);
        return (first == '_' || Character.isUnicodeIdentifierStart(first))
                && text.codePoints()
                        .allMatch(
                                c ->
                                        Character.isUnicodeIdentifierPart(c)
                                                && !Character.isIdentifierIgnorable(c));
    }

    private static boolean digit(int c) {
        return Character.isDigit(c)
                || (Character.getType(c) == Character.OTHER_NUMBER
                        && Character.getNumericValue(c) >= 0
                        && Character.getNumericValue(c) < 10
                        && (c < 0xbc || c > 0xbe && c < 0x2150 || c > 0x2188));
    }

    private static boolean numeric(int c) {
        return Character.isDigit(c)
                || Character.getType(c) == Character.OTHER_NUMBER
                || Character.getType(c) == Character.LETTER_NUMBER;
    }
}
