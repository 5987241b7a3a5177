package org.hornbook.checkpoint.template;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/// `strftime` in English, as C has it; `-` after `%` leaves out padding.
final class Strftime {
    private Strftime() {}

    static String of(ZonedDateTime now, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char code = format.charAt(++i);
            char flag = 0;
            if ("-_0^#".indexOf(code) >= 0 && i + 1 < format.length()) {
                flag = code;
                code = format.charAt(++i);
            }
            out.append(flagged(field(now, code, flag), flag));
        }
        return out.toString();
    }

    private static String flagged(String text, char flag) {
        return flag == '^' ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String field(ZonedDateTime now, char code, char flag) {
        return switch (code) {
            case 'a' -> now.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> now.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> now.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'c' -> of(now, "%a %b %e %H:%M:%S %Y");
            case 'C' -> padded(now.getYear() / 100, 2, '0', flag);
            case 'd' -> padded(now.getDayOfMonth(), 2, '0', flag);
            case 'D', 'x' -> of(now, "%m/%d/%y");
            case 'e' -> padded(now.getDayOfMonth(), 2, ' ', flag);
            case 'f' -> padded(now.getNano() / 1000, 6, '0', (char) 0);
            case 'F' -> of(now, "%Y-%m-%d");
            case 'G' -> padded(now.get(IsoFields.WEEK_BASED_YEAR), 4, '0', flag);
            case 'H' -> padded(now.getHour(), 2, '0', flag);
            case 'I' -> padded((now.getHour() + 11) % 12 + 1, 2, '0', flag);
            case 'j' -> padded(now.getDayOfYear(), 3, '0', flag);
            case 'k' -> padded(now.getHour(), 2, ' ', flag);
            case 'l' -> padded((now.getHour() + 11) % 12 + 1, 2, ' ', flag);
            case 'm' -> padded(now.getMonthValue(), 2, '0', flag);
            case 'M' -> padded(now.getMinute(), 2, '0', flag);
            case 'n' -> "\n";
            case 'p' -> flag == '#' ? half(now).toLowerCase(Locale.ROOT) : half(now);
            case 'P' -> half(now).toLowerCase(Locale.ROOT);
            case 'r' -> of(now, "%I:%M:%S %p");
            case 'R' -> of(now, "%H:%M");
            case 's' -> String.valueOf(now.toEpochSecond());
            case 'S' -> padded(now.getSecond(), 2, '0', flag);
            case 't' -> "\t";
            case 'T', 'X' -> of(now, "%H:%M:%S");
            case 'u' -> String.valueOf(now.getDayOfWeek().getValue());
            case 'U' -> padded((now.getDayOfYear() + 6 - sunday(now)) / 7, 2, '0', flag);
            case 'V' -> padded(now.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flag);
            case 'w' -> String.valueOf(sunday(now));
            case 'W' -> padded((now.getDayOfYear() + 6 - (sunday(now) + 6) % 7) / 7, 2, '0', flag);
            case 'y' -> padded(now.getYear() % 100, 2, '0', flag);
            case 'Y' -> String.valueOf(now.truncatedTo(ChronoUnit.DAYS).getYear());
            case 'z', 'Z' -> "";
            case '%' -> "%";
            default -> "%" + (flag == 0 ? "" : String.valueOf(flag)) + code;
        };
    }

    private static int sunday(ZonedDateTime now) {
        return now.getDayOfWeek().getValue() % 7;
    }

    private static String half(ZonedDateTime now) {
        return now.getHour() < 12 ? "AM" : "PM";
    }

    private static String padded(int number, int width, char pad, char flag) {
        String digits = String.valueOf(number);
        char fill = flag == '_' ? ' ' : flag == '0' ? '0' : pad;
        return flag == '-'
                ? digits
                : String.valueOf(fill).repeat(Math.max(0, width - digits.length())) + digits;
    }
}
