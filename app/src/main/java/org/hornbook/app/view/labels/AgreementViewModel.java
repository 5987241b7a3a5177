package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.Agreements;
import org.hornbook.app.CommandLine;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.label.AgreementReport;
import org.hornbook.label.Ceiling;
import org.hornbook.label.Look;
import org.hornbook.label.PairAgreement;

/// Reads how far annotators agree, and leads from a cell of a table to its documents.
public final class AgreementViewModel {
    private static final int KEEP_FROM = 3;

    private final Desk desk;
    private final Latest reads;
    private final Value<AgreementState> state = new Value<>(AgreementState.NONE);
    private Map<String, Map<DocumentId, Integer>> known = Map.of();

    public AgreementViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
    }

    public Value<AgreementState> state() {
        return state;
    }

    void corpus(Corpus corpus) {
        if (!state.get().corpus().map(Corpus::id).equals(Optional.of(corpus.id()))) {
            known = Map.of();
            state.update(s -> s.of(corpus));
        }
    }

    /// Reads the labels; figures are taken anew only if some have changed.
    void refresh() {
        Map<String, Map<DocumentId, Integer>> before = known;
        boolean shown = state.get().report().isPresent();
        state.get()
                .corpus()
                .ifPresent(
                        c ->
                                reads.ask(
                                        () -> read(c, shown ? before : null),
                                        read ->
                                                read.report()
                                                        .ifPresent(
                                                                r -> {
                                                                    known = read.said();
                                                                    state.update(
                                                                            s ->
                                                                                    s.read(
                                                                                            r,
                                                                                            read
                                                                                                    .ceilings()));
                                                                }),
                                        desk::tell));
    }

    private Read read(Corpus corpus, Map<String, Map<DocumentId, Integer>> before) {
        Agreements agreements = new Agreements(desk.bench());
        Map<String, Map<DocumentId, Integer>> said = agreements.said(corpus);
        if (said.equals(before)) {
            return new Read(said, Optional.empty(), List.of());
        }
        List<Ceiling> ceilings = new ArrayList<>();
        said.keySet().stream()
                .filter(a -> Look.parse(a).number() == 1)
                .forEach(a -> Ceiling.of(a, said, KEEP_FROM).ifPresent(ceilings::add));
        return new Read(said, Optional.of(agreements.report(corpus)), ceilings);
    }

    private record Read(
            Map<String, Map<DocumentId, Integer>> said,
            Optional<AgreementReport> report,
            List<Ceiling> ceilings) {}

    void measure(AgreementState.Measure next) {
        state.update(s -> s.measuring(next));
    }

    void choose(PairAgreement pair) {
        state.update(s -> s.choosing(Optional.of(pair)));
    }

    /// Goes to the documents that the two of the pair gave these labels.
    void documents(int first, int second) {
        AgreementState s = state.get();
        if (s.corpus().isEmpty() || s.chosen().isEmpty()) {
            return;
        }
        String query =
                new DocumentQuery.And(
                                List.of(
                                        said(s.chosen().get().first(), first),
                                        said(s.chosen().get().second(), second)))
                        .text();
        desk.navigator().go(Place.CORPORA, new Errand.Browse(s.corpus().get().name(), query));
    }

    private static DocumentQuery said(String who, int label) {
        return new DocumentQuery.Compares(
                DocumentQuery.Opinion.LABEL, who, DocumentQuery.Sign.EQUAL, label);
    }

    /// The command line that tells the same.
    String command() {
        return state.get()
                .corpus()
                .map(
                        c ->
                                CommandLine.of(
                                        desk.session().folder(),
                                        List.of("labels", "agreement", c.name(), "--confusion")))
                .orElse("");
    }
}
