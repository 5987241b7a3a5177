package org.hornbook.app.view.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.Agreements;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.PairAgreement;

/// Puts another annotator where the classifier's score stands: how far people agree with the
/// compared annotator, on independent labels alone, and on which documents they do not.
public final class PeerViewModel {
    private final Desk desk;
    private final ReviewViewModel review;
    private final Latest reads;
    private final Value<PeerState> state = new Value<>(PeerState.NONE);
    private Optional<Compared> compared = Optional.empty();
    private Map<String, Map<DocumentId, Integer>> said = Map.of();
    private String annotator = "";

    private record Read(
            Map<String, Map<DocumentId, Integer>> said, Optional<List<PairAgreement>> pairs) {}

    public PeerViewModel(Desk desk, ReviewViewModel review) {
        this.desk = desk;
        this.review = review;
        this.reads = desk.background().latest();
    }

    Value<PeerState> state() {
        return state;
    }

    /// Another comparison, or the same with other labels: figures are taken anew only if some of
    /// the labels have changed.
    void compared(Optional<Compared> next) {
        compared = next;
        if (next.isEmpty()) {
            reads.forget();
            said = Map.of();
            annotator = "";
            state.set(PeerState.NONE);
            return;
        }
        Compared c = next.get();
        String name = c.annotator().name();
        Map<String, Map<DocumentId, Integer>> before = name.equals(annotator) ? said : Map.of();
        reads.ask(
                () -> {
                    var now = new Agreements(desk.bench()).said(c.corpus());
                    return new Read(
                            now,
                            now.equals(before) ? Optional.empty() : Optional.of(pairs(name, now)));
                },
                read -> {
                    said = read.said();
                    annotator = name;
                    read.pairs()
                            .ifPresent(
                                    pairs ->
                                            state.update(
                                                    s ->
                                                            new PeerState(
                                                                    pairs,
                                                                    s.who()
                                                                            .filter(
                                                                                    w ->
                                                                                            has(
                                                                                                    pairs,
                                                                                                    w)))));
                },
                desk::tell);
    }

    private static boolean has(List<PairAgreement> pairs, String who) {
        return pairs.stream().anyMatch(p -> p.second().equals(who));
    }

    private static List<PairAgreement> pairs(
            String name, Map<String, Map<DocumentId, Integer>> said) {
        Map<DocumentId, Integer> mine = said.getOrDefault(name, Map.of());
        return said.entrySet().stream()
                .filter(e -> !e.getKey().equals(name))
                .filter(e -> e.getValue().keySet().stream().anyMatch(mine::containsKey))
                .map(e -> PairAgreement.of(name, mine, e.getKey(), e.getValue()))
                .sorted(Comparator.comparingInt(p -> -p.n()))
                .toList();
    }

    /// Whose labels the grid shows across; empty for the classifier's score.
    void beside(Optional<String> who) {
        state.update(s -> new PeerState(s.pairs(), who.filter(w -> has(s.pairs(), w))));
    }

    /// Shows the documents to which the two gave these labels.
    void cell(int first, int second) {
        Optional<String> who = state.get().who();
        if (who.isEmpty() || compared.isEmpty()) {
            return;
        }
        Map<DocumentId, Integer> mine = said.getOrDefault(annotator, Map.of());
        Map<DocumentId, Integer> other = said.getOrDefault(who.get(), Map.of());
        List<DocumentId> documents =
                mine.entrySet().stream()
                        .filter(e -> e.getValue() == first)
                        .map(Map.Entry::getKey)
                        .filter(d -> Integer.valueOf(second).equals(other.get(d)))
                        .sorted()
                        .toList();
        review.these(Texts.of("compare.peer.cell", annotator, first, who.get(), second), documents);
    }
}
