package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.Reuse;
import org.hornbook.label.Agreement;
import org.hornbook.label.Annotator;
import org.hornbook.label.LabelImportJob;
import org.hornbook.label.LabelImportReport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

@Command(
        name = "labels",
        description =
                "Who has labelled what, and how far they agree; `labels import` brings labels in,"
                        + " `labels agreement` tells all figures.",
        subcommands = {
            LabelsVerb.Import.class,
            LabelsAgreementVerb.class,
            LabelProblemsVerb.class,
            LabelBillVerb.class,
            LabelBatchesVerb.class
        })
final class LabelsVerb extends Verb {
    @Parameters(paramLabel = "CORPUS", arity = "0..1", description = "default: all corpora")
    private String corpus;

    /// How many labels an annotator gave in a corpus.
    record Given(String corpus, String annotator, String kind, int labels) {}

    /// Two annotators of one corpus.
    record Pair(String corpus, String first, String second, Agreement agreement) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            List<Given> given = new ArrayList<>();
            List<Pair> pairs = new ArrayList<>();
            List<Corpus> corpora =
                    corpus == null
                            ? bench.corpora().all()
                            : List.of(bench.corpora().require(corpus));
            for (Corpus c : corpora) {
                collect(bench, c, given, pairs);
            }
            StringBuilder words = new StringBuilder();
            for (Given g : given) {
                words.append(
                        "%-16s %-16s %8s labels%n"
                                .formatted(g.corpus(), g.annotator(), Words.count(g.labels())));
            }
            for (Pair p : pairs) {
                words.append(
                        "%s: %s and %s agree with weighted kappa %s, Spearman %s, on %s documents%n"
                                .formatted(
                                        p.corpus(),
                                        p.first(),
                                        p.second(),
                                        Words.figure(p.agreement().weightedKappa()),
                                        Words.figure(p.agreement().spearman()),
                                        Words.count(p.agreement().n())));
            }
            console.report(
                    Map.of("labels", given, "agreement", pairs),
                    given.isEmpty()
                            ? "No labels yet: `hornbook labels import FILE --corpus C` brings some"
                                    + " in."
                            : words.toString().stripTrailing());
        }
    }

    private static void collect(Workbench bench, Corpus c, List<Given> given, List<Pair> pairs) {
        List<Annotator> active = new ArrayList<>();
        for (Annotator a : bench.labels().annotators()) {
            int n = bench.labels().labels(c.id(), a.id()).size();
            if (n > 0) {
                given.add(
                        new Given(c.name(), a.name(), a.kind().name().toLowerCase(Locale.ROOT), n));
                active.add(a);
            }
        }
        for (int i = 0; i < active.size(); i++) {
            for (int j = i + 1; j < active.size(); j++) {
                var first = bench.labels().values(c.id(), active.get(i).id());
                var second = bench.labels().values(c.id(), active.get(j).id());
                if (first.keySet().stream().anyMatch(second::containsKey)) {
                    pairs.add(
                            new Pair(
                                    c.name(),
                                    active.get(i).name(),
                                    active.get(j).name(),
                                    Agreement.of(first, second)));
                }
            }
        }
    }

    @Command(
            name = "import",
            description =
                    "Brings labels from JSON Lines (.jsonl, .gz): id, label, and optionally"
                            + " rationale and annotator.")
    static final class Import extends Verb {
        @Parameters(paramLabel = "FILE")
        private Path file;

        @Option(names = "--corpus", required = true, paramLabel = "NAME")
        private String corpus;

        @Option(names = "--annotator", paramLabel = "NAME", description = "of rows that name none")
        private String annotator;

        @Option(
                names = "--kind",
                defaultValue = "person",
                description = "person, model or program; default: ${DEFAULT-VALUE}")
        private Annotator.Kind kind;

        @Option(
                names = "--rubric",
                defaultValue = "educational-value",
                description = "name, or name@version; default: ${DEFAULT-VALUE}")
        private String rubric;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = write()) {
                LabelImportJob.Plan plan =
                        new LabelImportJob.Plan(
                                file,
                                bench.corpora().require(corpus),
                                bench.rubrics().require(rubric),
                                Optional.ofNullable(annotator),
                                kind);
                LabelImportReport report =
                        console.follow(
                                bench.runner(),
                                new LabelImportJob(bench.labels(), bench.corpora(), plan),
                                Reuse.NEVER);
                console.report(report, words(report));
            }
        }
    }

    static String words(LabelImportReport r) {
        StringBuilder words =
                new StringBuilder(
                        r.corpus()
                                + ": "
                                + Words.count(r.labels())
                                + " labels by "
                                + String.join(", ", r.annotators()));
        if (r.unknown() + r.bad() > 0) {
            words.append("; ").append(Words.count(r.unknown() + r.bad())).append(" rows left out:");
            r.rejected().stream().limit(10).forEach(row -> words.append("\n  ").append(row));
        }
        return words.toString();
    }
}
