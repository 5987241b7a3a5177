package org.hornbook.app.view.compare;

import java.util.Optional;
import java.util.function.Function;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Token;
import org.hornbook.app.kit.Curve;
import org.hornbook.app.kit.CurveChart;
import org.hornbook.label.Ceiling;
import org.hornbook.label.PairAgreement;

/// Where a second opinion stands in each chart of a classifier, taken as if it were one.
///
/// @param ceiling empty if nobody shares enough documents
record CurveCeiling(Optional<Ceiling> ceiling, PeerState peers) {
    private static final int STEPS = 50;

    Optional<CurveChart.Mark> precisionRecall() {
        return ceiling.map(k -> mark(k, k.recall().value(), k.precision().value()));
    }

    Optional<CurveChart.Mark> roc() {
        return ceiling.map(k -> mark(k, k.falsePositiveRate(), k.recall().value()));
    }

    private static CurveChart.Mark mark(Ceiling k, double x, double y) {
        return new CurveChart.Mark(x, y, k.with(), Token.MUT);
    }

    Optional<Curve> asGood() {
        return ceiling.map(CurveCeiling::asGood);
    }

    /// Words on it behind those of the chart; nothing if there is none.
    String words(String key, Function<Ceiling, String> what) {
        return ceiling.map(k -> " \u00b7 " + Texts.of(key, what.apply(k))).orElse("");
    }

    /// Wherever F1 is what another annotator reaches: precision for each recall.
    private static Curve asGood(Ceiling ceiling) {
        double f1 = ceiling.f1().value();
        double from = f1 / (2 - f1);
        double[] recall = new double[STEPS + 1];
        double[] precision = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            recall[i] = from + (1 - from) * i / STEPS;
            precision[i] = f1 * recall[i] / (2 * recall[i] - f1);
        }
        return Curve.of(
                        Texts.of("compare.curve.ceiling", Words.share(f1)),
                        Token.MUT,
                        recall,
                        precision)
                .dashes();
    }

    /// The mean label of the second opinion for each label; empty where there is none.
    double[] means(Compared c) {
        return ceiling.flatMap(k -> peers.with(k.with()))
                .map(
                        p -> {
                            double[] means = new double[c.high() - c.low() + 1];
                            for (int label = 0; label < means.length; label++) {
                                means[label] = mean(p, c.low() + label);
                            }
                            return means;
                        })
                .orElse(new double[0]);
    }

    private static double mean(PairAgreement p, int label) {
        int row = label - p.lowest();
        if (row < 0 || row >= p.confusion().length) {
            return Double.NaN;
        }
        double n = 0;
        double sum = 0;
        for (int other = 0; other < p.confusion().length; other++) {
            n += p.confusion()[row][other];
            sum += (double) p.confusion()[row][other] * (p.lowest() + other);
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
