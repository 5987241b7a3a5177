package org.hornbook.app.view.labels;

import java.util.List;
import java.util.Optional;
import org.hornbook.app.Workbench;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.label.sample.Sample;
import org.hornbook.label.sample.SampleId;
import org.hornbook.label.sample.Whom;

/// Documents to be labelled by hand, one after another.
///
/// @param about how they were chosen, in words
/// @param plan how they were drawn; empty for what a query found
/// @param sample under which they are kept; empty until the first decision
/// @param at where to begin, from 0
record LabelQueue(
        List<DocumentId> documents,
        String about,
        Optional<Sample.Plan> plan,
        Optional<SampleId> sample,
        int at) {
    static final LabelQueue NONE =
            new LabelQueue(List.of(), "", Optional.empty(), Optional.empty(), 0);
    private static final int SIZE = 50;

    /// Where a queue comes from.
    sealed interface Source {
        /// What was begun and is not done; else the next fifty.
        record Resume() implements Source {}

        /// Half at random, so that what is measured on them stays honest, and half where the newest
        /// classifier is least sure, so that each label teaches it most.
        record Next() implements Source {}

        /// All that a query finds, in order.
        record These(String query) implements Source {}

        /// Drawn by a plan.
        record Drawn(Sample.Plan plan) implements Source {}

        /// A sample that is kept, from where one left.
        record Kept(SampleId sample) implements Source {}
    }

    /// Reads columns and samples: not for the FX thread.
    static LabelQueue of(Workbench bench, Corpus corpus, String me, Source source) {
        return switch (source) {
            case Source.Resume() ->
                    bench.samples()
                            .unfinished(corpus.id(), me)
                            .map(p -> kept(bench.samples().get(p.sample()), p.at()))
                            .orElseGet(() -> next(bench, corpus, me));
            case Source.Next() -> next(bench, corpus, me);
            case Source.These(String query) -> these(bench, corpus, me, query);
            case Source.Drawn(Sample.Plan plan) -> {
                List<DocumentId> drawn = bench.samples().draw(corpus, plan);
                yield new LabelQueue(
                        drawn,
                        Texts.of("labels.queue.drawn", Words.count(drawn.size()), plan.words()),
                        Optional.of(plan),
                        Optional.empty(),
                        0);
            }
            case Source.Kept(SampleId id) -> {
                int at = bench.samples().at(id, me);
                Sample sample = bench.samples().get(id);
                yield kept(sample, at < sample.documents().size() ? at : 0);
            }
        };
    }

    private static LabelQueue kept(Sample sample, int at) {
        String about =
                sample.plan().whom() instanceof Whom.HalfUnsure(String by, double line)
                                && sample.name().startsWith(Texts.of("labels.stretch"))
                        ? Texts.of("labels.queue.unsure", sample.documents().size(), by)
                        : Texts.of("labels.queue.kept", sample.name(), sample.plan().words());
        return new LabelQueue(
                sample.documents(),
                about,
                Optional.of(sample.plan()),
                Optional.of(sample.id()),
                at);
    }

    private static LabelQueue next(Workbench bench, Corpus corpus, String me) {
        ColumnCache columns = new ColumnRepository(bench.workspace().database()).load(corpus.id());
        long labelled =
                columns.standing().stream().filter(r -> columns.label(me, r).isPresent()).count();
        Optional<TrainedClassifier> scored =
                bench.classifiers().all().reversed().stream()
                        .filter(c -> columns.classifiers().contains(c.name()))
                        .findFirst();
        Whom whom =
                scored.<Whom>map(c -> new Whom.HalfUnsure(c.name(), c.evaluation().threshold()))
                        .orElse(new Whom.Random());
        Sample.Plan plan = new Sample.Plan(whom, "", me, "", SIZE, labelled);
        List<DocumentId> drawn = bench.samples().draw(corpus, plan, columns);
        return new LabelQueue(
                drawn,
                scored.map(c -> Texts.of("labels.queue.unsure", drawn.size(), c.name()))
                        .orElseGet(() -> Texts.of("labels.queue.random", drawn.size())),
                Optional.of(plan),
                Optional.empty(),
                0);
    }

    private static LabelQueue these(Workbench bench, Corpus corpus, String me, String query) {
        List<DocumentId> open = open(bench, corpus, me, query, false);
        return new LabelQueue(
                open,
                query.isEmpty()
                        ? Texts.of("labels.queue.all", Words.count(open.size()))
                        : Texts.of("labels.queue.query", Words.count(open.size()), query),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /// What a query finds; those `me` has labelled only if `also` they are wanted.
    static List<DocumentId> open(
            Workbench bench, Corpus corpus, String me, String query, boolean also) {
        ColumnRepository repository = new ColumnRepository(bench.workspace().database());
        ColumnCache columns = repository.load(corpus.id());
        DocumentQuery asked = bench.corpora().standing(corpus.id(), DocumentQuery.parse(query));
        return columns.select(asked, repository.texts(corpus.id(), () -> true)).stream()
                .filter(r -> also || columns.label(me, r).isEmpty())
                .mapToObj(columns::id)
                .toList();
    }

    /// Under which name labels given here are kept: one who is asked again about what they have
    /// labelled labels as a later look of themselves.
    String voter(String me) {
        return plan.filter(p -> p.of().equals(me) && !p.without().isEmpty())
                .map(Sample.Plan::without)
                .orElse(me);
    }

    /// The same, kept as a sample.
    LabelQueue kept(SampleId id) {
        return new LabelQueue(documents, about, plan, Optional.of(id), at);
    }
}
