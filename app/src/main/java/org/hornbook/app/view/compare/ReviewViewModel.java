package org.hornbook.app.view.compare;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.hornbook.app.Workbench;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.Pairs;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;

/// Looking again at documents on which the two differ, and saying who is right.
///
/// What is said is always the label of the person at this machine, under the annotator's own
/// rubric, and marked as a second look. Nobody else's label is touched: the comparison lets the
/// second look stand in its place, and can be asked not to. Where the person's own earlier label is
/// replaced, its value is told in the reason of the new one, and undo brings it back.
public final class ReviewViewModel {
    private static final int LARGE = 2;
    private static final int AT_LEAST = 20;

    private final Desk desk;
    private final CompareViewModel model;
    private final Latest documents;
    private final Latest alike;
    private final LiveViewModel live;
    private final Deque<Given> given = new ArrayDeque<>();
    private final Deque<Given> undone = new ArrayDeque<>();
    private final Value<ReviewState> state = new Value<>(ReviewState.NONE);
    private final Value<List<ReviewState.Near>> near = new Value<>(List.of());
    private final String me = System.getProperty("user.name", "me");
    private final Alike reader = new Alike();
    private Optional<Compared> compared = Optional.empty();

    /// A decision that can be undone.
    ///
    /// @param before what it replaced
    /// @param said the value of the annotator it was about; empty if there was none
    /// @param at when it was given or taken back, by `System.nanoTime`
    private record Given(
            DocumentId document, Label label, Optional<Label> before, OptionalInt said, long at) {
        Given now() {
            return new Given(document, label, before, said, System.nanoTime());
        }
    }

    public ReviewViewModel(Desk desk, CompareViewModel model, LiveViewModel live) {
        this.desk = desk;
        this.model = model;
        this.live = live;
        this.documents = desk.background().latest();
        this.alike = desk.background().latest();
    }

    Value<ReviewState> state() {
        return state;
    }

    /// Labelled documents that read like the opened one.
    Value<List<ReviewState.Near>> near() {
        return near;
    }

    /// Another comparison, or the same with other numbers: there the list stays.
    void compared(Optional<Compared> next) {
        boolean same =
                next.isPresent() && compared.isPresent() && next.get().sameTwo(compared.get());
        compared = next;
        if (next.isEmpty()) {
            documents.forget();
            alike.forget();
            given.clear();
            undone.clear();
            state.set(ReviewState.NONE);
            near.set(List.of());
        } else if (same) {
            load();
        } else {
            given.clear();
            undone.clear();
            state.update(s -> s.saying("", false));
            largest();
        }
    }

    /// The largest disagreements that nobody has looked at again.
    public void largest() {
        compared.ifPresent(
                c -> {
                    Pairs pairs = c.pairs();
                    List<Integer> open =
                            pairs.byResidual().stream()
                                    .filter(i -> !pairs.labels().get(i).secondLook())
                                    .toList();
                    int large = (int) open.stream().filter(i -> pairs.residual(i) > LARGE).count();
                    show(
                            Texts.of("compare.largest"),
                            open.stream()
                                    .limit(Math.max(large, Math.min(AT_LEAST, open.size())))
                                    .map(i -> pairs.labels().get(i).document())
                                    .toList(),
                            Optional.empty());
                });
    }

    /// The documents of a cell of the grid, the largest difference first.
    public void cell(int label, int score) {
        live.wake();
        compared.ifPresent(
                c ->
                        show(
                                Texts.of(
                                        "compare.cell",
                                        label,
                                        score == c.low()
                                                ? Texts.of("compare.cell.lowest", score + 0.5)
                                                : score == c.high()
                                                        ? Texts.of(
                                                                "compare.cell.highest", score - 0.5)
                                                        : (score - 0.5) + "\u2013" + (score + 0.5)),
                                c.pairs().cell(label, score, c.low(), c.high()).stream()
                                        .map(i -> c.pairs().labels().get(i).document())
                                        .toList(),
                                Optional.of(new ReviewState.Cell(label, score))));
    }

    /// Some documents, from the first on.
    void these(String title, List<DocumentId> some) {
        show(title, some, Optional.empty());
    }

    /// Some documents, beginning with one of them.
    public void these(String title, List<DocumentId> some, DocumentId first) {
        show(title, some, Optional.empty());
        go(Math.max(0, some.indexOf(first)));
    }

    private void show(String title, List<DocumentId> some, Optional<ReviewState.Cell> cell) {
        ReviewState s = state.get();
        state.set(new ReviewState(title, some, 0, cell, Optional.empty(), "", s.undoable()));
        load();
    }

    private void go(int place) {
        state.update(s -> s.at(Math.clamp(place, 0, s.size())));
        load();
    }

    /// Goes on without a word.
    public void skip() {
        if (state.get().at() < state.get().size()) {
            go(state.get().at() + 1);
        }
    }

    public void back() {
        go(state.get().at() - 1);
    }

