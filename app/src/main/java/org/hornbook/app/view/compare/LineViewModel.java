package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hornbook.app.CommandLine;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.FilteredSet;
import org.hornbook.classify.KeepJob;
import org.hornbook.classify.Outcome;
import org.hornbook.classify.ScoreColumn;
import org.hornbook.classify.Survival;
import org.hornbook.classify.Threshold;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Snippet;
import org.hornbook.job.JobState;

/// The threshold: moved in memory, then kept as a set.
public final class LineViewModel {
    private static final int BESIDE = 10;
    private static final int LINE_CHARACTERS = 90;
    private static final int VALUES = 4;

    private final Desk desk;
    private final Latest cuts;
    private final Latest nears;
    private final Value<LineState> state = new Value<>(LineState.NONE);
    private Optional<Compared> compared = Optional.empty();
    private final Value<Optional<Survival>> survival = new Value<>(Optional.empty());
    private String field = "";
    private List<String> fields = List.of();
    private boolean besides;

    public LineViewModel(Desk desk) {
        this.desk = desk;
        this.cuts = desk.background().latest();
        this.nears = desk.background().latest();
    }

    Value<LineState> state() {
        return state;
    }

    /// What the line keeps of each value of a metadata field; empty where no field tells documents
    /// apart.
    Value<Optional<Survival>> survival() {
        return survival;
    }

    /// The fields that can be chosen, the most telling first.
    List<String> survivalFields() {
        return fields;
    }

    /// Shows another field.
    void survivalOf(String next) {
        field = next;
        survive();
    }

    private void survive() {
        survival.set(
                compared.flatMap(Compared::corpusScores)
                        .filter(s -> fields.contains(field))
                        .map(s -> s.survival(field, state.get().cutoff(), VALUES)));
    }

    private void fields() {
        fields =
                compared.flatMap(Compared::corpusScores)
                        .map(s -> TellingFields.order(s.values()))
                        .orElse(List.of());
        if (!fields.contains(field)) {
            field = fields.isEmpty() ? "" : fields.getFirst();
        }
    }

    /// Another comparison, or the same with other numbers: there the line stays where it is.
    void compared(Optional<Compared> next) {
        boolean same =
                next.isPresent()
                        && compared.isPresent()
                        && next.get().corpus().id().equals(compared.get().corpus().id())
                        && next.get()
                                .classifier()
                                .name()
                                .equals(compared.get().classifier().name());
        compared = next;
        fields();
        if (next.isEmpty()) {
            cuts.forget();
            state.set(LineState.NONE);
            survive();
        } else if (same) {
            put(state.get().threshold());
        } else {
            state.set(LineState.NONE);
            put(new Threshold.AtLeast(next.get().start()));
        }
    }

    /// Moves the line to a score. Where a part is kept, to the part that score would keep.
    public void move(double score) {
        compared.ifPresent(
                c ->
                        put(
                                state.get().byShare()
                                        ? part(c.column(), score)
                                        : new Threshold.AtLeast(score)));
    }

    /// Moves the line by steps: of a hundredth of the scale, or of one percent of the documents.
    public void step(int steps) {
        LineState s = state.get();
        compared.ifPresent(
                c -> {
                    switch (s.threshold()) {
                        case Threshold.AtLeast(double score) ->
                                move(
                                        Math.clamp(
                                                Math.round(score * 100 + steps * 5) / 100.0,
                                                c.low(),
                                                c.high()));
                        case Threshold.TopFraction(double part) -> part(part - steps / 100.0);
                    }
                });
    }

    /// Keeps a part of the corpus, the best-scored.
    public void part(double share) {
        put(new Threshold.TopFraction(Math.clamp(Math.round(share * 1000) / 1000.0, 0.001, 1)));
    }

    /// Whether the line is a share of the documents, or a score; it stays about where it is.
    public void byShare(boolean on) {
        LineState s = state.get();
        if (compared.isPresent() && on != s.byShare()) {
            put(
                    on
                            ? part(compared.get().column(), s.cutoff())
                            : new Threshold.AtLeast(Math.round(s.cutoff() * 100) / 100.0));
        }
    }

    /// Moves the line to what a person wrote: a score such as 2.5, or a share such as 30%.
    public void written(String words) {
        try {
            double value = Double.parseDouble(words.replace("%", "").strip());
            if (state.get().byShare()) {
                part(value / 100);
            } else {
                move(value);
            }
        } catch (NumberFormatException e) {
            desk.notice().set(Texts.of("compare.line.number"));
        }
    }

    private static Threshold part(ScoreColumn column, double score) {
        double share = column.size() == 0 ? 1 : (double) column.kept(score) / column.size();
        return new Threshold.TopFraction(Math.clamp(Math.round(share * 1000) / 1000.0, 0.001, 1));
    }

    private void put(Threshold threshold) {
        if (compared.isEmpty()) {
            return;
        }
        Compared c = compared.get();
        LineState s = state.get();
        Outcome outcome =
                c.corpusScores()
                        .map(corpus -> corpus.at(threshold))
                        .orElseGet(() -> LineViewModel.of(c.column(), threshold));
        double cutoff = outcome.cutoff();
        long characters = outcome.characters();
        double tokens = c.pace().map(p -> characters * p.tokensPerCharacter()).orElse(-1.0);
        state.set(
                new LineState(
                        threshold,
                        cutoff,
                        outcome.kept(),
                        outcome.of(),
                        characters,
                        outcome.keptByHand(),
                        outcome.droppedByHand(),
                        c.pairs().at(c.keepFrom(), cutoff),
                        s.cut(),
                        tokens,
                        c.pace().map(p -> tokens / p.tokensPerSecond()).orElse(-1.0),
                        s.near(),
                        s.naming(),
                        s.keeping(),
                        s.made()));
        survive();
        if (c.pairs().size() > 0) {
            cuts.ask(
                    () -> c.pairs().cut(c.keepFrom(), cutoff),
                    cut -> state.update(now -> now.with(cut)),
                    desk::tell);
        }
        beside();
    }

