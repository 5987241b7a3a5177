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
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.KeptRubric;
import org.hornbook.label.sample.Sample;
import org.hornbook.label.sample.SampleId;

/// Labelling by hand: a queue of documents, a decision on each, every decision undone one by one.
public final class LabelsViewModel {
    private final Desk desk;
    private final Latest queues;
    private final Latest documents;
    private final Latest sides;
    private final LabelsSide side = new LabelsSide();
    private final Deque<Step> given = new ArrayDeque<>();
    private final Value<LabelsState> state;
    private final Object placing = new Object();
    private volatile LabelQueue queue = LabelQueue.NONE;
    private volatile int reached;
    private boolean filling;
    private String note = "";

    /// A decision that can be undone.
    private sealed interface Step {
        /// @param before what it replaced
        record One(int at, DocumentId document, Label label, Optional<Label> before)
                implements Step {}

        /// Many labels at once.
        record Many(List<Label> labels, List<Label> replaced) implements Step {}
    }

    public LabelsViewModel(Desk desk) {
        this.desk = desk;
        this.queues = desk.background().latest();
        this.documents = desk.background().latest();
        this.sides = desk.background().latest();
        this.state = new Value<>(LabelsState.first(System.getProperty("user.name", "me")));
    }

    public Value<LabelsState> state() {
        return state;
    }

    /// Reads what may have changed; the queue stays if there is one.
    public void refresh() {
        if (queue.documents().isEmpty() && !filling) {
            fill(name(), new LabelQueue.Source.Resume());
        } else {
            beside();
        }
        desk.read(
                () -> desk.bench().rubrics().latest().stream().map(KeptRubric::rubric).toList(),
                all -> state.update(s -> s.with(all, s.rubric())));
    }

    private String name() {
        return state.get().corpus().map(Corpus::name).orElse("");
    }

    /// Fills the queue from a corpus.
    public void corpus(String name) {
        fill(name, new LabelQueue.Source.Resume());
    }

    /// Another fifty.
    public void more() {
        fill(name(), new LabelQueue.Source.Next());
    }

    /// Fills the queue with what a query finds.
    public void these(String corpus, String query) {
        fill(corpus, new LabelQueue.Source.These(query));
    }

    /// Fills the queue with what a plan draws.
    public void drawn(Sample.Plan plan) {
        fill(name(), new LabelQueue.Source.Drawn(plan));
    }

    /// Fills the queue with a sample that is kept, from where one left.
    public void kept(SampleId sample) {
        fill(name(), new LabelQueue.Source.Kept(sample));
    }

    public void rubric(Rubric next) {
        state.update(s -> s.with(s.rubrics(), next));
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
        if (now.at() >= queue.documents().size()
                || !document.id().equals(queue.documents().get(now.at()))) {
            // The next one is not there yet: nobody labels what was not shown.
            return;
        }
        String why = note.isEmpty() ? now.myNote() : note;
        note = "";
        int at = now.at();
        state.set(now.going(at + 1, decided(now, value), true));
        load();
        desk.background()
                .run(
                        () -> {
                            Workbench bench = desk.bench();
                            Label label = label(bench, now, document.id(), value, why);
                            Optional<Label> before = bench.labels().put(label);
                            place(bench, now);
                            return new Step.One(at, document.id(), label, before);
                        },
                        given::push,
                        e -> {
                            desk.tell(e);
                            state.update(s -> s.going(at, "", !given.isEmpty()));
                            load();
                        });
    }

    private static Label label(
            Workbench bench, LabelsState now, DocumentId document, int value, String why) {
        return new Label(
                document,
                bench.labels().rubric(now.rubric()),
                value,
                why,
                bench.labels().annotator(now.voter(), Annotator.Kind.PERSON).id(),
                Instant.now());
    }

    /// Keeps how far one has come, so that the next window goes on there. A queue that was drawn
    /// becomes a sample with its first decision.
    private void place(Workbench bench, LabelsState now) {
        synchronized (placing) {
            LabelQueue q = queue;
            if (q.plan().isEmpty() || now.corpus().isEmpty()) {
                return;
            }
            if (q.sample().isEmpty()) {
                Corpus corpus = now.corpus().get();
                String name = bench.samples().free(corpus.id(), Texts.of("labels.stretch"));
                q = q.kept(bench.samples().keep(corpus, name, q.plan().get(), q.documents()).id());
                queue = q;
            }
            bench.samples().put(new Sample.Place(q.sample().get(), now.me(), reached));
        }
    }

    /// Labels all `documents` alike; one undo takes all back.
    public void bulk(List<DocumentId> documents, int value, String why) {
        LabelsState now = state.get();
        desk.read(
                () -> {
                    Workbench bench = desk.bench();
                    List<Label> labels = new ArrayList<>(documents.size());
                    if (!documents.isEmpty()) {
                        Label like = label(bench, now, documents.getFirst(), value, why);
                        documents.forEach(
                                d ->
                                        labels.add(
                                                new Label(
                                                        d,
                                                        like.rubric(),
                                                        value,
                                                        why,
                                                        like.annotator(),
                                                        like.created())));
                    }
                    return new Step.Many(labels, bench.labels().putAll(labels));
                },
                step -> {
                    given.push(step);
                    String said =
                            Texts.of("labels.bulk.done", Words.count(documents.size()), value);
                    state.update(s -> s.going(s.at(), said, true));
                    load();
                    beside();
                });
    }

