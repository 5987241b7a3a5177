package org.hornbook.app.view.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.LiveHead;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Label;

/// Lets the compared classifier learn from every second look at once. Features are taken once for
/// each classifier and stay in memory; a change of the labels cancels the training under way and
/// begins another. Where the labels are again those it began with, the stored figures stand.
public final class LiveViewModel {
    private final Desk desk;
    private final CompareViewModel model;
    private final TrainingViewModel training;
    private final Value<LiveState> state = new Value<>(LiveState.OFF);
    private final AtomicLong asked = new AtomicLong();
    private final Object lock = new Object();
    private Optional<Compared> compared = Optional.empty();
    private Map<DocumentId, Integer> base = Map.of();
    private volatile String wanted = "";
    private Prepared prepared; // guarded by lock

    private record Prepared(String fingerprint, LiveHead head) {}

    private record Trained(Optional<LiveHead.Scores> scores, double seconds) {}

    public LiveViewModel(Desk desk, CompareViewModel model, TrainingViewModel training) {
        this.desk = desk;
        this.model = model;
        this.training = training;
    }

    Value<LiveState> state() {
        return state;
    }

    /// Another comparison, or the same with other labels.
    void compared(Optional<Compared> next) {
        Optional<Compared> last = compared;
        compared = next;
        String fingerprint = next.map(c -> c.classifier().fingerprint()).orElse("");
        if (!fingerprint.equals(wanted)) {
            wanted = fingerprint;
            base = next.map(Compared::training).orElse(Map.of());
            asked.incrementAndGet();
            state.set(LiveState.OFF);
            model.live(Optional.empty());
        } else if (next.isPresent()
                && !last.map(Compared::training).equals(next.map(Compared::training))) {
            train(next.get());
        }
    }

    /// A person begins to look at documents: features are taken ahead of the first key.
    void wake() {
        if (state.get().stage() == LiveState.Stage.OFF) {
            compared.filter(c -> desk.holder().get().isEmpty()).ifPresent(this::train);
        }
    }

    private void train(Compared c) {
        long mine = asked.incrementAndGet();
        Map<DocumentId, Integer> labels = c.training();
        int looks = apart(base, labels);
        if (looks > 0 || state.get().on()) {
            state.set(new LiveState(LiveState.Stage.TRAINING, 0, looks, 0));
        }
        desk.background()
                .run(
                        () -> work(c, labels, mine),
                        done -> {
                            if (mine == asked.get()) {
                                state.set(
                                        looks == 0
                                                ? LiveState.OFF
                                                : new LiveState(
                                                        LiveState.Stage.LIVE,
                                                        1,
                                                        looks,
                                                        done.seconds()));
                                model.live(done.scores());
                            }
                        },
                        e -> {
                            if (mine == asked.get() && !(e instanceof CancellationException)) {
                                state.set(LiveState.OFF);
                                model.live(Optional.empty());
                                desk.tell(e);
                            }
                        });
    }

    /// How many documents have another label in one of the two.
    private static int apart(Map<DocumentId, Integer> one, Map<DocumentId, Integer> other) {
        Set<DocumentId> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return (int)
                all.stream()
                        .filter(d -> !java.util.Objects.equals(one.get(d), other.get(d)))
                        .count();
    }

    private Trained work(Compared c, Map<DocumentId, Integer> labels, long mine) {
        synchronized (lock) {
            if (prepared == null
                    || !prepared.fingerprint().equals(c.classifier().fingerprint())
                    || !prepared.head().covers(labels.keySet())
                    || !prepared.head().covers(c.labels().stream().map(Label::document).toList())) {
                prepared = null;
                prepared = prepare(c);
            }
            if (mine != asked.get()) {
                throw new CancellationException();
            }
            long start = System.nanoTime();
            Optional<LiveHead.Scores> scores =
                    labels.equals(base)
                            ? Optional.empty()
                            : Optional.of(prepared.head().train(labels, () -> mine != asked.get()));
            return new Trained(scores, (System.nanoTime() - start) / 1e9);
        }
    }

    /// Takes the features, and trains on the labels there were before the first key; only another
    /// classifier stops it.
    private Prepared prepare(Compared c) {
        Workbench bench = desk.bench();
        String fingerprint = c.classifier().fingerprint();
        TrainedClassifier classifier =
                bench.classifiers()
                        .find(c.classifier().name())
                        .filter(k -> k.fingerprint().equals(fingerprint))
                        .orElseThrow(CancellationException::new);
        Map<DocumentId, Integer> first = new HashMap<>(base);
        Set<DocumentId> documents = new TreeSet<>(c.training().keySet());
        documents.addAll(first.keySet());
        c.labels().forEach(l -> documents.add(l.document()));
        int n = documents.size();
        LiveHead head =
                LiveHead.of(
                        classifier,
                        documents.stream().toList(),
                        bench.corpora(),
                        bench.classifiers().folds(classifier.id()),
                        training.embedder(bench, classifier.classifier().recipe()),
                        done -> reading(fingerprint, done, n));
        head.train(first, () -> !fingerprint.equals(wanted));
        return new Prepared(fingerprint, head);
    }

    private void reading(String fingerprint, int done, int n) {
        if (!fingerprint.equals(wanted)) {
            throw new CancellationException();
        }
        if (done % Math.max(1, n / 20) == 0) {
            Platform.runLater(
                    () ->
                            state.update(
                                    s ->
                                            s.stage() == LiveState.Stage.TRAINING
                                                            || s.stage() == LiveState.Stage.READING
                                                    ? new LiveState(
                                                            done < n
                                                                    ? LiveState.Stage.READING
                                                                    : LiveState.Stage.TRAINING,
                                                            (double) done / n,
                                                            s.looks(),
                                                            0)
                                                    : s));
        }
    }
}
