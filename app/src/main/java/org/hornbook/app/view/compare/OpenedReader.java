package org.hornbook.app.view.compare;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hornbook.app.Workbench;
import org.hornbook.classify.Pairs;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Label;

/// Reads a document with the opinions on it.
final class OpenedReader {
    private OpenedReader() {}

    /// Everything that is said of a document; `me` is the person at this machine.
    static ReviewState.Opened read(Workbench bench, Compared c, DocumentId id, String me) {
        Map<String, Label> all = bench.labels().of(id);
        Optional<ReviewState.Look> look = Optional.empty();
        Instant newest = Instant.MIN;
        List<ReviewState.Said> others = new ArrayList<>();
        for (Map.Entry<String, Label> e : all.entrySet()) {
            Label label = e.getValue();
            if (label.secondLook()) {
                if (label.created().isAfter(newest)) {
                    newest = label.created();
                    look = Optional.of(new ReviewState.Look(e.getKey(), label.value()));
                }
            } else if (!e.getKey().equals(c.annotator().name())) {
                others.add(new ReviewState.Said(e.getKey(), label.value(), label.rationale()));
            }
        }
        int place = place(c.pairs(), id);
        double whole = bench.classifiers().score(c.classifier().id(), id);
        return new ReviewState.Opened(
                bench.corpora().get(id),
                Optional.ofNullable(all.get(c.annotator().name())),
                place >= 0 ? c.pairs().scores()[place] : whole,
                place >= 0 && c.pairs().fromFold()[place],
                look,
                all.containsKey(me) ? OptionalInt.of(all.get(me).value()) : OptionalInt.empty(),
                List.copyOf(others));
    }

    private static int place(Pairs pairs, DocumentId id) {
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.labels().get(i).document().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
