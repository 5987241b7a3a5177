package org.hornbook.classify;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Turns a score into the probability that its document is worth keeping.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Calibration.class, name = "platt"),
    @JsonSubTypes.Type(value = Isotonic.class, name = "isotonic")
})
public sealed interface Calibrator permits Calibration, Isotonic {
    int BINS = 10;

    /// How one is fitted.
    enum Method {
        /// A logistic curve: two numbers, which few labels can bear.
        PLATT,

        /// Any rising steps: follows a bent curve, and needs about a thousand labels.
        ISOTONIC;

        /// `platt` or `isotonic`; throws `IllegalArgumentException` otherwise.
        public static Method of(String name) {
            for (Method method : values()) {
                if (method.name().equalsIgnoreCase(name)) {
                    return method;
                }
            }
            throw new IllegalArgumentException(
                    "there is no calibration " + name + ": there are platt and isotonic");
        }

        /// Fits it. `positive[i]` says whether the document of `scores[i]` is worth keeping.
        public Calibrator fit(double[] scores, boolean[] positive) {
            return switch (this) {
                case PLATT -> Calibration.fit(scores, positive);
                case ISOTONIC -> Isotonic.fit(scores, positive);
            };
        }
    }

    /// The probability that a document of this score is worth keeping.
    double probability(double score);

    /// The mean squared error of the probability.
    default double brier(double[] scores, boolean[] positive) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double error = probability(scores[i]) - (positive[i] ? 1 : 0);
            sum += error * error / scores.length;
        }
        return sum;
    }

    /// The expected calibration error, in ten equal bins of probability.
    default double ece(double[] scores, boolean[] positive) {
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
