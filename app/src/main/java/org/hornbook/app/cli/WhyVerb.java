package org.hornbook.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hornbook.app.Fate;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description =
                "Says why documents are kept, dropped, left for review or removed: by which"
                        + " classifier, score and line, or by whom.")
final class WhyVerb extends Verb {
    @Parameters(index = "0", paramLabel = "CORPUS")
    private String corpus;

    @Parameters(index = "1..*", paramLabel = "ID", arity = "1..*")
    private List<String> keys;

    /// @param fate removed, keep, drop, review or undecided
    record Answer(
            String id,
            String fate,
            List<String> reasons,
            Map<String, Double> scores,
            Map<String, Integer> labels,
            List<String> in,
            List<String> notIn) {}

    record Report(List<Answer> documents) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            Corpus in = bench.corpora().require(corpus);
            Map<String, DocumentId> ids = DecideVerb.documents(bench, in, keys);
            List<Answer> answers = new ArrayList<>();
            for (String key : keys) {
                answers.add(answer(bench, in, key, ids.get(key)));
            }
            console.report(
                    new Report(answers),
                    answers.stream().map(WhyVerb::words).collect(Collectors.joining("\n\n")));
        }
    }

    private static Answer answer(Workbench bench, Corpus in, String key, DocumentId document) {
        Fate fate = Fate.of(bench, in, document);
        return new Answer(
                key,
                fate.word(),
                fate.reasons(),
                bench.classifiers().of(document),
                bench.labels().of(document).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().value())),
                sets(fate, true),
                sets(fate, false));
    }

    private static List<String> sets(Fate fate, boolean in) {
        return fate.sets().entrySet().stream()
                .filter(e -> e.getValue() == in)
                .map(e -> e.getKey().name())
                .toList();
    }

    private static String words(Answer a) {
        StringBuilder words = new StringBuilder(a.id()).append(": ").append(a.fate());
        a.reasons().forEach(r -> words.append("\n  ").append(r));
        if (a.reasons().isEmpty()) {
            words.append(
                    "\n  no line is drawn, or it has no score: `hornbook compare --keep` draws one");
        }
        a.scores()
                .forEach(
                        (who, s) ->
                                words.append("\n  score by ")
                                        .append(who)
                                        .append(' ')
                                        .append(Words.figure(s)));
        a.labels()
                .forEach(
                        (who, l) ->
                                words.append("\n  label by ").append(who).append(' ').append(l));
        if (!a.in().isEmpty()) {
            words.append("\n  in ").append(String.join(", ", a.in()));
        }
        if (!a.notIn().isEmpty()) {
            words.append("\n  not in ").append(String.join(", ", a.notIn()));
        }
        return words.toString();
    }
}