    /// Says which label is right, and goes on.
    public void vote(int value) {
        ReviewState now = state.get();
        if (now.current().isEmpty() || compared.isEmpty()) {
            return;
        }
        Compared c = compared.get();
        ReviewState.Opened opened = now.current().get();
        if (!c.rubric().admits(value)) {
            return;
        }
        model.roundBegins();
        state.set(now.saying(Texts.of("compare.said", value), now.undoable()));
        go(now.at() + 1);
        write(
                () -> {
                    Workbench bench = desk.bench();
                    Annotator person = bench.labels().annotator(me, Annotator.Kind.PERSON);
                    Optional<Label> mine =
                            Optional.ofNullable(bench.labels().of(opened.document().id()).get(me));
                    Label label =
                            new Label(
                                    opened.document().id(),
                                    opened.label()
                                            .map(Label::rubric)
                                            .orElseGet(() -> bench.labels().rubric(c.rubric())),
                                    value,
                                    reason(c, opened, mine),
                                    person.id(),
                                    Instant.now());
                    return new Given(
                            label.document(),
                            label,
                            bench.labels().put(label),
                            opened.label().isPresent()
                                    ? OptionalInt.of(opened.label().get().value())
                                    : OptionalInt.empty(),
                            System.nanoTime());
                },
                done -> {
                    given.push(done);
                    undone.clear();
                    state.update(s -> s.saying(said(c, done), true));
                    model.refresh();
                });
    }

    private static String said(Compared c, Given g) {
        String key =
                g.said().isEmpty()
                        ? "compare.said.new"
                        : g.said().getAsInt() == g.label().value()
                                ? "compare.said.right"
                                : "compare.said.other";
        return Texts.of(
                key,
                g.label().value(),
                c.annotator().name(),
                g.said().isEmpty() ? "" : g.said().getAsInt());
    }

    private String reason(Compared c, ReviewState.Opened opened, Optional<Label> mine) {
        StringBuilder why = new StringBuilder(Label.SECOND_LOOK);
        List<String> parts = new ArrayList<>();
        opened.label()
                .filter(l -> !c.annotator().name().equals(me))
                .ifPresent(l -> parts.add(c.annotator().name() + " " + l.value()));
        if (!Double.isNaN(opened.score())) {
            parts.add(c.classifier().name() + " " + Words.figure(opened.score()));
        }
        why.append(String.join(", ", parts));
        mine.filter(m -> !m.secondLook())
                .ifPresent(
                        m ->
                                why.append("; I had said ")
                                        .append(m.value())
                                        .append(m.rationale().isEmpty() ? "" : ": ")
                                        .append(m.rationale()));
        return why.toString();
    }

    /// Takes the last second look back, and opens its document.
    public void undo() {
        if (given.isEmpty()) {
            return;
        }
        Given last = given.pop();
        undone.push(last.now());
        write(
                () -> {
                    if (last.before().isPresent()) {
                        desk.bench().labels().put(last.before().get());
                    } else {
                        desk.bench().labels().remove(last.label());
                    }
                    return last;
                },
                back -> {
                    String words =
                            back.said().isPresent() && compared.isPresent()
                                    ? Texts.of(
                                            "compare.undone.said",
                                            back.label().value(),
                                            compared.get().annotator().name(),
                                            back.said().getAsInt())
                                    : Texts.of("compare.undone", back.label().value());
                    int place = state.get().documents().indexOf(back.document());
                    state.update(s -> s.saying(words, !given.isEmpty()));
                    if (place >= 0) {
                        go(place);
                    }
                    model.refresh();
                });
    }

    /// Gives again the last second look that was taken back.
    public void redo() {
        if (undone.isEmpty()) {
            return;
        }
        Given again = undone.pop();
        model.roundBegins();
        write(
                () -> {
                    desk.bench().labels().put(again.label());
                    return again;
                },
                done -> {
                    given.push(done.now());
                    state.update(
                            s -> s.saying(Texts.of("compare.said", done.label().value()), true));
                    int place = state.get().documents().indexOf(done.document());
                    if (place >= 0) {
                        go(place + 1);
                    }
                    model.refresh();
                });
    }

    boolean redoable() {
        return !undone.isEmpty();
    }

    /// When the second look was given that `undo` takes back, by `System.nanoTime`.
    Optional<Long> newest() {
        return Optional.ofNullable(given.peek()).map(Given::at);
    }

    /// When the second look was taken back that `redo` gives again.
    Optional<Long> newestUndone() {
        return Optional.ofNullable(undone.peek()).map(Given::at);
    }

    /// Opens a document of the list, if it is there.
    void open(DocumentId document) {
        int place = state.get().documents().indexOf(document);
        if (place >= 0) {
            go(place);
        }
    }

    /// The documents that people decided on, whatever the line says.
    public void byHand() {
        compared.ifPresent(
                c ->
                        show(
                                Texts.of("compare.byhand.title"),
                                c.byHand().keySet().stream().sorted().toList(),
                                Optional.empty()));
    }

    private <T> void write(java.util.concurrent.Callable<T> work, Consumer<T> then) {
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        desk.background().run(work, then, desk::tell);
    }

    private void load() {
        ReviewState s = state.get();
        if (compared.isEmpty() || s.at() >= s.size()) {
            documents.forget();
            alike.forget();
            near.set(List.of());
            state.update(now -> now.showing(Optional.empty()));
            return;
        }
        Compared c = compared.get();
        DocumentId id = s.documents().get(s.at());
        documents.ask(
                () -> OpenedReader.read(desk.bench(), c, id, me),
                opened -> {
                    state.update(now -> now.showing(Optional.of(opened)));
                    alike.ask(
                            () -> reader.of(desk.bench(), c, opened.document()),
                            near::set,
                            desk::tell);
                },
                desk::tell);
    }
}
