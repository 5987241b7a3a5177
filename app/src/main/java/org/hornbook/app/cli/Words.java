package org.hornbook.app.cli;

import java.time.Duration;
import java.util.Locale;
import org.hornbook.job.Pace;
import org.hornbook.job.Progress;

/// Numbers as a person reads them.
final class Words {
    private Words() {}

    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", share * 100);
    }

    static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// `2 min 10 s`, `46 s`, `3 h 5 min`.
    static String duration(Duration d) {
        long seconds = Math.max(0, (d.toMillis() + 500) / 1000);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /// `12,300 of 20,312 documents (60%), 5,100 a second, 2 s left`.
    static String progress(Progress p, Pace pace) {
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
}
