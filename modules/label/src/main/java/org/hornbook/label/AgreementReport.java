package org.hornbook.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hornbook.corpus.DocumentId;

/// Everyone who labelled a corpus against everyone else.
///
/// @param annotators with how much they labelled, the most first
/// @param pairs all that share a document, in the order of `annotators`
/// @param all the agreement of all together, later looks of the same one left out
/// @param corrections how often a second look, taken after seeing what others said, changed a label
public record AgreementReport(
        String corpus,
        List<Voice> annotators,
        List<PairAgreement> pairs,
        All all,
        List<Corrected> corrections) {
    /// @param mean of the labels
    public record Voice(String name, String kind, int labels, double mean) {}

    /// @param units documents with at least two labels
    /// @param voices how many annotators
    public record All(
            int units, int voices, Estimate nominal, Estimate ordinal, Estimate interval) {}

    /// Labels of an annotator that a person has looked at again.
    ///
    /// @param kept how many stayed as they were
    /// @param shift how much higher the second look is, on average
    public record Corrected(String annotator, int looks, int kept, double shift) {}

    /// What one annotator said.
    ///
    /// @param labels independent opinions only
    public record Said(Annotator who, Map<DocumentId, Integer> labels) {}

    /// @param said the most labels first
    /// @param looks second looks, by document
    public static AgreementReport of(
            String corpus, List<Said> said, Map<DocumentId, Integer> looks) {
        List<Voice> voices = new ArrayList<>();
        List<PairAgreement> pairs = new ArrayList<>();
        List<Corrected> corrections = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Said one = said.get(i);
            voices.add(
                    new Voice(
                            one.who().name(),
                            one.who().kind().name().toLowerCase(Locale.ROOT),
                            one.labels().size(),
                            one.labels().values().stream()
                                    .mapToInt(v -> v)
                                    .average()
                                    .orElse(Double.NaN)));
            for (Said other : said.subList(i + 1, said.size())) {
                if (one.labels().keySet().stream().anyMatch(other.labels()::containsKey)) {
                    pairs.add(
                            PairAgreement.of(
                                    one.who().name(),
                                    one.labels(),
                                    other.who().name(),
                                    other.labels()));
                }
            }
            corrected(one, looks, corrections);
        }
        return new AgreementReport(corpus, voices, pairs, all(said), corrections);
    }

    private static void corrected(
            Said one, Map<DocumentId, Integer> looks, List<Corrected> corrections) {
        int n = 0;
        int kept = 0;
        double shift = 0;
        for (Map.Entry<DocumentId, Integer> label : one.labels().entrySet()) {
            Integer look = looks.get(label.getKey());
            if (look != null) {
                n++;
                kept += look.equals(label.getValue()) ? 1 : 0;
                shift += look - label.getValue();
            }
        }
        if (n > 0) {
            corrections.add(new Corrected(one.who().name(), n, kept, shift / n));
        }
    }

    private static All all(List<Said> said) {
        List<Map<DocumentId, Integer>> first =
                said.stream()
                        .filter(s -> Look.parse(s.who().name()).number() == 1)
                        .map(Said::labels)
                        .toList();
        Krippendorff.Units units = Krippendorff.Units.of(first);
        return new All(
                units.counts().length,
                first.size(),
                alpha(units, Krippendorff.Level.NOMINAL),
                alpha(units, Krippendorff.Level.ORDINAL),
                alpha(units, Krippendorff.Level.INTERVAL));
    }

    private static Estimate alpha(Krippendorff.Units units, Krippendorff.Level level) {
        return Estimate.of(units.counts().length, 1, rows -> Krippendorff.of(units, rows, level));
    }
}
