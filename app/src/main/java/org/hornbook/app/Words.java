package org.hornbook.app;

import org.hornbook.job.Pace;
import org.hornbook.job.Progress;

import java.time.Duration;
import java.util.Locale;

/// Numbers as a person reads them.
public final class Words {
    private Words() {}

    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", share * 100);
    }

    public static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// Three significant digits with a unit: `950`, `38.2 M`, `1.30 B`.
    public static String compact(double n) {
        double size = Math.abs(n);
        if (size < 10_000) {
            return count(Math.round(n));
        }
        String[] units = {"k", "M", "B", "T"};
        int unit = -1;
        while (size >= 999.5 && unit < units.length - 1) {
            size /= 1000;
            n /= 1000;
            unit++;
        }
        String digits = size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, digits, n) + " " + units[unit];
    }

    /// A figure between 0 and 1 as the field writes it: `.81`, `1.0`, `-.12`; a dash if there is
    /// none.
    public static String share(double value) {
        if (Double.isNaN(value)) {
            return "\u2013";
        }
        if (Math.abs(value) >= 0.995) {
            return value < 0 ? "-1.0" : "1.0";
        }
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("^(-?)0\\.", "$1.");
    }

    /// `.77\u2013.85`
    public static String interval(double low, double high) {
        return share(low) + "\u2013" + share(high);
    }

    /// `$0.0042`, `$1.27`, `$1,204`.
    public static String dollars(double amount) {
        if (amount != 0 && Math.abs(amount) < 0.1) {
            return String.format(Locale.ROOT, "$%.4f", amount);
        }
        return String.format(Locale.ROOT, amount >= 1000 ? "$%,.0f" : "$%.2f", amount);
    }

    /// Bytes as `410 MB`, `1.21 GB`.
    public static String bytes(double n) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (n >= 999.5 && unit < units.length - 1) {
            n /= 1000;
            unit++;
        }
        String digits = unit == 0 || n >= 99.95 ? "%.0f" : n >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, n) + " " + units[unit];
    }

    /// How long ago, in one unit: `just now`, `12 min`, `3 h`, `5 days`.
    public static String ago(Duration d) {
        if (d.toSeconds() < 60) {
            return "just now";
        }
        if (d.toMinutes() < 60) {
            return d.toMinutes() + " min";
        }
        if (d.toHours() < 48) {
            return d.toHours() + " h";
        }
        return d.toDays() + " days";
    }

    /// `2 min 10 s`, `46 s`, `3 h 5 min`.
    public static String duration(Duration d) {
        long seconds = Math.max(0, (d.toMillis() + 500) / 1000);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /// Where there is little room: `60% \u00b7 2 s left`, or `12,300 documents`.
    public static String brief(Progress p, Pace pace) {
        String far =
                p.total() > 0
                        ? percent((double) p.done() / p.total())
                        : count(p.done()) + " " + p.unit();
        return far + pace.left().map(l -> " \u00b7 " + duration(l) + " left").orElse("");
    }

    /// `12,300 of 20,312 documents (60%), 5,100 a second, 2 s left`; bytes as `410 MB of 1.21 GB`.
    public static String progress(Progress p, Pace pace) {
        if (p.unit().equals("bytes")) {
            return transferred(p, pace);
        }
        StringBuilder words = new StringBuilder(count(p.done()));
        if (p.total() > 0) {
            words.append(" of ").append(count(p.total()));
        }
        words.append(' ').append(p.unit());
        if (p.total() > 0) {
            words.append(" (").append(percent((double) p.done() / p.total())).append(')');
        }
        if (pace.perSecond() >= 10) {
            words.append(", ").append(count(Math.round(pace.perSecond()))).append(" a second");
        } else if (pace.perSecond() > 0) {
            words.append(String.format(Locale.ROOT, ", %.1f a second", pace.perSecond()));
        }
        pace.left().ifPresent(left -> words.append(", ").append(duration(left)).append(" left"));
        if (!p.message().isEmpty()) {
            words.append(" - ").append(p.message());
        }
        return words.toString();
    }

    /// `410 MB of 1.21 GB (34%), 12.3 MB a second, 1 min 5 s left`.
    private static String transferred(Progress p, Pace pace) {
        StringBuilder words = new StringBuilder(bytes(p.done()));
        if (p.total() > 0) {
            words.append(" of ").append(bytes(p.total()));
            words.append(" (").append(percent((double) p.done() / p.total())).append(')');
        }
        if (pace.perSecond() > 0) {
            words.append(", ").append(bytes(pace.perSecond())).append(" a second");
        }
        pace.left().ifPresent(left -> words.append(", ").append(duration(left)).append(" left"));
        if (!p.message().isEmpty()) {
            words.append(" - ").append(p.message());
        }
        return words.toString();
    }

    /// A Kullback-Leibler divergence in nats, two digits of it: `0.0042`.
    public static String divergence(double nats) {
        if (nats < 0.00005) {
            return "0.0000";
        }
        return new java.math.BigDecimal(nats)
                .round(new java.math.MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }
}
