package org.hornbook.app.view.corpora;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.hornbook.app.Sentence;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.SavedViews;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.FilteredSet;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;

/// Browsing one corpus: a query, what it finds in which order, and the document that is open.
public final class CorporaViewModel {
    /// The part that goes without saying where something was removed.
    private static final String STANDING = "-is:removed";

    private final Desk desk;
    private final Latest searches;
    private final Latest readings;
    private final Latest countings;
    private final FirstLines lines;
    private final Value<CorporaState> state = new Value<>(CorporaState.FIRST);
    private final CorpusSearch search;

    /// Counts the searches: one that is not the latest stops.
    private final AtomicLong asked = new AtomicLong();

    /// The corpus that was asked for last, perhaps not yet shown.
    private String wanted = "";

    public CorporaViewModel(Desk desk) {
        this.desk = desk;
        this.searches = desk.background().latest();
        this.readings = desk.background().latest();
        this.countings = desk.background().latest();
        this.search = new CorpusSearch(desk);
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
        String gone = parts.remove(part);
        boolean said = DocumentQuery.parse(state.get().query()).speaksOfRemoval();
        if (!said && gone.equals(STANDING)) {
            parts.add(new DocumentQuery.Any().text());
        } else if (!said) {
            parts.remove(STANDING);
        }
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
        return state.get().found().map(f -> CorpusSearch.all(f.columns())).orElse(List.of());
    }

    /// Opens the document of a row in the reader.
    public void open(int row) {
        CorporaState.Found found = state.get().found().orElseThrow();
        if (row < 0 || row >= found.rows().length) {
            readings.forget();
            state.update(s -> s.opened(Optional.empty()));
            return;
        }
        open(found.columns().id(found.rows()[row]));
    }

    /// Opens a document in the reader, whether it was found or not.
    public void open(DocumentId id) {
        Optional<Corpus> corpus = state.get().corpus();
        readings.ask(
                () -> opened(corpus, id),
                o -> state.update(s -> s.opened(Optional.of(o))),
                desk::tell);
    }

    private CorporaState.Opened opened(Optional<Corpus> corpus, DocumentId id) {
        Workbench bench = desk.bench();
        Map<String, Double> scores = bench.classifiers().of(id);
        Map<String, Boolean> kept = new LinkedHashMap<>();
        for (FilteredSet set : bench.sets().all()) {
            Double score = scores.get(set.classifier());
            if (score != null && corpus.filter(c -> c.id().equals(set.corpus())).isPresent()) {
                kept.put(set.name(), bench.sets().holds(set, id));
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
        long mine = asked.incrementAndGet();
        // Asked for the same again, what is wrong with it stays there to be read.
        state.update(
                s -> {
                    String wrong = text.equals(s.query()) ? s.wrong() : "";
                    return s.asked(text, wrong, s.chips()).sorted(sort);
                });
        searches.ask(
                () -> search.find(name, text, sort, () -> asked.get() == mine),
                answer -> show(answer, mine),
                e -> {
                    if (e instanceof IllegalArgumentException) {
                        state.update(s -> s.asked(text, Sentence.of(e), s.chips()));
                    } else {
                        desk.tell(e);
                    }
                });
    }

    private void show(CorpusSearch.Answer answer, long mine) {
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
            next =
                    next.showing(CorpusSearch.usual(answer.found().get()))
                            .opened(Optional.empty())
                            .facts(Optional.empty());
        }
        state.set(next);
        answer.found().ifPresent(found -> count(found, mine));
    }

    /// Says what the documents found are like, once they are shown.
    private void count(CorporaState.Found found, long mine) {
        countings.ask(
                () -> search.facts(found, () -> asked.get() == mine),
                facts -> state.update(s -> s.facts(Optional.of(facts))),
                e -> {
                    if (!(e instanceof CancellationException)) {
                        desk.tell(e);
                    }
                });
    }
}
