package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.List;
import org.hornbook.app.CommandLine;
import org.hornbook.app.Sentence;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Look;
import org.hornbook.label.sample.Sample;
import org.hornbook.label.sample.Whom;

/// Draws documents for labelling, and keeps them under a name.
public final class WhomViewModel {
    private static final int SHOWN = 5;

    private final Desk desk;
    private final Latest reads;
    private final Latest draws;
    private final Value<WhomState> state = new Value<>(WhomState.NONE);

    public WhomViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
        this.draws = desk.background().latest();
    }

    public Value<WhomState> state() {
        return state;
    }

    /// Reads what there is to choose by.
    void open(Corpus corpus, String me) {
        reads.ask(
                () -> read(desk.bench(), corpus, me),
                read -> state.update(s -> read.drawn(s.drawn(), s.first(), s.wrong())),
                desk::tell);
    }

    private static WhomState read(Workbench bench, Corpus corpus, String me) {
        ColumnCache columns = new ColumnRepository(bench.workspace().database()).load(corpus.id());
        List<WhomState.Scorer> scorers =
                bench.classifiers().summaries().reversed().stream()
                        .filter(c -> columns.classifiers().contains(c.name()))
                        .map(c -> new WhomState.Scorer(c.name(), c.evaluation().threshold()))
                        .toList();
        List<WhomState.Kept> kept =
                bench.samples().all(corpus.id()).stream()
                        .map(s -> new WhomState.Kept(s, bench.samples().at(s.id(), me)))
                        .toList();
        return new WhomState(
                scorers, columns.annotators(), columns.fields(), kept, -1, List.of(), "");
    }

    /// Shows how many documents a plan draws, and the first of them.
    void preview(Corpus corpus, Sample.Plan plan) {
        draws.ask(
                () -> {
                    List<DocumentId> ids = desk.bench().samples().draw(corpus, plan);
                    List<String> keys =
                            desk
                                    .bench()
                                    .corpora()
                                    .get(ids.subList(0, Math.min(SHOWN, ids.size())))
                                    .stream()
                                    .map(d -> d.key())
                                    .toList();
                    return new Drawn(ids.size(), keys);
                },
                d -> state.update(s -> s.drawn(d.documents(), d.first(), "")),
                e -> state.update(s -> s.drawn(0, List.of(), Sentence.of(e))));
    }

    private record Drawn(int documents, List<String> first) {}

    /// The plan cannot be made as it stands.
    void wrong(String words) {
        draws.forget();
        state.update(s -> s.drawn(0, List.of(), words));
    }

    /// Keeps what a plan draws, for later or for a model.
    void keep(Corpus corpus, Sample.Plan plan, String name, String me) {
        desk.read(
                () -> {
                    Workbench bench = desk.bench();
                    String named =
                            name.isBlank()
                                    ? bench.samples()
                                            .free(corpus.id(), Texts.of("labels.whom.usual"))
                                    : name;
                    return bench.samples().keep(corpus, named, plan);
                },
                kept -> {
                    desk.notice().set(Texts.of("labels.whom.kept", kept.name()));
                    open(corpus, me);
                });
    }

    /// A plan to ask `me` again about what they have labelled.
    Sample.Plan again(String query, int size, long seed, String me) {
        Look next = Look.next(me, List.of());
        return new Sample.Plan(new Whom.Random(), query, next.annotator(), me, size, seed);
    }

    /// The command line that keeps the same sample.
    String command(Corpus corpus, Sample.Plan plan, String name) {
        List<String> words = new ArrayList<>(List.of("sample", corpus.name()));
        switch (plan.whom()) {
            case Whom.Random() -> add(words, "--by", "random");
            case Whom.Strata(String classifier, int strata) -> {
                add(words, "--by", "score");
                add(words, "--classifier", classifier);
                add(words, "--strata", String.valueOf(strata));
            }
            case Whom.Unsure(String classifier, double line) -> {
                add(words, "--by", "unsure");
                add(words, "--classifier", classifier);
                add(words, "--line", String.valueOf(line));
            }
            case Whom.Disputed(List<String> voices) -> {
                add(words, "--by", "disagreement");
                voices.forEach(v -> add(words, "--voice", v));
            }
            case Whom.Field(String field) -> {
                add(words, "--by", "field");
                add(words, "--field", field);
            }
            case Whom.HalfUnsure(String classifier, double line) -> {
                add(words, "--by", "half-unsure");
                add(words, "--classifier", classifier);
                add(words, "--line", String.valueOf(line));
            }
        }
        add(words, "--size", String.valueOf(plan.size()));
        add(words, "--seed", String.valueOf(plan.seed()));
        add(words, "--query", plan.query());
        add(words, "--not-labelled-by", plan.without());
        add(words, "--labelled-by", plan.of());
        add(words, "--name", name);
        return CommandLine.of(desk.session().folder(), words);
    }

    private static void add(List<String> words, String option, String value) {
        if (!value.isBlank()) {
            words.addAll(List.of(option, value));
        }
    }
}
