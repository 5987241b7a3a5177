package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.classify.Calibration;
import org.hornbook.classify.Evaluation;
import org.hornbook.classify.Isotonic;
import org.hornbook.classify.KeepProbability;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.Annotator;
import org.hornbook.store.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

@Command(
        name = "show",
        description =
                "What a classifier is: recipe, whom it imitates, figures on held-out folds, what its"
                        + " scores mean, and where it came from.")
final class ClassifierShowVerb extends Verb {
    @Parameters(paramLabel = "CLASSIFIER")
    private String name;

    @Option(
            names = "--score",
            paramLabel = "SCORE",
            split = ",",
            description = "say how likely a document of this score is to be worth keeping")
    private List<Double> asked = new ArrayList<>();

    /// A score, and how likely its document is to be worth keeping.
    record Meaning(double score, double probability) {}

    /// @param probability null where it was never learned
    record Shown(
            String name,
            String recipe,
            JsonNode settings,
            String corpus,
            String annotator,
            int labels,
            String fingerprint,
            Evaluation evaluation,
            KeepProbability probability,
            List<Meaning> meanings,
            JsonNode provenance) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            TrainedClassifier c = ClassifierVerb.classifier(bench, name);
            List<Meaning> meanings =
                    c.probability()
                            .map(p -> asked().stream().map(s -> new Meaning(s, p.of(s))).toList())
                            .orElse(List.of());
            Shown shown =
                    new Shown(
                            c.name(),
                            c.classifier().recipe().id(),
                            Json.tree(c.classifier().recipe()),
                            bench.corpora().all().stream()
                                    .filter(k -> k.id().equals(c.corpus()))
                                    .map(Corpus::name)
                                    .findFirst()
                                    .orElse(""),
                            bench.labels().annotators().stream()
                                    .filter(a -> a.id().equals(c.annotator()))
                                    .map(Annotator::name)
                                    .findFirst()
                                    .orElse(""),
                            bench.classifiers().heldOut(c.id()).size(),
                            c.fingerprint(),
                            c.evaluation(),
                            c.probability().orElse(null),
                            meanings,
                            bench.classifiers().provenance(c.id()));
            console.report(shown, words(shown));
        }
    }

    private List<Double> asked() {
        return asked.isEmpty() ? List.of(0.0, 1.0, 2.0, 2.5, 3.0, 4.0, 5.0) : asked;
    }

    private static String words(Shown s) {
        StringBuilder words = new StringBuilder();
        words.append(s.name()).append(": ").append(s.recipe()).append(", imitates ");
        words.append(s.annotator().isEmpty() ? "somebody not here" : s.annotator());
        words.append(s.corpus().isEmpty() ? "" : " on " + s.corpus());
        words.append("; ").append(ClassifierVerb.words(s.evaluation()));
        words.append("\nsettings ").append(s.settings());
        words.append("\nfingerprint ").append(s.fingerprint());
        words.append("\nmade by version ").append(s.provenance().path("codeVersion").asText("?"));
        words.append(", seed ").append(s.provenance().path("seed").asText("?"));
        if (s.probability() == null) {
            return words.append("\nWhat its scores mean was never learned: train it again.")
                    .toString();
        }
        words.append("\nA document is worth keeping (label ")
                .append(s.probability().keepFrom())
                .append(" or more) with this probability, ")
                .append(
                        switch (s.probability().curve()) {
                            case Calibration platt -> "by Platt's curve:";
                            case Isotonic isotonic -> "by isotonic regression:";
                        });
        for (Meaning m : s.meanings()) {
            words.append("\n  score ")
                    .append(Words.figure(m.score()))
                    .append(": ")
                    .append(Words.percent(m.probability()));
        }
        return words.toString();
    }
}
