package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.Workbench;
import org.hornbook.classify.LearningCurve;
import org.hornbook.classify.Recipe;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Agreement;
import org.hornbook.label.Annotator;
import org.hornbook.label.Ceiling;
import org.hornbook.label.Look;
import org.hornbook.label.Label;

/// Reads what stands beside the queue: how annotators agree, and what more labels are worth. Curves
/// are kept until a tenth more labels are there.
final class LabelsSide {
    private static final int KEEP_FROM = 3;
    private static final int ENOUGH = 60;
    private static final int MOST = 2_000;

    private final Map<String, LearningCurve> curves = new HashMap<>();

    /// May take seconds.
    synchronized LabelsState.Side read(Workbench bench, Corpus corpus, String me) {
        Map<Annotator, Long> counts = bench.labels().counts(corpus.id());
        Map<Annotator, Map<DocumentId, Integer>> values = new LinkedHashMap<>();
        counts.keySet().stream()
                .sorted(Comparator.comparing(a -> !a.name().equals(me)))
                .forEach(a -> values.put(a, bench.labels().independent(corpus.id(), a.id())));
        List<Annotator> all = new ArrayList<>(values.keySet());
        List<LabelsState.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Map<DocumentId, Integer> one = values.get(all.get(i));
                Map<DocumentId, Integer> other = values.get(all.get(j));
                if (one.keySet().stream().anyMatch(other::containsKey)) {
                    Agreement a = Agreement.of(one, other);
                    pairs.add(
                            new LabelsState.Pair(
                                    all.get(i).name(),
                                    all.get(j).name(),
                                    a.weightedKappa(),
                                    a.n(),
                                    Look.same(all.get(i).name(), all.get(j).name())));
                }
            }
        }
        Optional<Annotator> most =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        return new LabelsState.Side(
                List.copyOf(pairs),
                most.flatMap(a -> curve(bench, corpus, a)),
                most.map(Annotator::name).orElse(""),
                most.flatMap(a -> Ceiling.of(a.name(), named(values), KEEP_FROM)));
    }

    private static Map<String, Map<DocumentId, Integer>> named(
            Map<Annotator, Map<DocumentId, Integer>> values) {
        Map<String, Map<DocumentId, Integer>> named = new LinkedHashMap<>();
        values.forEach((annotator, labels) -> named.put(annotator.name(), labels));
        return named;
    }

    private Optional<LearningCurve> curve(Workbench bench, Corpus corpus, Annotator annotator) {
        List<Label> labels = bench.labels().labels(corpus.id(), annotator.id());
        if (labels.size() < ENOUGH) {
            return Optional.empty();
        }
        int tenths = (int) (Math.log(labels.size()) / Math.log(1.1));
        return Optional.of(
                curves.computeIfAbsent(
                        corpus.name() + '/' + annotator.name() + '/' + tenths,
                        k -> {
                            List<Label> some = labels.subList(0, Math.min(MOST, labels.size()));
                            return LearningCurve.of(
                                    Recipe.NgramLinear.USUAL,
                                    some.stream()
                                            .map(l -> bench.corpora().get(l.document()).text())
                                            .toList(),
                                    some.stream().mapToInt(Label::value).toArray(),
                                    KEEP_FROM,
                                    1,
                                    Optional.empty());
                        }));
    }
}
