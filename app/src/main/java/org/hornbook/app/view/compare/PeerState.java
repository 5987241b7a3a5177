package org.hornbook.app.view.compare;

import java.util.List;
import java.util.Optional;
import org.hornbook.label.PairAgreement;

/// The compared annotator beside the others.
///
/// @param pairs with everybody who shares documents, the most first; the compared annotator is the
///   first of each
/// @param who beside whom the grid shows the annotator; empty for the classifier's score
record PeerState(List<PairAgreement> pairs, Optional<String> who) {
    static final PeerState NONE = new PeerState(List.of(), Optional.empty());

    List<String> names() {
        return pairs.stream().map(PairAgreement::second).toList();
    }

    /// The pair with someone.
    Optional<PairAgreement> with(String name) {
        return pairs.stream().filter(p -> p.second().equals(name)).findFirst();
    }

    /// The pair that the grid shows.
    Optional<PairAgreement> shown() {
        return who.flatMap(this::with);
    }
}
