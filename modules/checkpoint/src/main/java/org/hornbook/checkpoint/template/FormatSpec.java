package org.hornbook.checkpoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.checkpoint.template.Value.Text;

/// How one value is to be written: `[[fill]align][sign][#][0][width][,][.precision][type]`.
///
/// @param align `<`, `>`, `^`, `=`; empty for the type's own
/// @param precision -1 where none is given
/// @param type 0 where none is given
record FormatSpec(
        String fill,
        String align,
        char sign,
        boolean alternate,
        int width,
        String grouping,
        int precision,
        char type) {
    private static final int WIDEST = 1_000_000;
    private static final int MOST_DIGITS = 1000;
    private static final Pattern SYNTAX =
            Pattern.compile(
                    "(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<alt>#)?(?<zero>0)?"
                            + "(?<width>[0-9]{1,7})?(?<group>[,_])?"
                            + "(?:\\.(?<precision>[0-9]{1,7}))?(?<type>[a-zA-Z%])?",
                    Pattern.DOTALL);

    static FormatSpec of(String text) {
        Matcher m = SYNTAX.matcher(text);
        if (!m.matches()) {
            throw TemplateException.value("the format '" + text + "' cannot be read");
        }
        boolean zero = m.group("zero") != null && m.group("align") == null;
        return new FormatSpec(
                m.group("fill") != null ? m.group("fill") : m.group("zero") != null ? "0" : " ",
                m.group("align") != null ? m.group("align") : zero ? "=" : "",
                m.group("sign") == null ? '-' : m.group("sign").charAt(0),
                m.group("alt") != null,
                m.group("width") == null ? 0 : Integer.parseInt(m.group("width")),
                m.group("group") == null ? "" : m.group("group"),
                m.group("precision") == null ? -1 : Integer.parseInt(m.group("precision")),
                m.group("type") == null ? 0 : m.group("type").charAt(0));
    }

    String format(Python python, Value value) {
        if (width > WIDEST || precision > MOST_DIGITS && !(value instanceof Text)) {
            throw TemplateException.limit("a format asks for too many characters");
        }
        return switch (value) {
            case Text text -> text(text.text());
            case Value.Real real -> number(real(real.value()));
            case Value.Int number when "eEfFgG%".indexOf(type) >= 0 && type != 0 ->
                    number(real(number.value().doubleValue()));
            case Value.Int number -> number(integer(number.value()));
            case Value.Bool bool when type == 0 -> text(python.text(bool));
            case Value.Bool bool -> number(integer(BigInteger.valueOf(bool.ordinal())));
            default -> {
                if (!equals(of(""))) {
                    throw TemplateException.type(
                            "unsupported format string passed to " + value.type());
                }
                yield python.text(value);
            }
        };
    }

    private String text(String text) {
        if (type != 0 && type != 's' || align.equals("=") || sign != '-') {
            throw TemplateException.value("a text cannot be formatted that way");
        }
        String part =
                precision >= 0 && precision < CodePoints.length(text)
                        ? CodePoints.between(text, 0, precision)
                        : text;
        return padded("", part, align.isEmpty() ? "<" : align);
    }

    private String integer(BigInteger value) {
        if (precision >= 0) {
            throw TemplateException.value("Precision not allowed in integer format specifier");
        }
        return switch (type) {
            case 0, 'd', 'n' -> grouped(Numbers.shown(value));
            case 'x' -> prefixed("0x", value.toString(16));
            case 'X' -> prefixed("0X", value.toString(16).toUpperCase(Locale.ROOT));
            case 'o' -> prefixed("0o", value.toString(8));
            case 'b' -> prefixed("0b", value.toString(2));
            case 'c' -> Character.toString(value.intValue());
            default -> throw unknown("int");
        };
    }

    private String prefixed(String prefix, String digits) {
        String before = alternate ? prefix : "";
        return digits.startsWith("-") ? "-" + before + digits.substring(1) : before + digits;
    }

    private String real(double value) {
        if (!Double.isFinite(value)) {
            return Numbers.shown(value) + (type == '%' ? "%" : "");
        }
        int digits = precision < 0 ? 6 : precision;
        return switch (type) {
            case 0 ->
                    grouped(precision < 0 ? Numbers.shown(value) : general(value, precision, true));
            case 'f', 'F' -> grouped(fixed(value, digits));
            case 'e' -> exponent(value, digits);
            case 'E' -> exponent(value, digits).toUpperCase(Locale.ROOT);
            case 'g', 'n' -> grouped(general(value, digits, false));
            case 'G' -> grouped(general(value, digits, false)).toUpperCase(Locale.ROOT);
            case '%' -> grouped(fixed(value * 100, digits)) + "%";
            default -> throw unknown("float");
        };
    }

    static String fixed(double value, int digits) {
        String sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        return sign
                + new BigDecimal(Math.abs(value))
                        .setScale(digits, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    static String exponent(double value, int digits) {
        String sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        BigDecimal exact =
                new BigDecimal(Math.abs(value))
                        .round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        String all = exact.unscaledValue().toString();
        int power = exact.signum() == 0 ? 0 : all.length() - exact.scale() - 1;
        String padded = (all + "0".repeat(digits + 1)).substring(0, digits + 1);
        return sign
                + padded.charAt(0)
                + (digits > 0 ? "." + padded.substring(1) : "")
                + (power < 0 ? "e-" : "e+")
                + (Math.abs(power) < 10 ? "0" : "")
                + Math.abs(power);
    }

    /// @param keepsPoint whether whole numbers end in `.0`
    static String general(double value, int precision, boolean keepsPoint) {
        int digits = Math.max(1, precision);
        String scientific = exponent(value, digits - 1);
        int power = Integer.parseInt(scientific.substring(scientific.indexOf('e') + 1));
        int most = keepsPoint ? digits - 1 : digits;
        if (power < -4 || power >= most) {
            int e = scientific.indexOf('e');
            return trimmed(scientific.substring(0, e)) + scientific.substring(e);
        }
        String plain = trimmed(fixed(value, Math.max(0, digits - 1 - power)));
        return keepsPoint && !plain.contains(".") ? plain + ".0" : plain;
    }

    private static String trimmed(String number) {
        if (!number.contains(".")) {
            return number;
        }
        int end = number.length();
        while (number.charAt(end - 1) == '0') {
            end--;
        }
        return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private String grouped(String number) {
        if (grouping.isEmpty()) {
            return number;
        }
        int start = number.startsWith("-") ? 1 : 0;
        int end = start;
        while (end < number.length() && Character.isDigit(number.charAt(end))) {
            end++;
        }
        StringBuilder out = new StringBuilder(number);
        for (int at = end - 3; at > start; at -= 3) {
            out.insert(at, grouping);
        }
        return out.toString();
    }

    private String number(String digits) {
        boolean minus = digits.startsWith("-");
        String signed = minus ? "-" : sign == '-' ? "" : String.valueOf(sign);
        return padded(signed, minus ? digits.substring(1) : digits, align.isEmpty() ? ">" : align);
    }

    private String padded(String signed, String body, String place) {
        int gap = Math.max(0, width - CodePoints.length(body) - signed.length());
        int left =
                switch (place) {
                    case "<" -> 0;
                    case "^" -> gap / 2;
                    default -> gap;
                };
        if (place.equals("=")) {
            return signed + fill.repeat(gap) + body;
        }
        return fill.repeat(left) + signed + body + fill.repeat(gap - left);
    }

    private TemplateException unknown(String of) {
        return TemplateException.value(
                "Unknown format code '" + type + "' for object of type '" + of + "'");
    }
}