    /// Goes on without a label.
    public void skip() {
        LabelsState now = state.get();
        if (now.at() < now.size()) {
            state.set(now.going(now.at() + 1, Texts.of("labels.skipped"), now.undoable()));
            load();
            keepPlace();
        }
    }

    private void keepPlace() {
        LabelsState now = state.get();
        desk.read(
                () -> {
                    place(desk.bench(), now);
                    return now;
                },
                kept -> {});
    }

    /// Goes back one, without taking a label back.
    public void back() {
        LabelsState now = state.get();
        if (now.at() > 0) {
            state.set(now.going(now.at() - 1, "", now.undoable()));
            load();
            keepPlace();
        }
    }

    /// Takes the last decision back, and shows its document again.
    public void undo() {
        if (given.isEmpty()) {
            return;
        }
        Step last = given.pop();
        desk.background()
                .run(
                        () -> {
                            Workbench bench = desk.bench();
                            switch (last) {
                                case Step.One(var at, var id, var label, var before) -> {
                                    if (before.isPresent()) {
                                        bench.labels().put(before.get());
                                    } else {
                                        bench.labels().remove(label);
                                    }
                                }
                                case Step.Many(var labels, var replaced) ->
                                        bench.labels().takeBack(labels, replaced);
                            }
                            return last;
                        },
                        this::undone,
                        e -> {
                            given.push(last);
                            desk.tell(e);
                        });
    }

    private void undone(Step step) {
        boolean more = !given.isEmpty();
        switch (step) {
            case Step.One(var at, var id, var label, var before) -> {
                boolean here =
                        at < queue.documents().size() && queue.documents().get(at).equals(id);
                String said = Texts.of("labels.undone", label.value());
                state.update(s -> s.going(here ? at : s.at(), said, more));
            }
            case Step.Many(var labels, var replaced) ->
                    state.update(
                            s ->
                                    s.going(
                                            s.at(),
                                            Texts.of(
                                                    "labels.bulk.undone",
                                                    Words.count(labels.size())),
                                            more));
        }
        load();
        keepPlace();
        beside();
    }

    private static String decided(LabelsState now, int value) {
        StringJoiner said = new StringJoiner(" \u00b7 ");
        now.others().forEach(o -> said.add(o.who() + " " + o.words()));
        return said.length() == 0
                ? Texts.of("labels.last.alone", value)
                : Texts.of("labels.last", value, said.toString());
    }

    private void fill(String name, LabelQueue.Source source) {
        filling = true;
        LabelsState now = state.get();
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
                            corpus.map(c -> LabelQueue.of(bench, c, now.me(), source))
                                    .orElse(LabelQueue.NONE),
                            corpus.filter(c -> !now.corpus().equals(corpus))
                                    .flatMap(c -> lastUsed(bench, c, now.me()))
                                    .orElse(now.rubric()));
                },
                this::filled,
                e -> {
                    filling = false;
                    desk.tell(e);
                });
    }

    /// The rubric of the newest label that one gave in a corpus.
    private static Optional<Rubric> lastUsed(Workbench bench, Corpus corpus, String me) {
        return bench.labels()
                .annotator(me)
                .flatMap(
                        a ->
                                bench.labels().labels(corpus.id(), a.id()).stream()
                                        .max(Comparator.comparing(Label::created)))
                .map(l -> bench.labels().rubric(l.rubric()));
    }

    private record Filled(
            List<Corpus> corpora, Optional<Corpus> corpus, LabelQueue queue, Rubric rubric) {}

    private void filled(Filled filled) {
        filling = false;
        queue = filled.queue();
        LabelsState s = state.get();
        boolean same = s.corpus().equals(filled.corpus());
        if (!same) {
            given.clear();
        }
        state.set(
                s.filled(
                        filled.corpora(),
                        filled.corpus(),
                        filled.queue(),
                        filled.rubric(),
                        same ? s.side() : LabelsState.Side.NONE));
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
        reached = at;
        if (at >= queue.documents().size()) {
            documents.forget();
            state.update(s -> s.showing(Optional.empty(), OptionalInt.empty(), "", List.of()));
            return;
        }
        DocumentId id = queue.documents().get(at);
        String me = state.get().voter();
        documents.ask(
                () -> read(desk.bench(), id, me),
                read ->
                        state.update(
                                s ->
                                        s.showing(
                                                Optional.of(read.document()),
                                                read.mine(),
                                                read.note(),
                                                read.said())),
                desk::tell);
    }

    private static Read read(Workbench bench, DocumentId id, String me) {
        Map<String, Label> labels = bench.labels().of(id);
        List<LabelsState.Said> said = new ArrayList<>();
        labels.forEach(
                (who, label) -> {
                    if (!who.equals(me)) {
                        said.add(
                                new LabelsState.Said(
                                        who, String.valueOf(label.value()), label.rationale()));
                    }
                });
        bench.classifiers()
                .of(id)
                .forEach(
                        (who, score) ->
                                said.add(new LabelsState.Said(who, Words.figure(score), "")));
        Optional<Label> mine = Optional.ofNullable(labels.get(me));
        return new Read(
                bench.corpora().get(id),
                mine.map(l -> OptionalInt.of(l.value())).orElse(OptionalInt.empty()),
                mine.map(Label::rationale).orElse(""),
                List.copyOf(said));
    }

    private record Read(
            Document document, OptionalInt mine, String note, List<LabelsState.Said> said) {}
}
