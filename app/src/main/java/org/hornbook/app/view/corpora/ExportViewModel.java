package org.hornbook.app.view.corpora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hornbook.app.CommandLine;
import org.hornbook.app.Exports;
import org.hornbook.app.JobCommand;
import org.hornbook.app.Sentence;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.ExportPlan;
import org.hornbook.job.JobState;

/// What was found is written into a file or into token shards.
public final class ExportViewModel {
    private final Desk desk;
    private final Value<ExportState> state = new Value<>(ExportState.FIRST);

    public ExportViewModel(Desk desk) {
        this.desk = desk;
    }

    public Value<ExportState> state() {
        return state;
    }

    /// Begins with what was found, in the format used last.
    public void open(ExportState.Found found) {
        ExportState.Form form = state.get().form();
        state.set(
                new ExportState(
                        found,
                        form,
                        java.util.Set.of(),
                        java.util.Set.of(),
                        java.util.Set.of(),
                        place(found.of(), form),
                        List.of(),
                        "",
                        new ExportState.Stage.Choosing()));
        desk.read(
                this::tokenizers,
                all -> state.update(s -> s.with(all, all.isEmpty() ? "" : all.getFirst())));
    }

    /// A name that is not taken yet in the workspace's folder of exports.
    private String place(String of, ExportState.Form form) {
        Path folder = desk.session().folder().resolve("exports");
        String name = of.replaceAll("[^\\p{L}\\p{Nd}._-]+", "-");
        for (int n = 1; ; n++) {
            Path place = folder.resolve(name + (n == 1 ? "" : "-" + n) + form.ending());
            if (!Files.exists(place)) {
                return place.toString();
            }
        }
    }

    private List<String> tokenizers() throws IOException {
        List<String> all = new ArrayList<>();
        Path checkpoints = desk.session().folder().resolve("checkpoints");
        if (Files.isDirectory(checkpoints)) {
            try (Stream<Path> folders = Files.list(checkpoints)) {
                folders.filter(f -> Files.isRegularFile(f.resolve("tokenizer.json")))
                        .map(f -> f.getFileName().toString())
                        .sorted()
                        .forEach(all::add);
            }
        }
        Path learned = desk.session().folder().resolve("tokenizers");
        if (Files.isDirectory(learned)) {
            try (Stream<Path> files = Files.list(learned)) {
                files.filter(f -> f.toString().endsWith(".json"))
                        .map(Path::toString)
                        .sorted()
                        .forEach(all::add);
            }
        }
        return List.copyOf(all);
    }

    /// Chooses what is written; the place follows if it was the one proposed.
    public void form(ExportState.Form next) {
        state.update(
                s ->
                        s.as(
                                next,
                                s.to().equals(place(s.found().of(), s.form()))
                                        ? place(s.found().of(), next)
                                        : other(s.to(), s.form(), next)));
    }

    private static String other(String to, ExportState.Form before, ExportState.Form next) {
        return to.endsWith(before.ending())
                ? to.substring(0, to.length() - before.ending().length()) + next.ending()
                : to;
    }

    public void to(String place) {
        state.update(s -> s.to(place));
    }

    public void tokenizer(String name) {
        state.update(s -> s.with(s.tokenizers(), name));
    }

    public void field(String name, boolean goes) {
        state.update(s -> s.field(name, goes));
    }

    public void label(String annotator, boolean goes) {
        state.update(s -> s.label(annotator, goes));
    }

    public void score(String classifier, boolean goes) {
        state.update(s -> s.score(classifier, goes));
    }

    /// Back to the choices, after an end of whatever kind.
    public void again() {
        state.update(s -> s.at(new ExportState.Stage.Choosing()));
    }

    private static Optional<List<String>> metadata(ExportState s) {
        return s.dropped().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        s.found().fields().stream().filter(f -> !s.dropped().contains(f)).toList());
    }

    /// In the order in which they are offered.
    private static List<String> chosen(List<String> all, java.util.Set<String> some) {
        return all.stream().filter(some::contains).toList();
    }

    /// The command line that does the same.
    public String command() {
        ExportState s = state.get();
        List<String> more = new ArrayList<>();
        if (s.form() == ExportState.Form.SHARDS) {
            more.addAll(List.of("--tokenizer", s.tokenizer()));
        } else {
            metadata(s).ifPresent(m -> more.add("--columns=" + String.join(",", m)));
            chosen(s.found().annotators(), s.labels())
                    .forEach(a -> more.addAll(List.of("--label", a)));
            chosen(s.found().classifiers(), s.scores())
                    .forEach(c -> more.addAll(List.of("--score", c)));
        }
        return CommandLine.of(
                desk.session().folder(),
                JobCommand.export(s.found().of(), s.found().query(), s.to(), more));
    }

    /// Writes it.
    public void run() {
        ExportState s = state.get();
        if (s.to().isBlank()) {
            desk.notice().set(Texts.of("export.nowhere"));
            return;
        }
        Path to = Path.of(s.to().strip());
        state.update(now -> now.at(new ExportState.Stage.Running(Texts.of("import.waiting"), -1)));
        if (s.form() == ExportState.Form.SHARDS) {
            desk.start(
                    () ->
                            new Exports(desk.bench())
                                    .shards(s.found().of(), s.found().query(), s.tokenizer(), to),
                    job ->
                            told(
                                    job,
                                    r ->
                                            new ExportState.Stage.Done(
                                                    Texts.of(
                                                            "export.done.shards",
                                                            Words.count(r.documents()),
                                                            Words.count(r.tokens()),
                                                            r.shards().size(),
                                                            r.folder()),
                                                    Path.of(r.folder()))));
        } else {
            ExportPlan plan =
                    new ExportPlan(
                            to,
                            metadata(s),
                            chosen(s.found().annotators(), s.labels()),
                            chosen(s.found().classifiers(), s.scores()),
                            s.found().of(),
                            s.found().query());
            desk.start(
                    () -> new Exports(desk.bench()).file(plan),
                    job ->
                            told(
                                    job,
                                    r ->
                                            new ExportState.Stage.Done(
                                                    Texts.of(
                                                            "export.done",
                                                            Words.count(r.documents()),
                                                            Words.bytes(r.bytes()),
                                                            r.file()),
                                                    Path.of(r.file()))));
        }
    }

    private <R> void told(JobState<R> job, java.util.function.Function<R, ExportState.Stage> done) {
        ExportState.Stage stage =
                switch (job) {
                    case JobState.Queued<R>() ->
                            new ExportState.Stage.Running(Texts.of("import.waiting"), -1);
                    case JobState.Running<R>(var now, var pace) ->
                            new ExportState.Stage.Running(
                                    Words.progress(now, pace),
                                    now.total() > 0 ? (double) now.done() / now.total() : -1);
                    case JobState.Succeeded<R>(var report, var recalled) -> done.apply(report);
                    case JobState.Cancelled<R> cancelled -> new ExportState.Stage.Stopped();
                    case JobState.Failed<R>(var cause) ->
                            new ExportState.Stage.Failed(Sentence.of(cause));
                };
        if (state.get().stage() instanceof ExportState.Stage.Running) {
            state.update(s -> s.at(stage));
        }
    }
}
