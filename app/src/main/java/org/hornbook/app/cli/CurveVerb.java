package org.hornbook.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hornbook.app.LabelWorth;
import org.hornbook.app.LearningCurves;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.classify.Bill;
import org.hornbook.classify.CurveReport;
import org.hornbook.classify.Everything;
import org.hornbook.classify.LearningCurve;
import org.hornbook.classify.Money;
import org.hornbook.classify.Recipe;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.job.Reuse;
import org.hornbook.label.Ceiling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "curve",
        description =
                "Measures how a classifier does with fewer labels, and says what the next dollars"
                        + " are expected to buy.")
final class CurveVerb extends Verb {
    @Parameters(paramLabel = "CLASSIFIER")
    private String name;

    @Option(
            names = "--encoder",
            paramLabel = "CHECKPOINT",
            description = "for a classifier on an embedding: the checkpoint it was trained on")
    private String encoder;

    @Option(
            names = "--settled",
            description = "take the labels as they stand after second looks by a person")
    private boolean settled;

    @Option(names = "--folds", defaultValue = "5", paramLabel = "K")
    private int folds;

    @Option(
            names = "--seeds",
            defaultValue = "2",
            paramLabel = "N",
            description = "how many times all is done anew; default: ${DEFAULT-VALUE}")
    private int seeds;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Option(
            names = "--dollars",
            defaultValue = "10",
            paramLabel = "N",
            description = "what the next dollars buy; default: ${DEFAULT-VALUE}")
    private double dollars;

    @Option(
            names = "--label-cost",
            paramLabel = "DOLLARS",
            description =
                    "what one label costs; default: what requests for labels by this annotator were"
                            + " billed")
    private Double labelCost;

    /// A point of the curve.
    ///
    /// @param dollars what its labels have cost; negative if that is not known
    record Point(int labels, double dollars, double f1, double f1Low, double f1High) {}

    /// @param times how many times as much asking for everything costs
    record All(Everything costs, double times) {}

    /// @param bill null if nobody knows what labels cost
    /// @param ceiling the F1 that another annotator reaches with the same labels; null if there is
    ///   none
    /// @param everything null where labels have no price
    record Report(
            String classifier,
            String corpus,
            String annotator,
            int labels,
            int positives,
            int folds,
            int seeds,
            List<Point> points,
            double level,
            double bend,
            Bill bill,
            Ceiling ceiling,
            Money next,
            All everything) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = write()) {
            LearningCurves curves = new LearningCurves(bench);
            TrainedClassifier classifier = ClassifierVerb.classifier(bench, name);
            Recipe recipe = classifier.classifier().recipe();
            CurveReport curve =
                    console.follow(
                            bench.runner(),
                            curves.job(
                                    classifier,
                                    settled,
                                    folds,
                                    seeds,
                                    seed,
                                    encoder == null
                                            ? bench.embedder(recipe)
                                            : bench.embedder(Optional.of(encoder))),
                            Reuse.FINISHED);
            Report report =
                    report(
                            curves.worth(
                                    curve,
                                    labelCost == null
                                            ? OptionalDouble.empty()
                                            : OptionalDouble.of(labelCost),
                                    dollars));
            console.report(report, words(report));
        }
    }

    private static Report report(LabelWorth worth) {
        CurveReport curve = worth.curve();
        LearningCurve of = curve.curve();
        return new Report(
                curve.classifier(),
                curve.corpus(),
                curve.annotator(),
                of.labels(),
                curve.positives(),
                curve.folds(),
                curve.seeds(),
                of.points().stream()
                        .map(
                                p ->
                                        new Point(
                                                p.labels(),
                                                worth.bill()
                                                        .map(b -> b.of(p.labels()))
                                                        .orElse(-1.0),
                                                p.f1(),
                                                p.interval().low(),
                                                p.interval().high()))
                        .toList(),
                of.level(),
                of.bend(),
                worth.bill().orElse(null),
                worth.ceiling().orElse(null),
                worth.next(),
                worth.everything().map(e -> new All(e, e.times())).orElse(null));
    }

    private static String words(Report r) {
        StringBuilder words = new StringBuilder();
        words.append(r.bill() != null ? "  labels   dollars    F1\n" : "  labels    F1\n");
        for (Point p : r.points()) {
            words.append("%8s".formatted(Words.count(p.labels())));
            if (r.bill() != null) {
                words.append(String.format(Locale.ROOT, "%10.2f", p.dollars()));
            }
            words.append(
                    String.format(
                            Locale.ROOT, "    %.3f (%.3f-%.3f)%n", p.f1(), p.f1Low(), p.f1High()));
        }
        Optional.ofNullable(r.ceiling())
                .ifPresent(
                        c ->
                                words.append(
                                        String.format(
                                                Locale.ROOT,
                                                "ceiling: %s reaches F1 %.3f on %s shared"
                                                        + " documents%n",
                                                c.with(),
                                                c.f1().value(),
                                                Words.count(c.n()))));
        words.append(
                Optional.ofNullable(r.bill())
                        .map(
                                b ->
                                        String.format(
                                                Locale.ROOT,
                                                "%,d labels have cost %.2f dollars (%s)%n",
                                                b.labels(),
                                                b.dollars(),
                                                b.source()))
                        .orElse(
                                "what these labels cost is not known: --label-cost says it for"
                                        + " people\n"));
        words.append(r.next().advice()).append('\n').append(r.next().rule());
        Optional.ofNullable(r.everything())
                .ifPresent(
                        e ->
                                words.append(
                                        String.format(
                                                Locale.ROOT,
                                                "%nAll %s documents by %s: %.2f dollars; by the"
                                                        + " classifier: %.2f dollars for its labels%s:"
                                                        + " %.0f times less",
                                                Words.count(e.costs().documents()),
                                                r.annotator(),
                                                e.costs().askingDollars(),
                                                e.costs().labelDollars(),
                                                e.costs().scoringSeconds() < 0
                                                        ? ""
                                                        : String.format(
                                                                Locale.ROOT,
                                                                " and %.1f seconds of scoring",
                                                                e.costs().scoringSeconds()),
                                                e.times())));
        return words.toString();
    }
}
