package org.hornbook.app.view.corpora;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.Sentence;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.SavedViews;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.FilteredSet;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;

/// Browsing one corpus: a query, what it finds in which order, and the document that is open.
public final class CorporaViewModel {
    private static final int FEW = 200;

    private final Desk desk;
    private final Latest searches;
    private final Latest readings;
    private final FirstLines lines;
    private final Value<CorporaState> state = new Value<>(CorporaState.FIRST);
    private volatile Loaded loaded;

    /// The corpus that was asked for last, perhaps not yet shown.
    private String wanted = "";

    /// The columns of a corpus, as of a moment of the store.
    private record Loaded(Corpus corpus, ColumnCache columns, String mark) {}

    public CorporaViewModel(Desk desk) {
        this.desk = desk;
        this.searches = desk.background().latest();
        this.readings = desk.background().latest();
        this.lines = new FirstLines(desk);
    }

    public Value<CorporaState> state() {
        return state;
    }

    public FirstLines lines() {
        return lines;
    }

    /// Reads anew what may have changed.
    public void refresh() {
        search(wanted, state.get().query(), state.get().sort());
        desk.read(
                () -> new SavedViews(desk.session().folder()).all(),
                all -> state.update(now -> now.with(all)));
    }

    public void corpus(String name) {
        search(name, "", new CorporaState.Sort(CorporaState.Column.TEXT, false));
    }

    /// Finds what the text means, or says what is wrong with it.
    public void query(String text) {
        search(wanted, text, state.get().sort());
    }

    /// Adds a part that must hold too.
    public void narrow(String part) {
        String now = state.get().query().strip();
        query(
                now.isEmpty()
                        ? part
                        : state.get().chips().size() <= 1 && now.contains(" OR ")
                                ? "(" + now + ") " + part
                                : now + " " + part);
    }

    /// Takes one part of the query away.
    public void widen(int part) {
        List<String> parts = new ArrayList<>(state.get().chips());
        parts.remove(part);
        query(String.join(" ", parts));
    }

    /// Finds in another corpus; an empty name leaves the one there is.
    public void browse(String corpus, String text) {
        search(corpus.isEmpty() ? wanted : corpus, text, state.get().sort());
    }

    public void sort(CorporaState.Column by, boolean descending) {
        search(wanted, state.get().query(), new CorporaState.Sort(by, descending));
    }

    /// Shows a column, or hides it.
    public void toggle(CorporaState.Column column) {
        List<CorporaState.Column> next = new ArrayList<>(state.get().columns());
        if (!next.remove(column)) {
            next.add(column);
        }
        state.update(s -> s.showing(List.copyOf(next)));
    }

    /// Every column there could be.
    public List<CorporaState.Column> possible() {
        return state.get().found().map(f -> all(f.columns())).orElse(List.of());
    }

    /// Opens the document of a row in the reader.
    public void open(int row) {
        CorporaState.Found found = state.get().found().orElseThrow();
        if (row < 0 || row >= found.rows().length) {
            readings.forget();
            state.update(s -> s.opened(Optional.empty()));
            return;
        }
        DocumentId id = found.columns().id(found.rows()[row]);
        readings.ask(
                () -> opened(id), o -> state.update(s -> s.opened(Optional.of(o))), desk::tell);
    }

    private CorporaState.Opened opened(DocumentId id) {
        Workbench bench = desk.bench();
        Map<String, Double> scores = bench.classifiers().of(id);
        Map<String, Boolean> kept = new LinkedHashMap<>();
        for (FilteredSet set : bench.sets().all()) {
            Double score = scores.get(set.classifier());
            if (score != null && loaded != null && set.corpus().equals(loaded.corpus().id())) {
                kept.put(set.name(), score >= set.cutoff());
            }
        }
        return new CorporaState.Opened(
                bench.corpora().get(id), bench.labels().of(id), scores, kept);
    }

    /// Keeps the query under a name.
    public void save(String name) {
        CorporaState s = state.get();
        desk.read(
                () ->
                        new SavedViews(desk.session().folder())
                                .put(
                                        new SavedViews.View(
                                                name,
                                                s.corpus().map(Corpus::name).orElse(""),
                                                s.query())),
                all -> state.update(now -> now.with(all)));
    }

    public void forget(SavedViews.View view) {
        desk.read(
                () -> new SavedViews(desk.session().folder()).remove(view),
                all -> state.update(now -> now.with(all)));
    }

    private void search(String name, String text, CorporaState.Sort sort) {
        wanted = name;
        state.update(s -> s.asked(text, "", s.chips()).sorted(sort));
        searches.ask(
                () -> find(name, text, sort),
                this::show,
                e -> {
                    if (e instanceof IllegalArgumentException) {
                        state.update(s -> s.asked(text, Sentence.of(e), s.chips()));
                    } else {
                        desk.tell(e);
                    }
                });
    }

    private record Answer(
            List<Corpus> corpora,
            Optional<Corpus> corpus,
            String text,
            List<String> chips,
            Optional<CorporaState.Found> found) {}

