package org.hornbook.app.cli;

import org.hornbook.app.Agreements;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.AgreementReport;
import org.hornbook.label.Ceiling;
import org.hornbook.label.Estimate;
import org.hornbook.label.Look;
import org.hornbook.label.PairAgreement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

@Command(
        name = "agreement",
        description = {
            "How far those who labelled a corpus agree: Cohen's and weighted kappa, Spearman and"
                    + " Krippendorff's alpha with 95% bootstrap intervals, and confusion tables.",
            "An annotator asked a second time under the name \"NAME (2)\" is compared with itself:"
                    + " the ceiling for whatever imitates it."
        })
final class LabelsAgreementVerb extends Verb {
    @Parameters(paramLabel = "CORPUS")
    private String corpus;

    @Option(
            names = "--keep-from",
            defaultValue = "3",
            paramLabel = "LABEL",
            description = "the lowest label worth keeping; default: ${DEFAULT-VALUE}")
    private int keepFrom;

    @Option(names = "--confusion", description = "also print the table of every pair")
    private boolean confusion;

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            Corpus in = bench.corpora().require(corpus);
            Agreements agreements = new Agreements(bench);
            AgreementReport report = agreements.report(in);
            var said = agreements.said(in);
            List<Ceiling> ceilings = new ArrayList<>();
            said.keySet().stream()
                    .filter(a -> Look.parse(a).number() == 1)
                    .forEach(a -> Ceiling.of(a, said, keepFrom).ifPresent(ceilings::add));
            Map<String, Object> json = new TreeMap<>();
            json.put("agreement", report);
            json.put("ceilings", ceilings);
            console.report(json, words(report, ceilings));
        }
    }

    private String words(AgreementReport r, List<Ceiling> ceilings) {
        if (r.annotators().isEmpty()) {
            return "No labels yet: `hornbook labels import FILE --corpus "
                    + r.corpus()
                    + "` brings some in.";
        }
        StringBuilder words = new StringBuilder();
        for (AgreementReport.Voice v : r.annotators()) {
            words.append(
                    "%-24s %8s labels, mean %s%n"
                            .formatted(v.name(), Words.count(v.labels()), Words.figure(v.mean())));
        }
        words.append('\n');
        for (PairAgreement p : r.pairs()) {
            words.append(
                    "%s and %s%s, n %s: weighted kappa %s, kappa %s, Spearman %s, identical %s, the second %s%n"
                            .formatted(
                                    p.first(),
                                    p.second(),
                                    p.repeat() ? " (looks of one)" : "",
                                    Words.count(p.n()),
                                    figure(p.weightedKappa()),
                                    figure(p.kappa()),
                                    figure(p.spearman()),
                                    Words.percent(p.exact().value()),
                                    shift(p.shift().value())));
            if (confusion) {
                words.append(table(p));
            }
        }
        if (r.all().units() > 0) {
            words.append(
                    "all %d together, %s documents: Krippendorff's alpha %s (ordinal), %s (interval), %s (nominal)%n"
                            .formatted(
                                    r.all().voices(),
                                    Words.count(r.all().units()),
                                    figure(r.all().ordinal()),
                                    figure(r.all().interval()),
                                    figure(r.all().nominal())));
        }
        for (AgreementReport.Corrected c : r.corrections()) {
            words.append(
                    "second looks at %s: %s, of which %s left the label as it was%n"
                            .formatted(
                                    c.annotator(), Words.count(c.looks()), Words.count(c.kept())));
        }
        for (Ceiling c : ceilings) {
            words.append(words(c)).append('\n');
        }
        return words.toString().stripTrailing();
    }

    static String words(Ceiling c) {
        return "whatever imitates %s can be expected to reach F1 %s at labels from %d, as %s does on %s documents"
                .formatted(
                        c.annotator(),
                        figure(c.f1()),
                        c.keepFrom(),
                        c.itself() ? "its own second look" : c.with(),
                        Words.count(c.n()));
    }

    static String figure(Estimate e) {
        return Words.share(e.value()) + " (" + Words.interval(e.low(), e.high()) + ")";
    }

    private static String shift(double by) {
        return String.format(Locale.ROOT, "%+.2f", by);
    }

    private static String table(PairAgreement p) {
        StringBuilder words = new StringBuilder("      ");
        for (int column = 0; column < p.confusion().length; column++) {
            words.append("%7d".formatted(p.lowest() + column));
        }
        for (int row = p.confusion().length - 1; row >= 0; row--) {
            words.append("%n%6d".formatted(p.lowest() + row));
            for (int cell : p.confusion()[row]) {
                words.append("%7s".formatted(cell == 0 ? "." : Words.count(cell)));
            }
        }
        return words.append('\n').toString();
    }
}
