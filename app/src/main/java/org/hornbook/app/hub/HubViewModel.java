package org.hornbook.app.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hornbook.app.BroughtModel;
import org.hornbook.app.CommandLine;
import org.hornbook.app.JobCommand;
import org.hornbook.app.ModelFit;
import org.hornbook.app.Sentence;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.hub.DownloadJob;
import org.hornbook.hub.DownloadPlan;
import org.hornbook.hub.DownloadReport;
import org.hornbook.hub.FileChoice;
import org.hornbook.hub.Hub;
import org.hornbook.hub.HubFile;
import org.hornbook.hub.HubRepository;
import org.hornbook.hub.HubSettings;
import org.hornbook.hub.Listing;
import org.hornbook.hub.Patience;
import org.hornbook.hub.RepositoryCard;
import org.hornbook.hub.RepositoryKind;
import org.hornbook.job.JobState;

/// Looking for a repository, choosing of its files, and bringing them here.
public final class HubViewModel {
    private static final int HITS = 40;

    /// A person who looks on is told soon.
    private static final Patience SHORT =
            new Patience(2, Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofSeconds(5));

    private final Desk desk;
    private final Latest asks;
    private final Value<HubState> state;
    private volatile Hub asked;
    private volatile String running = "";

    public HubViewModel(Desk desk, RepositoryKind kind) {
        this.desk = desk;
        this.asks = desk.background().latest();
        this.state = new Value<>(HubState.first(kind));
    }

    public Value<HubState> state() {
        return state;
    }

    /// What a person wrote: `org/name` or an address is opened, other words are searched for.
    public void ask(String text) {
        String words = text.strip();
        if (words.isEmpty()) {
            return;
        }
        if (!words.contains("/") || words.contains(" ") && !words.startsWith("http")) {
            search(words);
            return;
        }
        try {
            HubRepository named = HubRepository.parse(words, state.get().kind());
            if (named.kind() != state.get().kind()) {
                throw new IllegalArgumentException(
                        Texts.of("hub.other." + named.kind().word(), named.id()));
            }
            open(named);
        } catch (IllegalArgumentException e) {
            state.update(s -> s.refused(Sentence.of(e)));
        }
    }

    private void search(String words) {
        state.update(s -> s.asking(words));
        ask(
                hub -> hub.search(state.get().kind(), words, HITS),
                found -> state.update(s -> s.found(found)));
    }

    /// Shows what a repository holds.
    public void open(HubRepository repository) {
        state.update(s -> s.asking(s.searched()));
        ask(hub -> opened(hub, repository), one -> state.update(s -> s.opening(Optional.of(one))));
    }

    /// Likewise the Parquet files that the Hub makes of the dataset that is open.
    public void converted() {
        state.get()
                .opened()
                .ifPresent(o -> open(o.listing().repository().at(HubRepository.CONVERTED)));
    }

    /// Back to what was found.
    public void back() {
        state.update(s -> s.opening(Optional.empty()));
    }

    @FunctionalInterface
    private interface Question<T> {
        T of(Hub hub) throws IOException, InterruptedException;
    }

    /// Asks in the background; what was asked before is broken off.
    private <T> void ask(Question<T> question, java.util.function.Consumer<T> then) {
        leave();
        Settings settings = desk.settings().get();
        asks.ask(
                () -> {
                    try (Hub hub = new Hub(desk.files().hub(settings), SHORT)) {
                        asked = hub;
                        return question.of(hub);
                    }
                },
                then,
                e -> state.update(s -> s.refused(Sentence.of(e))));
    }

    /// Nobody waits for an answer any more.
    void leave() {
        Hub before = asked;
        if (before != null) {
            before.close();
        }
        asks.forget();
    }

    private static HubState.Opened opened(Hub hub, HubRepository repository)
            throws IOException, InterruptedException {
        HubSettings settings = hub.settings();
        Listing listing = hub.files(repository);
        RepositoryCard card =
                settings.offline() ? offline(repository, listing) : hub.card(repository);
        Set<String> here = new HashSet<>();
        for (HubFile file : listing.files()) {
            if (hub.cache().find(repository, listing.commit(), file).isPresent()) {
                here.add(file.path());
            }
        }
        return new HubState.Opened(
                card,
                listing,
                here,
                usual(listing),
                "",
                hub.cache().snapshot(repository, listing.commit()).toString(),
                hub.page(repository).toString(),
                settings.token().isPresent(),
                repository.kind() == RepositoryKind.MODEL ? fit(hub, listing) : Optional.empty());
    }

    private static RepositoryCard offline(HubRepository repository, Listing listing) {
        return new RepositoryCard(
                repository,
                listing.commit(),
                RepositoryCard.Access.OPEN,
                0,
                0,
                "",
                "",
                "",
                List.of());
    }

