package org.hornbook.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where the ticks of an axis stand, and how values become places.
public record Axis(double low, double high, boolean log) {
    /// A linear axis that covers the values with a little room, or exactly if `exact`.
    public static Axis linear(double low, double high) {
        return new Axis(low, high > low ? high : low + 1, false);
    }

    /// A logarithmic axis; both ends above zero.
    public static Axis log(double low, double high) {
        double from = Math.max(low, 1e-9);
        return new Axis(from, Math.max(high, from * 1.01), true);
    }

    /// In 0..1 between the ends; outside them, outside.
    public double place(double value) {
        return log
                ? (Math.log(Math.max(value, 1e-12)) - Math.log(low))
                        / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
    }

    public double value(double place) {
        return log
                ? Math.exp(Math.log(low) + place * (Math.log(high) - Math.log(low)))
                : low + place * (high - low);
    }

    /// About `wanted` round values between the ends.
    public List<Double> ticks(int wanted) {
        return log ? logTicks(wanted) : linearTicks(wanted);
    }

    private List<Double> linearTicks(int wanted) {
        double raw = (high - low) / Math.max(1, wanted);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power;
        for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
            step = factor * power;
            if (step >= raw * 0.999) {
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> logTicks(int wanted) {
        for (double[] factors : new double[][] {{1, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}}) {
            List<Double> ticks = new ArrayList<>();
            for (int e = (int) Math.floor(Math.log10(low)); e <= Math.log10(high) + 1; e++) {
                for (double factor : factors) {
                    double tick = factor * Math.pow(10, e);
                    if (tick >= low * 0.9999 && tick <= high * 1.0001) {
                        ticks.add(tick);
                    }
                }
            }
            if (ticks.size() <= wanted || factors.length == 1) {
                return ticks.size() >= 2 ? ticks : List.of(low, high);
            }
        }
        return List.of(low, high);
    }

    /// A value with as many digits as the axis needs.
    public String words(double value) {
        double size = Math.abs(value);
        double span = high - low;
        if (size >= 1e9) {
            return trim(String.format(Locale.ROOT, "%.2f", value / 1e9)) + " B";
        }
        if (size >= 1e6 || span >= 2e6) {
            return trim(String.format(Locale.ROOT, "%.2f", value / 1e6)) + (value == 0 ? "" : " M");
        }
        if (size >= 10_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return trim(
                String.format(Locale.ROOT, "%.3g", value).contains("e")
                        ? String.format(Locale.ROOT, "%.0f", value)
                        : String.format(Locale.ROOT, log || span < 0.2 ? "%.3f" : "%.2f", value));
    }

    private static String trim(String number) {
        return number.contains(".")
                ? number.replaceFirst("0+$", "").replaceFirst("\\.$", "")
                : number;
    }
}
