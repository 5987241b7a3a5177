package org.hornbook.app.view.labels;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.hornbook.app.Workbench;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.Rubric;

/// Labelling by hand: a queue of documents, a decision on each, every decision undone one by one.
public final class LabelsViewModel {
    private final Desk desk;
    private final Latest queues;
    private final Latest documents;
    private final Latest sides;
    private final LabelsSide side = new LabelsSide();
    private final Deque<Given> given = new ArrayDeque<>();
    private final Value<LabelsState> state;
    private List<DocumentId> queue = List.of();
    private boolean filling;
    private String note = "";

    /// A decision that can be undone.
    ///
    /// @param before what it replaced
    private record Given(int at, Label label, Optional<Label> before) {}

    public LabelsViewModel(Desk desk) {
        this.desk = desk;
        this.queues = desk.background().latest();
        this.documents = desk.background().latest();
        this.sides = desk.background().latest();
        this.state =
                new Value<>(
                        new LabelsState(
                                List.of(),
                                Optional.empty(),
                                Rubric.educationalValue(),
                                System.getProperty("user.name", "me"),
                                "",
                                0,
                                0,
                                Optional.empty(),
                                OptionalInt.empty(),
                                List.of(),
                                true,
                                "",
                                false,
                                LabelsState.Side.NONE));
    }

    public Value<LabelsState> state() {
        return state;
    }

    /// Reads what may have changed; the queue stays if there is one.
    public void refresh() {
        if (queue.isEmpty() && !filling) {
            fill(state.get().corpus().map(Corpus::name).orElse(""), Optional.empty());
        } else {
            beside();
        }
    }

    /// Fills the queue from a corpus.
    public void corpus(String name) {
        fill(name, Optional.empty());
    }

    /// Another fifty.
    public void more() {
        corpus(state.get().corpus().map(Corpus::name).orElse(""));
    }

    /// Fills the queue with what a query finds.
    public void these(String corpus, String query) {
        fill(corpus, Optional.of(query));
    }

    public void rubric(Rubric next) {
        state.update(s -> s.with(next));
    }

    public void blind() {
        state.update(s -> s.blind(!s.blind()));
    }

    /// Why the next label is given.
    public void note(String words) {
        note = words.strip();
    }

    /// Labels the document in front and goes on.
    public void vote(int value) {
        LabelsState now = state.get();
        if (now.document().isEmpty() || !now.rubric().admits(value)) {
            return;
        }
        Document document = now.document().get();
        if (!document.id().equals(queue.get(now.at()))) {
            // The next one is not there yet: nobody labels what was not shown.
            return;
        }
        String why = note;
        note = "";
        int at = now.at();
        state.set(now.going(at + 1, decided(now, value), true));
        load();
        desk.background()
                .run(
                        () -> {
                            Workbench bench = desk.bench();
                            Label label =
                                    new Label(
                                            document.id(),
                                            bench.labels().rubric(now.rubric()),
                                            value,
                                            why,
                                            bench.labels()
                                                    .annotator(now.me(), Annotator.Kind.PERSON)
                                                    .id(),
                                            Instant.now());
                            return new Given(at, label, bench.labels().put(label));
                        },
                        given::push,
                        e -> {
                            desk.tell(e);
                            state.update(s -> s.going(at, "", !given.isEmpty()));
                            load();
                        });
    }

    /// Goes on without a label.
    public void skip() {
        LabelsState now = state.get();
        if (now.at() < now.size()) {
            state.set(now.going(now.at() + 1, Texts.of("labels.skipped"), now.undoable()));
            load();
        }
    }

    /// Goes back one, without taking a label back.
    public void back() {
        LabelsState now = state.get();
        if (now.at() > 0) {
            state.set(now.going(now.at() - 1, "", now.undoable()));
            load();
        }
    }

    /// Takes the last label back and shows its document again.
    public void undo() {
        if (given.isEmpty()) {
            return;
        }
        Given last = given.pop();
        desk.background()
                .run(
                        () -> {
                            if (last.before().isPresent()) {
                                desk.bench().labels().put(last.before().get());
                            } else {
                                desk.bench().labels().remove(last.label());
                            }
                            return last;
                        },
                        undone -> {
                            state.update(
                                    s ->
                                            s.going(
                                                    undone.at(),
                                                    Texts.of(
                                                            "labels.undone",
                                                            undone.label().value()),
                                                    !given.isEmpty()));
                            load();
                        },
                        desk::tell);
    }