    /// From config.json; empty where that may not be read yet.
    private static Optional<ModelFit> fit(Hub hub, Listing listing) throws InterruptedException {
        List<String> paths = listing.files().stream().map(HubFile::path).toList();
        try {
            return Optional.of(
                    ModelFit.of(
                            paths.contains("config.json")
                                    ? Optional.of(hub.file(listing, "config.json"))
                                    : Optional.empty(),
                            paths));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The files that are useful here; none if there is nothing.
    static Set<String> usual(Listing listing) {
        try {
            return FileChoice.usual().of(listing).stream()
                    .map(HubFile::path)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    public void choose(String path, boolean wanted) {
        chosen(
                o -> {
                    Set<String> next = new HashSet<>(o.chosen());
                    if (wanted) {
                        next.add(path);
                    } else {
                        next.remove(path);
                    }
                    return next;
                });
    }

    /// Looks only at paths that match a pattern, or hold these words.
    public void filter(String words) {
        state.update(
                s ->
                        s.opened()
                                .filter(o -> !o.filter().equals(words))
                                .map(o -> s.opening(Optional.of(o.filtered(words))))
                                .orElse(s));
    }

    /// All that the filter leaves, and nothing else.
    public void chooseAll() {
        chosen(o -> o.shown().stream().map(HubFile::path).collect(Collectors.toSet()));
    }

    public void chooseUsual() {
        chosen(o -> usual(o.listing()));
    }

    public void chooseNone() {
        chosen(o -> Set.of());
    }

    private void chosen(java.util.function.Function<HubState.Opened, Set<String>> change) {
        state.update(
                s ->
                        s.opened()
                                .map(o -> s.opening(Optional.of(o.choosing(change.apply(o)))))
                                .orElse(s));
    }

    /// Whether there is something to download, and nothing under way.
    public boolean ready() {
        HubState s = state.get();
        return s.going().isEmpty() && s.opened().filter(o -> !o.chosen().isEmpty()).isPresent();
    }

    /// Downloads what is chosen; broken off before, it goes on.
    public void download() {
        if (!ready()) {
            return;
        }
        HubState.Opened one = state.get().opened().orElseThrow();
        Settings settings = desk.settings().get();
        desk.start(
                () -> {
                    DownloadJob job =
                            new DownloadJob(
                                    desk.files().hub(settings),
                                    DownloadPlan.of(one.listing(), one.choice(), Optional.empty()));
                    running = job.spec().fingerprint();
                    return job;
                },
                job -> told(one, job));
    }

    /// Stops the download; what has come is kept.
    public void cancel() {
        desk.jobs().running().get().stream()
                .filter(r -> r.handle().spec().fingerprint().equals(running))
                .forEach(r -> r.handle().cancel());
    }

    private void told(HubState.Opened one, JobState<DownloadReport> job) {
        String title = one.listing().repository().toString();
        switch (job) {
            case JobState.Queued<DownloadReport>() ->
                    go(new HubState.Going(title, -1, Texts.of("hub.waiting")));
            case JobState.Running<DownloadReport>(var done, var pace) ->
                    go(
                            new HubState.Going(
                                    title,
                                    done.total() > 0 ? (double) done.done() / done.total() : -1,
                                    Words.progress(done, pace)));
            case JobState.Succeeded<DownloadReport>(var report, var recalled) -> brought(report);
            case JobState.Cancelled<DownloadReport>(var done) ->
                    state.update(s -> s.going(Optional.empty()).refused(Texts.of("hub.stopped")));
            case JobState.Failed<DownloadReport>(var cause) ->
                    state.update(s -> s.going(Optional.empty()).refused(Sentence.of(cause)));
        }
    }

    private void go(HubState.Going now) {
        state.update(s -> s.going(Optional.of(now)));
    }

    private void brought(DownloadReport report) {
        Path workspace = desk.session().folder();
        desk.background()
                .run(
                        () -> {
                            if (report.kind() == RepositoryKind.DATASET) {
                                return new HubState.Brought(report, "", "");
                            }
                            try {
                                return new HubState.Brought(
                                        report, BroughtModel.add(workspace, report), "");
                            } catch (CheckpointException | IllegalArgumentException e) {
                                return new HubState.Brought(report, "", Sentence.of(e));
                            }
                        },
                        what -> state.update(s -> s.bringing(what)),
                        e -> state.update(s -> s.going(Optional.empty()).refused(Sentence.of(e))));
    }

    /// The command line that does what the download button does; empty if nothing is open.
    public String command() {
        return state.get()
                .opened()
                .map(
                        o -> {
                            HubRepository r = o.listing().repository();
                            return CommandLine.of(
                                    desk.session().folder(),
                                    JobCommand.download(
                                            r.id(),
                                            r.kind() == RepositoryKind.DATASET,
                                            r.revision(),
                                            o.choice().include(),
                                            ""));
                        })
                .orElse("");
    }
}
