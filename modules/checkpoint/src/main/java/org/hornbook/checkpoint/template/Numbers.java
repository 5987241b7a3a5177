package org.hornbook.checkpoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/// Numbers as Python reads and prints them.
final class Numbers {
    private static final int DIGITS = 4300; // Python reads and prints integers no longer than that

    private Numbers() {}

    /// Where the integer literal at `at` ends.
    static int literalEnd(String source, int at) {
        int radix = at + 1 < source.length() && source.charAt(at) == '0' ? radix(source, at) : 10;
        boolean zero = radix == 10 && source.charAt(at) == '0';
        int end = radix == 10 ? at + 1 : at + 2;
        int good = radix == 10 ? end : at + 1;
        for (int i = end; i < source.length(); i++) {
            char c = source.charAt(i);
            boolean digit = zero ? c == '0' : c < 128 && Character.digit(c, radix) >= 0;
            if (digit) {
                good = i + 1;
            } else if (c != '_' || (i > at + 1 && source.charAt(i - 1) == '_')) {
                break;
            }
        }
        return good;
    }

    private static int radix(String source, int at) {
        return switch (source.charAt(at + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    /// An integer literal without `_`.
    static BigInteger literal(String text, int line) {
        int radix = text.length() > 1 ? radix(text, 0) : 10;
        String digits = radix == 10 ? text : text.substring(2);
        if (digits.length() > DIGITS) {
            throw new TemplateException(
                    TemplateException.Kind.SYNTAX, "an integer has too many digits", line);
        }
        return new BigInteger(digits, radix);
    }

    /// What `int(text, base)` reads; empty where that is no integer.
    static Optional<BigInteger> parse(String text, int base) {
        String digits = strip(text).toLowerCase(java.util.Locale.ROOT);
        String sign = digits.startsWith("-") ? "-" : "";
        if (digits.startsWith("-") || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = base;
        if (digits.length() > 2 && digits.charAt(0) == '0') {
            int named = radix(digits, 0);
            if (named != 10 && (base == 0 || base == named)) {
                radix = named;
                digits = digits.substring(digits.charAt(2) == '_' ? 3 : 2);
            }
        }
        if (radix == 0) {
            radix = 10;
            if (digits.length() > 1 && digits.startsWith("0") && !digits.matches("[0_]*")) {
                return Optional.empty();
            }
        }
        if (!grouped(digits)) {
            return Optional.empty();
        }
        String plain = digits.replace("_", "");
        for (int i = 0; i < plain.length(); i++) {
            if (Character.digit(plain.charAt(i), radix) < 0) {
                return Optional.empty();
            }
        }
        return plain.length() > DIGITS
                ? Optional.empty()
                : Optional.of(new BigInteger(sign + plain, radix));
    }

    /// What `float(text)` reads; empty where that is no number.
    static Optional<Double> parseReal(String text) {
        String word = strip(text).toLowerCase(java.util.Locale.ROOT);
        String bare = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
        double sign = word.startsWith("-") ? -1 : 1;
        if (bare.equals("inf") || bare.equals("infinity")) {
            return Optional.of(sign * Double.POSITIVE_INFINITY);
        }
        if (bare.equals("nan")) {
            return Optional.of(Double.NaN);
        }
        if (bare.isEmpty() || !bare.matches("[0-9_]*+\\.?[0-9_]*+(?:e[+-]?[0-9_]++)?")) {
            return Optional.empty();
        }
        for (String part : bare.split("[.e+-]")) {
            if (!part.isEmpty() && !grouped(part)) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(sign * Double.parseDouble(bare.replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean grouped(String digits) {
        return !digits.isEmpty()
                && !digits.startsWith("_")
                && !digits.endsWith("_")
                && !digits.contains("__");
    }

    private static String strip(String text) {
        return CodePoints.stripStart(CodePoints.stripEnd(text));
    }

    /// As an `int` for counts and places.
    static int index(BigInteger value) {
        if (value.bitLength() > 31) {
            throw TemplateException.value("the number " + shown(value) + " is too large here");
        }
        return value.intValue();
    }

    static String shown(BigInteger value) {
        if (value.bitLength() > 14_290) {
            throw TemplateException.value("an integer has too many digits to be printed");
        }
        return value.toString();
    }

    /// Python's `repr` of a float.
    static String shown(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String digits = exact.unscaledValue().toString();
        int exponent = digits.length() - exact.scale() - 1;
        String sign = value < 0 ? "-" : "";
        if (exponent < -4 || exponent >= 16) {
            String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
            String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "");
            return sign + digits.charAt(0) + rest + "e" + power + Math.abs(exponent);
        }
        String plain = exact.toPlainString();
        return sign + (plain.contains(".") ? plain : plain + ".0");
    }
}
