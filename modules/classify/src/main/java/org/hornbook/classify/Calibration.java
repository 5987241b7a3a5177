package org.hornbook.classify;

/// Turns a score into the probability of being worth keeping, after Platt (1999): a logistic curve
/// in the score, fitted by Newton's method on Platt's smoothed targets.
///
/// @param slope of the log-odds, per unit of score
/// @param offset of the log-odds
public record Calibration(double slope, double offset) {
    private static final int BINS = 10;

    /// Fits it. `positive[i]` says whether the document of `scores[i]` is worth keeping.
    public static Calibration fit(double[] scores, boolean[] positive) {
        double positives = 0;
        for (boolean p : positive) {
            positives += p ? 1 : 0;
        }
        double high = (positives + 1) / (positives + 2);
        double low = 1 / (positive.length - positives + 2);
        double a = 0;
        double b = 0;
        for (int iteration = 0; iteration < 100; iteration++) {
            double ga = 0;
            double gb = 0;
            double haa = 1e-9;
            double hab = 0;
            double hbb = 1e-9;
            for (int i = 0; i < scores.length; i++) {
                double p = LogisticRegression.sigmoid(a * scores[i] + b);
                double error = p - (positive[i] ? high : low);
                double weight = p * (1 - p);
                ga += error * scores[i];
                gb += error;
                haa += weight * scores[i] * scores[i];
                hab += weight * scores[i];
                hbb += weight;
            }
            double det = haa * hbb - hab * hab;
            if (!(Math.abs(det) > 1e-18)) {
                break;
            }
            double da = Math.clamp((ga * hbb - gb * hab) / det, -5, 5);
            double db = Math.clamp((gb * haa - ga * hab) / det, -5, 5);
            a -= da;
            b -= db;
            if (Math.abs(da) + Math.abs(db) < 1e-10) {
                break;
            }
        }
        return new Calibration(a, b);
    }

    /// The probability that a document of this score is worth keeping.
    public double probability(double score) {
        return LogisticRegression.sigmoid(slope * score + offset);
    }

    double brier(double[] scores, boolean[] positive) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double error = probability(scores[i]) - (positive[i] ? 1 : 0);
            sum += error * error / scores.length;
        }
        return sum;
    }

    double ece(double[] scores, boolean[] positive) {
        double[] said = new double[BINS];
        double[] was = new double[BINS];
        for (int i = 0; i < scores.length; i++) {
            double p = probability(scores[i]);
            int bin = Math.min(BINS - 1, (int) (p * BINS));
            said[bin] += p;
            was[bin] += positive[i] ? 1 : 0;
        }
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(said[bin] - was[bin]) / scores.length;
        }
        return sum;
    }
}
