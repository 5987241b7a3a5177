package org.hornbook.app.view.labels;

import java.util.List;
import java.util.Optional;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.AgreementReport;
import org.hornbook.label.Ceiling;
import org.hornbook.label.Estimate;
import org.hornbook.label.PairAgreement;

/// How far those agree who labelled a corpus.
///
/// @param report empty until it is read
/// @param ceilings for whoever is imitated
/// @param chosen the pair that is looked at
public record AgreementState(
        Optional<Corpus> corpus,
        Optional<AgreementReport> report,
        List<Ceiling> ceilings,
        Measure measure,
        Optional<PairAgreement> chosen) {
    static final AgreementState NONE =
            new AgreementState(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Measure.WEIGHTED,
                    Optional.empty());

    /// What the matrix shows.
    enum Measure {
        WEIGHTED,
        KAPPA,
        SPEARMAN,
        EXACT;

        Estimate of(PairAgreement pair) {
            return switch (this) {
                case WEIGHTED -> pair.weightedKappa();
                case KAPPA -> pair.kappa();
                case SPEARMAN -> pair.spearman();
                case EXACT -> pair.exact();
            };
        }
    }

    /// The two in whichever order.
    Optional<PairAgreement> pair(String one, String other) {
        return report.stream()
                .flatMap(r -> r.pairs().stream())
                .filter(
                        p ->
                                p.first().equals(one) && p.second().equals(other)
                                        || p.first().equals(other) && p.second().equals(one))
                .findFirst();
    }

    AgreementState of(Corpus next) {
        return new AgreementState(
                Optional.of(next), Optional.empty(), List.of(), measure, Optional.empty());
    }

    AgreementState read(AgreementReport next, List<Ceiling> tops) {
        AgreementState with =
                new AgreementState(corpus, Optional.of(next), tops, measure, Optional.empty());
        return with.choosing(
                chosen.flatMap(c -> with.pair(c.first(), c.second()))
                        .or(() -> next.pairs().stream().findFirst()));
    }

    AgreementState measuring(Measure next) {
        return new AgreementState(corpus, report, ceilings, next, chosen);
    }

    AgreementState choosing(Optional<PairAgreement> next) {
        return new AgreementState(corpus, report, ceilings, measure, next);
    }
}