    private Answer find(String name, String text, CorporaState.Sort sort) {
        Workbench bench = desk.bench();
        List<Corpus> corpora = bench.corpora().all();
        Optional<Corpus> corpus =
                corpora.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .or(
                                () ->
                                        corpora.stream()
                                                .max(Comparator.comparingLong(Corpus::documents)));
        if (corpus.isEmpty()) {
            return new Answer(corpora, corpus, text, List.of(), Optional.empty());
        }
        DocumentQuery query = DocumentQuery.parse(text);
        ColumnRepository repository = new ColumnRepository(bench.workspace().database());
        ColumnCache columns = columns(repository, corpus.get());
        long start = System.nanoTime();
        BitSet rows = columns.select(query, m -> repository.matches(corpus.get().id(), m));
        CorporaState.Column by =
                all(columns).contains(sort.by()) ? sort.by() : CorporaState.Column.TEXT;
        int[] sorted = columns.sorted(rows, order(by), sort.descending());
        long nanos = System.nanoTime() - start;
        Map<String, Map<String, Long>> fields = new LinkedHashMap<>();
        for (String field : columns.fields()) {
            Map<String, Long> values = columns.facets(field, rows);
            if (values.size() <= FEW && !values.isEmpty()) {
                fields.put(field, values);
            }
        }
        Map<String, long[]> scores = new LinkedHashMap<>();
        for (String classifier : columns.classifiers()) {
            scores.put(
                    classifier,
                    columns.histogram(classifier, 0, 5, CorporaState.Found.SCORE_BINS, rows));
        }
        Map<String, Map<Integer, Long>> labels = new LinkedHashMap<>();
        for (String annotator : columns.annotators()) {
            labels.put(annotator, columns.labels(annotator, rows));
        }
        return new Answer(
                corpora,
                corpus,
                text,
                chips(query),
                Optional.of(
                        new CorporaState.Found(
                                columns,
                                sorted,
                                nanos,
                                marks(query),
                                fields,
                                columns.lengths(CorporaState.Found.LENGTH_BINS, rows),
                                scores,
                                labels)));
    }

    private ColumnCache columns(ColumnRepository repository, Corpus corpus) {
        String mark = desk.session().mark();
        Loaded now = loaded;
        if (now == null || !now.corpus().equals(corpus) || !now.mark().equals(mark)) {
            now = new Loaded(corpus, repository.load(corpus.id()), mark);
            loaded = now;
        }
        return now.columns();
    }

    private void show(Answer answer) {
        CorporaState s = state.get();
        boolean other = !s.corpus().map(Corpus::id).equals(answer.corpus().map(Corpus::id));
        if (other) {
            lines.clear();
        }
        wanted = answer.corpus().map(Corpus::name).orElse(wanted);
        CorporaState next =
                s.in(answer.corpora(), answer.corpus())
                        .asked(answer.text(), "", answer.chips())
                        .found(answer.found());
        if (other && answer.found().isPresent()) {
            next = next.showing(usual(answer.found().get())).opened(Optional.empty());
        }
        state.set(next);
    }

    private static List<CorporaState.Column> all(ColumnCache columns) {
        List<CorporaState.Column> all = new ArrayList<>();
        all.add(CorporaState.Column.TEXT);
        columns.fields()
                .forEach(f -> all.add(new CorporaState.Column(CorporaState.Column.Kind.FIELD, f)));
        all.add(CorporaState.Column.LENGTH);
        columns.annotators()
                .forEach(a -> all.add(new CorporaState.Column(CorporaState.Column.Kind.LABEL, a)));
        columns.classifiers()
                .forEach(c -> all.add(new CorporaState.Column(CorporaState.Column.Kind.SCORE, c)));
        return all;
    }

    /// At first: the first field that tells documents apart, length, two annotators and a
    /// classifier.
    private static List<CorporaState.Column> usual(CorporaState.Found found) {
        List<String> telling =
                found.fields().entrySet().stream()
                        .filter(e -> e.getValue().size() > 1)
                        .map(Map.Entry::getKey)
                        .limit(1)
                        .toList();
        List<CorporaState.Column> usual = new ArrayList<>();
        int labels = 0;
        int scores = 0;
        for (CorporaState.Column c : all(found.columns())) {
            boolean shown =
                    switch (c.kind()) {
                        case TEXT, LENGTH -> true;
                        case FIELD -> telling.contains(c.name());
                        case LABEL -> labels++ < 2;
                        case SCORE -> scores++ < 1;
                    };
            if (shown) {
                usual.add(c);
            }
        }
        return List.copyOf(usual);
    }

    private static ColumnCache.Order order(CorporaState.Column by) {
        return switch (by.kind()) {
            case TEXT -> new ColumnCache.Order.Imported();
            case LENGTH -> new ColumnCache.Order.ByLength();
            case FIELD -> new ColumnCache.Order.ByField(by.name());
            case LABEL -> new ColumnCache.Order.ByLabel(by.name());
            case SCORE -> new ColumnCache.Order.ByScore(by.name());
        };
    }

    private static List<String> chips(DocumentQuery query) {
        return switch (query) {
            case DocumentQuery.All() -> List.of();
            case DocumentQuery.And(List<DocumentQuery> parts) ->
                    parts.stream()
                            .map(
                                    p ->
                                            p instanceof DocumentQuery.Or
                                                    ? "(" + p.text() + ")"
                                                    : p.text())
                            .toList();
            default -> List.of(query.text());
        };
    }

    private static List<String> marks(DocumentQuery query) {
        return switch (query) {
            case DocumentQuery.TextMatch(String words, boolean prefix) -> List.of(words);
            case DocumentQuery.And(List<DocumentQuery> parts) ->
                    parts.stream().flatMap(p -> marks(p).stream()).toList();
            case DocumentQuery.Or(List<DocumentQuery> parts) ->
                    parts.stream().flatMap(p -> marks(p).stream()).toList();
            default -> List.of();
        };
    }
}
