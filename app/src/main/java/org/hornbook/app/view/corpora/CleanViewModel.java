package org.hornbook.app.view.corpora;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hornbook.app.CommandLine;
import org.hornbook.app.Workbench;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.clean.BenchmarkText;
import org.hornbook.corpus.clean.ContaminationJob;
import org.hornbook.corpus.clean.ContaminationRepository;
import org.hornbook.corpus.clean.Decision;
import org.hornbook.corpus.clean.Keep;
import org.hornbook.corpus.clean.NearDuplicatesJob;
import org.hornbook.corpus.clean.NearRepository;
import org.hornbook.corpus.clean.Removal;
import org.hornbook.corpus.clean.TextDiff;
import org.hornbook.job.Job;
import org.hornbook.job.JobState;

/// Keeping one corpus clean: near-duplicates, pieces of benchmarks, and what was removed.
public final class CleanViewModel {
    private static final int GROUPS = 1_000;
    private static final int MEMBERS = 200;
    private static final int SOME = 1_000;

    private final Desk desk;
    private final Latest reads;
    private final Latest readings;
    private final Value<CleanState> state = new Value<>(CleanState.FIRST);

    /// Decisions of this window, the latest on top.
    private final Deque<Long> made = new ArrayDeque<>();

    public CleanViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
        this.readings = desk.background().latest();
    }

    public Value<CleanState> state() {
        return state;
    }

    /// Begins with a corpus.
    public void begin(Corpus corpus) {
        if (!state.get().corpus().equals(Optional.of(corpus))) {
            state.update(s -> CleanState.FIRST.on(s.tab()).of(Optional.of(corpus)));
        }
        refresh();
    }

    public void tab(CleanState.Tab tab) {
        state.update(s -> s.on(tab));
    }

    /// Reads anew what may have changed.
    public void refresh() {
        CleanState s = state.get();
        s.corpus()
                .ifPresent(
                        corpus ->
                                reads.ask(
                                        () -> read(corpus, s),
                                        all -> {
                                            if (state.get().corpus().equals(s.corpus())) {
                                                state.update(
                                                        n -> n.read(all.near, all.checks, all.out));
                                            }
                                        },
                                        desk::tell));
    }

    private record All(CleanState.Near near, CleanState.Checks checks, CleanState.Out out) {}

    private All read(Corpus corpus, CleanState before) {
        Workbench bench = desk.bench();
        List<CleanState.Group> groups = new ArrayList<>();
        for (NearRepository.Group g : bench.near().groups(corpus.id(), 0, GROUPS)) {
            groups.add(
                    new CleanState.Group(
                            g, FirstLines.line(bench.corpora().get(g.first()).text())));
        }
        List<String> classifiers =
                bench.classifiers().summaries().stream()
                        .filter(c -> bench.classifiers().countScores(c.id(), corpus.id()) > 0)
                        .map(c -> c.name())
                        .toList();
        Optional<CleanState.Open> open =
                before.near()
                        .open()
                        .map(CleanState.Open::group)
                        .filter(
                                g ->
                                        groups.stream()
                                                .anyMatch(n -> n.group().first().equals(g.first())))
                        .or(() -> groups.stream().map(CleanState.Group::group).findFirst())
                        .flatMap(
                                g ->
                                        open(
                                                corpus,
                                                g,
                                                before.near()
                                                        .open()
                                                        .filter(
                                                                o ->
                                                                        o.group()
                                                                                .first()
                                                                                .equals(g.first()))
                                                        .map(o -> o.right().id())));
        List<ContaminationRepository.Run> runs = bench.contamination().runs(corpus.id());
        Optional<ContaminationRepository.Run> run =
                runs.stream()
                        .filter(
                                r ->
                                        before.checks()
                                                .run()
                                                .filter(b -> b.id() == r.id())
                                                .isPresent())
                        .findFirst()
                        .or(() -> runs.stream().findFirst());
        return new All(
                new CleanState.Near(bench.near().latest(corpus.id()), groups, classifiers, open),
                checks(runs, run, before.checks().open().map(CleanState.Hit::found)),
                new CleanState.Out(
                        bench.removals().out(corpus.id(), Optional.empty(), DocumentId.START, SOME),
                        bench.removals().count(corpus.id()),
                        bench.removals().decisions(corpus.id())));
    }

    private CleanState.Checks checks(
            List<ContaminationRepository.Run> runs,
            Optional<ContaminationRepository.Run> run,
            Optional<ContaminationRepository.Found> before) {
        List<ContaminationRepository.Found> found =
                run.map(r -> desk.bench().contamination().found(r.id(), SOME)).orElse(List.of());
        Optional<CleanState.Hit> open =
                found.stream()
                        .filter(
                                f ->
                                        before.filter(
                                                        b ->
                                                                b.document().equals(f.document())
                                                                        && b.item() == f.item())
                                                .isPresent())
                        .findFirst()
                        .or(() -> found.stream().findFirst())
                        .map(f -> hit(run.orElseThrow(), f));
        return new CleanState.Checks(runs, run, found, open);
    }

    private CleanState.Hit hit(
            ContaminationRepository.Run run, ContaminationRepository.Found found) {
        return new CleanState.Hit(
                found,
                desk.bench().corpora().get(found.document()),
                desk.bench().contamination().item(run.id(), found.item()));
    }

    private Optional<CleanState.Open> open(
            Corpus corpus, NearRepository.Group group, Optional<DocumentId> right) {
        Workbench bench = desk.bench();
        List<NearRepository.Member> members =
                bench.near().members(corpus.id(), group.first(), MEMBERS);
        if (members.size() < 2) {
            return Optional.empty();
        }
        NearRepository.Member other =
                members.stream()
                        .filter(m -> right.filter(r -> r.equals(m.document())).isPresent())
                        .findFirst()
                        .orElse(members.get(1));
        Document left = bench.corpora().get(members.getFirst().document());
        Document shown = bench.corpora().get(other.document());
        return Optional.of(
                new CleanState.Open(
                        group,
                        members,
                        left,
                        shown,
                        other.similarity(),
                        TextDiff.of(left.text(), shown.text())));
    }

    /// Looks at a group, or at another member of it beside its first.
    public void open(NearRepository.Group group, Optional<DocumentId> member) {
        Corpus corpus = state.get().corpus().orElseThrow();
        readings.ask(
                () -> open(corpus, group, member),
                o ->
                        state.update(
                                s ->
                                        s.with(
                                                new CleanState.Near(
                                                        s.near().run(),
                                                        s.near().groups(),
                                                        s.near().classifiers(),
                                                        o))),
                desk::tell);
    }

    /// Looks at what one check found.
    public void check(ContaminationRepository.Run run) {
        List<ContaminationRepository.Run> runs = state.get().checks().runs();
        readings.ask(
                () -> checks(runs, Optional.of(run), Optional.empty()),
                c -> state.update(s -> s.with(c)),
                desk::tell);
    }

    /// Looks at one hit.
    public void hit(ContaminationRepository.Found found) {
        CleanState.Checks checks = state.get().checks();
        readings.ask(
                () -> hit(checks.run().orElseThrow(), found),
                h ->
                        state.update(
                                s ->
                                        s.with(
                                                new CleanState.Checks(
                                                        s.checks().runs(),
                                                        s.checks().run(),
                                                        s.checks().found(),
                                                        Optional.of(h)))),
                desk::tell);
    }

    /// Searches for near-duplicates.
    public void search(double threshold) {
        Corpus corpus = state.get().corpus().orElseThrow();
        run(
                () ->
                        new NearDuplicatesJob(
                                desk.bench().corpora(), desk.bench().near(), corpus, threshold));
    }

    /// Checks the corpus against a benchmark.
    public void check(Path file, int words) {
        Corpus corpus = state.get().corpus().orElseThrow();
        run(
                () ->
                        new ContaminationJob(
                                desk.bench().corpora(),
                                desk.bench().contamination(),
                                corpus,
                                new DocumentQuery.All(),
                                BenchmarkText.read(file),
                                words));
    }

    private <R> void run(Callable<? extends Job<R>> job) {
        state.update(s -> s.running(Texts.of("clean.waiting"), -1));
        desk.start(
                () -> {
                    try {
                        return job.call();
                    } catch (Exception e) {
                        javafx.application.Platform.runLater(() -> ended());
                        throw e;
                    }
                },
                this::told);
        if (!desk.holder().get().isEmpty()) {
            ended();
        }
    }

    private void ended() {
        state.update(s -> s.running("", -1));
        refresh();
    }

    private <R> void told(JobState<R> job) {
        switch (job) {
            case JobState.Queued<R>() ->
                    state.update(s -> s.running(Texts.of("clean.waiting"), -1));
            case JobState.Running<R>(var progress, var pace) ->
                    state.update(
                            s ->
                                    s.running(
                                            Words.progress(progress, pace),
                                            progress.total() > 0
                                                    ? (double) progress.done() / progress.total()
                                                    : -1));
            case JobState.Succeeded<R> succeeded -> ended();
            case JobState.Cancelled<R> cancelled -> ended();
            case JobState.Failed<R> failed -> ended();
        }
    }

    /// Stops what runs; what is done is kept.
    public void stop() {
        desk.jobs().running().get().stream()
                .filter(r -> r.handle().spec().kind().matches("corpus\\.(near|contamination)"))
                .forEach(r -> r.handle().cancel());
    }

    /// Keeps one of each group, or of the group that is looked at.
    public void keep(Keep keep, boolean one) {
        Corpus corpus = state.get().corpus().orElseThrow();
        Optional<DocumentId> group =
                one ? state.get().near().open().map(o -> o.group().first()) : Optional.empty();
        decide(() -> desk.bench().keeping().keep(corpus.id(), group, keep, who()));
    }

    /// Removes what the check in front found, or only the document of the hit in front.
    public void removeFound(boolean one) {
        Corpus corpus = state.get().corpus().orElseThrow();
        CleanState.Checks checks = state.get().checks();
        Optional<DocumentId> document =
                one ? checks.open().map(h -> h.document().id()) : Optional.empty();
        decide(
                () ->
                        desk.bench()
                                .contamination()
                                .remove(
                                        desk.bench().removals(),
                                        corpus.id(),
                                        checks.run().orElseThrow(),
                                        document,
                                        who()));
    }

    public void restore(Removal removal) {
        Corpus corpus = state.get().corpus().orElseThrow();
        decide(
                () ->
                        desk.bench()
                                .removals()
                                .restore(
                                        corpus.id(),
                                        List.of(removal.document()),
                                        Optional.of(removal.reason()),
                                        who()));
    }

    /// Takes a decision back.
    public void undo(Decision decision) {
        decide(() -> desk.bench().removals().undo(decision.id(), who()));
    }

    public boolean undoable() {
        return !made.isEmpty();
    }

    /// Takes back what was decided last in this window.
    public void undo() {
        if (!made.isEmpty()) {
            long last = made.pop();
            desk.read(
                    () -> desk.bench().removals().undo(last, who()),
                    decision -> {
                        desk.notice().set(said(decision));
                        refresh();
                    });
        }
    }

    private void decide(Callable<Optional<Decision>> decision) {
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        desk.read(
                decision,
                d -> {
                    d.ifPresent(n -> made.push(n.id()));
                    desk.notice().set(said(d));
                    refresh();
                });
    }

    private static String said(Optional<Decision> decision) {
        return decision.map(
                        d ->
                                Texts.of(
                                        d.kind() == Decision.Kind.REMOVE
                                                ? "clean.removed"
                                                : "clean.restored",
                                        Words.count(d.documents())))
                .orElse(Texts.of("clean.nothing"));
    }

    static String who() {
        return System.getProperty("user.name", "somebody");
    }

    /// The command line that searches, and keeps one of each group if `keep` says which.
    public String searchCommand(double threshold, Optional<Keep> keep) {
        List<String> words =
                new ArrayList<>(List.of("duplicates", name(), "--threshold", "" + threshold));
        keep.ifPresent(k -> words.addAll(List.of("--keep", k.text())));
        return CommandLine.of(desk.session().folder(), words);
    }

    /// The command line that checks against a benchmark.
    public String checkCommand(String file, int words) {
        return CommandLine.of(
                desk.session().folder(),
                List.of("contamination", name(), "--benchmark", file, "--words", "" + words));
    }

    private String name() {
        return state.get().corpus().map(Corpus::name).orElse("CORPUS");
    }
}
