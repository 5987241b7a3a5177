package org.hornbook.classify;

/// A logistic curve in the score, after Platt (1999), fitted by Newton's method on Platt's smoothed
/// targets (Lin, Lin and Weng 2007). Matches scikit-learn's `CalibratedClassifierCV(method =
/// "sigmoid")` to 1e-6.
///
/// @param slope of the log-odds, per unit of score
/// @param offset of the log-odds
public record Calibration(double slope, double offset) implements Calibrator {
    private static final int ITERATIONS = 200;

    /// Fits it. `positive[i]` says whether the document of `scores[i]` is worth keeping.
    public static Calibration fit(double[] scores, boolean[] positive) {
        double positives = 0;
        for (boolean p : positive) {
            positives += p ? 1 : 0;
        }
        double high = (positives + 1) / (positives + 2);
        double low = 1 / (positive.length - positives + 2);
        double[] targets = new double[positive.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = positive[i] ? high : low;
        }
        return new Fit(scores, targets)
                .run(Math.log((positives + 1) / (positive.length - positives + 1)));
    }

    @Override
    public double probability(double score) {
        return LogisticRegression.sigmoid(slope * score + offset);
    }

    private record Fit(double[] scores, double[] targets) {
        Calibration run(double odds) {
            double a = 0;
            double b = odds;
            double loss = loss(a, b);
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                double ga = 0;
                double gb = 0;
                double haa = 1e-12;
                double hab = 0;
                double hbb = 1e-12;
                for (int i = 0; i < scores.length; i++) {
                    double p = LogisticRegression.sigmoid(a * scores[i] + b);
                    double error = p - targets[i];
                    double weight = p * (1 - p);
                    ga += error * scores[i];
                    gb += error;
                    haa += weight * scores[i] * scores[i];
                    hab += weight * scores[i];
                    hbb += weight;
                }
                double det = haa * hbb - hab * hab;
                if (Math.abs(ga) + Math.abs(gb) < 1e-11 || !(Math.abs(det) > 1e-300)) {
                    break;
                }
                double da = (ga * hbb - gb * hab) / det;
                double db = (gb * haa - ga * hab) / det;
                if (ga * da + gb * db < 1e-14 * loss) { // what is left to gain drowns in rounding
                    return new Calibration(a - da, b - db);
                }
                double step = 1;
                double next = loss(a - da, b - db);
                while (!(next <= loss) && step > 1e-10) {
                    step /= 2;
                    next = loss(a - step * da, b - step * db);
                }
                if (!(next <= loss)) {
                    break;
                }
                a -= step * da;
                b -= step * db;
                loss = next;
            }
            return new Calibration(a, b);
        }

        private double loss(double a, double b) {
            double sum = 0;
            for (int i = 0; i < scores.length; i++) {
                double logit = a * scores[i] + b;
                sum +=
                        logit > 0
                                ? (1 - targets[i]) * logit + Math.log1p(Math.exp(-logit))
                                : -targets[i] * logit + Math.log1p(Math.exp(logit));
            }
            return sum;
        }
    }
}
