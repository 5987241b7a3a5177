package org.hornbook.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hornbook.classify.FilteredSet;
import org.hornbook.classify.ClassifierSummary;
import org.hornbook.classify.decision.Decision;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.clean.Removal;

/// What became of a document, and why.
///
/// @param removals why it is out of the corpus; empty if it is not
/// @param decision what the line or a person decided; empty if nobody did
/// @param sets the kept sets of its corpus, with whether it is in them
public record Fate(
        List<Removal> removals, Optional<Decision> decision, Map<FilteredSet, Boolean> sets) {
    public static Fate of(Workbench bench, Corpus corpus, DocumentId document) {
        var line = bench.decisions().line(corpus.id());
        Optional<ClassifierSummary> classifier =
                line.flatMap(
                        l ->
                                bench.classifiers().summaries().stream()
                                        .filter(c -> c.name().equals(l.classifier()))
                                        .findFirst());
        double score =
                classifier.map(c -> bench.classifiers().score(c.id(), document)).orElse(Double.NaN);
        Map<FilteredSet, Boolean> sets = new LinkedHashMap<>();
        for (FilteredSet set : bench.sets().all()) {
            if (set.corpus().equals(corpus.id())) {
                sets.put(set, bench.sets().holds(set, document));
            }
        }
        return new Fate(
                bench.removals().of(document),
                Decision.of(
                        bench.decisions().byHand(document),
                        line,
                        Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score),
                        classifier.map(ClassifierSummary::fingerprint).orElse("")),
                sets);
    }

    /// What became of it: `removed`, `keep`, `drop`, `review` or `undecided`.
    public String word() {
        return removals.isEmpty()
                ? decision.map(d -> d.verdict().word()).orElse("undecided")
                : "removed";
    }

    /// The reasons in words, the one that counts first.
    public List<String> reasons() {
        List<String> reasons = new java.util.ArrayList<>();
        for (Removal r : removals) {
            reasons.add(
                    "removed as "
                            + r.reason().word()
                            + r.keptKey().map(k -> " of " + k).orElse("")
                            + (r.detail().isEmpty() ? "" : " (" + r.detail() + ")")
                            + ", by "
                            + r.who());
        }
        decision.ifPresent(d -> reasons.add(d.verdict().word() + ": " + d.reason()));
        return reasons;
    }
}
