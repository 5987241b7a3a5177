package org.hornbook.app.view.compare;

import java.util.Optional;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.LiveHead;

/// Chooses who is compared with whom, and keeps the comparison up to date.
public final class CompareViewModel {
    private final Desk desk;
    private final Latest reads;
    private final Value<CompareState> state = new Value<>(CompareState.FIRST);
    private String annotator = "";
    private String classifier = "";
    private boolean settled = true;
    private boolean roundOpen;
    private boolean held;
    private Optional<LiveHead.Scores> live = Optional.empty();

    public CompareViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
    }

    public Value<CompareState> state() {
        return state;
    }

    /// Reads what may have changed.
    public void refresh() {
        if (!held) {
            read();
        }
    }

    private void read() {
        var wanted = new ComparedReader.Wanted(annotator, classifier, settled, live);
        Optional<Compared> last = state.get().compared();
        reads.ask(
                () -> new ComparedReader(desk.bench(), last).read(wanted), this::shown, desk::tell);
    }

    private void shown(CompareState next) {
        Optional<Compared> before =
                state.get()
                        .before()
                        .filter(b -> next.compared().filter(c -> c.sameTwo(b)).isPresent());
        state.set(next.since(before));
        next.compared()
                .ifPresent(
                        c -> {
                            annotator = c.annotator().name();
                            classifier = c.classifier().name();
                        });
    }

    public void annotator(String name) {
        if (!name.equals(annotator)) {
            annotator = name;
            roundOpen = false;
            read();
        }
    }

    /// Compares with another classifier, and the one it imitates.
    public void classifier(String name) {
        if (!name.equals(classifier)) {
            classifier = name;
            live = Optional.empty();
            annotator = "";
            roundOpen = false;
            read();
        }
    }

    /// Compares the two that the home view tells of.
    public void usual() {
        annotator = "";
        classifier = "";
        read();
    }

    /// Whether second looks count.
    public void settled(boolean on) {
        settled = on;
        read();
    }

    /// Scores of a head that has just learned from the labels as they stand; empty for the stored
    /// ones.
    void live(Optional<LiveHead.Scores> scores) {
        if (!scores.equals(live)) {
            live = scores;
            refresh();
        }
    }

    /// Something is about to change: what is shown now is what changes are measured against, until
    /// the round ends with a training.
    public void roundBegins() {
        if (!roundOpen) {
            roundOpen = true;
            state.update(s -> s.since(s.compared()));
        }
    }

    /// The next change begins another round.
    public void roundEnds() {
        roundOpen = false;
    }

    /// While held, what is shown stays, though the store changes: a classifier is being replaced.
    public void hold(boolean on) {
        held = on;
    }
}
