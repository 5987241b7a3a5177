package org.hornbook.label.rubric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Estimate;
import org.hornbook.label.Label;
import org.hornbook.label.PairAgreement;

/// Two rubrics asked of the same model about the same documents: how far the answers agree, how
/// much higher the second labels, what each cost, and which documents changed.
///
/// @param sample the name of the documents
/// @param n documents that were labelled under both
/// @param kappa weighted by the square of the distance
/// @param shift how much higher the second labels, on average
/// @param changed the largest change first; all of them
public record RubricTrial(
        String corpus,
        String sample,
        String model,
        Side first,
        Side second,
        int n,
        Estimate exact,
        Estimate kappa,
        Estimate shift,
        List<Changed> changed) {
    /// One rubric's part.
    ///
    /// @param rubric `name@version`
    /// @param annotator under which its labels are kept
    /// @param mean of its labels
    /// @param labelled documents with a label
    /// @param lost replies that could not be read, documents that failed or were left at the cap
    /// @param dollars as far as it is known
    public record Side(
            String rubric,
            String annotator,
            double mean,
            long labelled,
            long lost,
            long promptTokens,
            long completionTokens,
            double dollars) {}

    /// A document that got another label.
    public record Changed(
            DocumentId document,
            int first,
            int second,
            String firstRationale,
            String secondRationale) {}

    /// What asking with one of the two gave, but for the labels themselves.
    ///
    /// @param lost documents without a label, for whatever reason
    public record Asked(
            String rubric,
            String annotator,
            long labelled,
            long lost,
            long promptTokens,
            long completionTokens,
            double dollars) {}

    /// @param one labels under the first rubric, of the documents of the sample Throws
    ///   `IllegalArgumentException` if no document has a label under both.
    public static RubricTrial of(
            String corpus,
            String sample,
            String model,
            Asked first,
            List<Label> one,
            Asked second,
            List<Label> two) {
        Map<DocumentId, Label> before = byDocument(one);
        Map<DocumentId, Label> after = byDocument(two);
        PairAgreement agreement =
                PairAgreement.of(first.rubric(), values(before), second.rubric(), values(after));
        List<Changed> changed = new ArrayList<>();
        before.forEach(
                (document, a) -> {
                    Label b = after.get(document);
                    if (b != null && b.value() != a.value()) {
                        changed.add(
                                new Changed(
                                        document,
                                        a.value(),
                                        b.value(),
                                        a.rationale(),
                                        b.rationale()));
                    }
                });
        changed.sort(
                Comparator.comparingInt((Changed c) -> -Math.abs(c.second() - c.first()))
                        .thenComparing(Changed::document));
        return new RubricTrial(
                corpus,
                sample,
                model,
                side(first, before),
                side(second, after),
                agreement.n(),
                agreement.exact(),
                agreement.weightedKappa(),
                agreement.shift(),
                List.copyOf(changed));
    }

    /// The name under which a model's labels of a trial are kept, apart from those it gives
    /// otherwise: a rubric on trial is not to change what classifiers learn from.
    public static String annotator(String model, String rubric) {
        return model + "/" + rubric;
    }

    private static Side side(Asked asked, Map<DocumentId, Label> labels) {
        return new Side(
                asked.rubric(),
                asked.annotator(),
                labels.values().stream().mapToInt(Label::value).average().orElse(Double.NaN),
                asked.labelled(),
                asked.lost(),
                asked.promptTokens(),
                asked.completionTokens(),
                asked.dollars());
    }

    private static Map<DocumentId, Label> byDocument(List<Label> labels) {
        return labels.stream()
                .collect(Collectors.toMap(Label::document, l -> l, (x, y) -> y, TreeMap::new));
    }

    private static Map<DocumentId, Integer> values(Map<DocumentId, Label> labels) {
        Map<DocumentId, Integer> values = new TreeMap<>();
        labels.forEach((document, label) -> values.put(document, label.value()));
        return values;
    }
}