    private static String decided(LabelsState now, int value) {
        StringJoiner said = new StringJoiner(" \u00b7 ");
        now.others().forEach(o -> said.add(o.who() + " " + o.words()));
        return said.length() == 0
                ? Texts.of("labels.last.alone", value)
                : Texts.of("labels.last", value, said.toString());
    }

    private void fill(String name, Optional<String> query) {
        filling = true;
        queues.ask(
                () -> {
                    Workbench bench = desk.bench();
                    List<Corpus> corpora = bench.corpora().all();
                    Optional<Corpus> corpus =
                            corpora.stream()
                                    .filter(c -> c.name().equals(name))
                                    .findFirst()
                                    .or(
                                            () ->
                                                    corpora.stream()
                                                            .max(
                                                                    Comparator.comparingLong(
                                                                            Corpus::documents)));
                    return new Filled(
                            corpora,
                            corpus,
                            corpus.map(c -> queue(bench, c, query))
                                    .orElse(new LabelQueue(List.of(), "")));
                },
                this::filled,
                e -> {
                    filling = false;
                    desk.tell(e);
                });
    }

    private record Filled(List<Corpus> corpora, Optional<Corpus> corpus, LabelQueue queue) {}

    private LabelQueue queue(Workbench bench, Corpus corpus, Optional<String> query) {
        ColumnRepository repository = new ColumnRepository(bench.workspace().database());
        ColumnCache columns = repository.load(corpus.id());
        String me = state.get().me();
        return query.map(
                        q ->
                                LabelQueue.these(
                                        columns,
                                        me,
                                        columns.select(
                                                bench.corpora()
                                                        .standing(
                                                                corpus.id(),
                                                                DocumentQuery.parse(q)),
                                                repository.texts(corpus.id(), () -> true)),
                                        q))
                .orElseGet(() -> LabelQueue.next(columns, me, bench.classifiers().all()));
    }

    private void filled(Filled filled) {
        filling = false;
        queue = filled.queue().documents();
        given.clear();
        LabelsState s = state.get();
        state.set(
                new LabelsState(
                        filled.corpora(),
                        filled.corpus(),
                        s.rubric(),
                        s.me(),
                        filled.queue().about(),
                        0,
                        queue.size(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        List.of(),
                        s.blind(),
                        "",
                        false,
                        s.corpus().equals(filled.corpus()) ? s.side() : LabelsState.Side.NONE));
        load();
        beside();
    }

    private void beside() {
        state.get()
                .corpus()
                .ifPresent(
                        c ->
                                sides.ask(
                                        () -> side.read(desk.bench(), c, state.get().me()),
                                        read -> state.update(s -> s.beside(read)),
                                        desk::tell));
    }

    private void load() {
        int at = state.get().at();
        if (at >= queue.size()) {
            documents.forget();
            state.update(s -> s.showing(Optional.empty(), OptionalInt.empty(), List.of()));
            return;
        }
        DocumentId id = queue.get(at);
        String me = state.get().me();
        documents.ask(
                () -> {
                    Workbench bench = desk.bench();
                    Map<String, Label> labels = bench.labels().of(id);
                    List<LabelsState.Said> said = new ArrayList<>();
                    labels.forEach(
                            (who, label) -> {
                                if (!who.equals(me)) {
                                    said.add(
                                            new LabelsState.Said(
                                                    who,
                                                    String.valueOf(label.value()),
                                                    label.rationale()));
                                }
                            });
                    bench.classifiers()
                            .of(id)
                            .forEach(
                                    (who, score) ->
                                            said.add(
                                                    new LabelsState.Said(
                                                            who, Words.figure(score), "")));
                    return new Read(
                            bench.corpora().get(id),
                            labels.containsKey(me)
                                    ? OptionalInt.of(labels.get(me).value())
                                    : OptionalInt.empty(),
                            List.copyOf(said));
                },
                read ->
                        state.update(
                                s ->
                                        s.showing(
                                                Optional.of(read.document()),
                                                read.mine(),
                                                read.said())),
                desk::tell);
    }

    private record Read(Document document, OptionalInt mine, List<LabelsState.Said> said) {}
}