    /// Of scores of which nothing else is known.
    private static Outcome of(ScoreColumn column, Threshold threshold) {
        double cutoff = column.cutoff(threshold);
        return new Outcome(
                threshold,
                cutoff,
                column.kept(cutoff),
                column.size(),
                column.characters(cutoff),
                column.characters(Double.NEGATIVE_INFINITY),
                0,
                0);
    }

    /// Whether documents beside the line are shown.
    public void beside(boolean on) {
        besides = on;
        if (on) {
            beside();
        } else {
            nears.forget();
            state.update(s -> s.near(List.of()));
        }
    }

    private void beside() {
        if (!besides || compared.isEmpty()) {
            return;
        }
        ScoreColumn column = compared.get().column();
        double cutoff = state.get().cutoff();
        nears.ask(
                () -> {
                    List<LineState.Near> near = new ArrayList<>();
                    for (ScoreColumn.Near n : column.above(cutoff, BESIDE).reversed()) {
                        near.add(near(n, true));
                    }
                    for (ScoreColumn.Near n : column.below(cutoff, BESIDE)) {
                        near.add(near(n, false));
                    }
                    return near;
                },
                near -> state.update(s -> s.near(near)),
                desk::tell);
    }

    private LineState.Near near(ScoreColumn.Near n, boolean kept) {
        String text = desk.bench().corpora().get(n.document()).text();
        return new LineState.Near(
                n.document(),
                n.score(),
                kept,
                compared.map(c -> c.byHand().get(n.document())),
                Snippet.of(text, new DocumentQuery.All(), LINE_CHARACTERS, "", ""));
    }

    // ---- keeping ----

    /// A name is about to be given to what is kept.
    public void name(boolean on) {
        state.update(s -> s.keeping(on && s.kept() > 0, s.keeping(), s.made()));
    }

    /// A name that is free.
    public String freeName() {
        return compared.map(
                        c -> {
                            String first = c.corpus().name() + "-kept";
                            String name = first;
                            for (int i = 2; taken(c, name); i++) {
                                name = first + "-" + i;
                            }
                            return name;
                        })
                .orElse("");
    }

    private static boolean taken(Compared c, String name) {
        return c.taken().sets().contains(name) || c.taken().corpora().contains(name);
    }

    /// Whether a set of that name would be replaced.
    public boolean replaces(String name) {
        return compared.filter(c -> c.taken().sets().contains(name.strip())).isPresent();
    }

    /// Whether a set can have that name.
    public boolean admits(String name) {
        String stripped = name.strip();
        return !stripped.isEmpty()
                && stripped.matches("[\\w@+=:,.-][\\w@+=:,. -]*")
                && compared.filter(c -> !c.taken().corpora().contains(stripped)).isPresent();
    }

    /// Keeps what lies above the line as a set.
    public void keep(String name) {
        if (compared.isEmpty() || !admits(name) || state.get().kept() == 0) {
            return;
        }
        Compared c = compared.get();
        Threshold threshold = state.get().threshold();
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        state.update(s -> s.keeping(true, true, s.made()));
        desk.background()
                .run(
                        () -> job(c, name.strip(), threshold),
                        job -> desk.start(() -> job, this::told),
                        e -> {
                            desk.tell(e);
                            state.update(s -> s.keeping(true, false, s.made()));
                        });
    }

    /// Only the very classifier whose scores are shown: what is kept is what was announced.
    private KeepJob job(Compared c, String name, Threshold threshold) {
        Workbench bench = desk.bench();
        TrainedClassifier classifier =
                bench.classifiers()
                        .find(c.classifier().name())
                        .filter(k -> k.fingerprint().equals(c.classifier().fingerprint()))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                Texts.of(
                                                        "compare.line.changed",
                                                        c.classifier().name())));
        return new KeepJob(
                bench.sets(), bench.classifiers(), name, c.corpus(), classifier, threshold);
    }

    private void told(JobState<FilteredSet> job) {
        switch (job) {
            case JobState.Queued<FilteredSet>() -> {}
            case JobState.Running<FilteredSet> running -> {}
            case JobState.Succeeded<FilteredSet>(var set, var recalled) ->
                    state.update(s -> s.keeping(false, false, Optional.of(set)));
            case JobState.Cancelled<FilteredSet> cancelled ->
                    state.update(s -> s.keeping(true, false, s.made()));
            case JobState.Failed<FilteredSet> failed ->
                    state.update(s -> s.keeping(true, false, s.made()));
        }
    }

    /// What was made is not told any more.
    public void thanks() {
        state.update(s -> s.keeping(s.naming(), s.keeping(), Optional.empty()));
    }

    /// The command line that keeps the same.
    public String command(String name) {
        return compared.map(
                        c -> {
                            List<String> words =
                                    new ArrayList<>(
                                            List.of(
                                                    "compare",
                                                    "--corpus",
                                                    c.corpus().name(),
                                                    "--annotator",
                                                    c.annotator().name(),
                                                    "--classifier",
                                                    c.classifier().name()));
                            switch (state.get().threshold()) {
                                case Threshold.AtLeast(double score) ->
                                        words.addAll(List.of("--threshold", plain(score)));
                                case Threshold.TopFraction(double part) ->
                                        words.addAll(List.of("--top", plain(part)));
                            }
                            words.addAll(List.of("--keep", name.strip()));
                            return CommandLine.of(desk.session().folder(), words);
                        })
                .orElse("");
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.4f", value).replaceFirst("\\.?0+$", "");
    }
}
