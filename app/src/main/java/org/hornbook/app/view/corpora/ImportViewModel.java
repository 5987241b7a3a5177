package org.hornbook.app.view.corpora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hornbook.app.CommandLine;
import org.hornbook.app.RejectedFile;
import org.hornbook.app.Sentence;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.ImportPreview;
import org.hornbook.corpus.ImportReport;
import org.hornbook.job.JobState;

/// Files become a corpus: previewed, imported, and told what came of it.
public final class ImportViewModel {
    private static final int ROWS = 10;
    private static final int LISTED = 500;

    private final Desk desk;
    private final Latest previews;
    private final Value<ImportState> state = new Value<>(ImportState.FIRST);

    /// What was started last, to go on with.
    private Optional<ImportPlan> last = Optional.empty();

    public ImportViewModel(Desk desk) {
        this.desk = desk;
        this.previews = desk.background().latest();
    }

    public Value<ImportState> state() {
        return state;
    }

    /// Begins with these; none asks for them.
    public void files(List<Path> files) {
        previews.forget();
        if (files.isEmpty()) {
            state.set(ImportState.FIRST);
            return;
        }
        state.set(
                new ImportState(
                        List.copyOf(files),
                        nameOf(files.getFirst()),
                        new ImportState.Stage.Reading(),
                        Set.of(),
                        List.of()));
        preview(Optional.empty(), Optional.empty());
    }

    private static String nameOf(Path file) {
        Path last = file.toAbsolutePath().normalize().getFileName();
        return last == null
                ? "corpus"
                : last.toString()
                        .replaceFirst("\\.(jsonl|ndjson|json|csv|tsv|parquet|txt|md|py).*$", "");
    }

    /// What is under way is not wanted any more; a job goes on.
    public void away() {
        previews.forget();
    }

    public void rename(String name) {
        state.update(s -> s.named(name));
    }

    /// Reads the first rows anew with these columns.
    public void columns(String text, Optional<String> id) {
        preview(
                Optional.ofNullable(text).filter(t -> !t.isEmpty()),
                Optional.of(id.orElse(ImportPlan.NO_COLUMN)));
    }

    /// Keeps a column with each document, or leaves it out.
    public void keep(String column, boolean kept) {
        Set<String> dropped = new HashSet<>(state.get().dropped());
        if (kept) {
            dropped.remove(column);
        } else {
            dropped.add(column);
        }
        state.update(s -> s.dropping(dropped));
    }

    public void keepAll(boolean kept) {
        state.get()
                .preview()
                .ifPresent(
                        p ->
                                state.update(
                                        s ->
                                                s.dropping(
                                                        kept
                                                                ? Set.of()
                                                                : Set.copyOf(
                                                                        ImportState.others(p)))));
    }

    private void preview(Optional<String> text, Optional<String> id) {
        ImportPlan plan;
        try {
            plan = new ImportPlan(state.get().files(), state.get().name(), text, id);
        } catch (IllegalArgumentException e) {
            desk.tell(e);
            return;
        }
        previews.ask(
                () -> ImportPreview.of(plan, ROWS),
                p -> state.update(s -> s.at(new ImportState.Stage.Chosen(p))),
                e -> state.update(s -> s.at(new ImportState.Stage.Failed(Sentence.of(e)))));
    }

    private Optional<ImportPlan> plan() {
        ImportState s = state.get();
        Optional<ImportPreview> p = s.preview();
        if (p.isEmpty()) {
            return Optional.empty();
        }
        List<String> kept =
                ImportState.others(p.get()).stream().filter(c -> !s.dropped().contains(c)).toList();
        return Optional.of(
                new ImportPlan(
                        s.files(),
                        s.name().strip(),
                        Optional.of(p.get().textColumn()).filter(t -> !t.isEmpty()),
                        Optional.of(p.get().idColumn().orElse(ImportPlan.NO_COLUMN)),
                        s.dropped().isEmpty() ? Optional.empty() : Optional.of(kept)));
    }

    /// The command line that does the same.
    public String command() {
        Optional<ImportPlan> plan;
        try {
            plan = plan();
        } catch (IllegalArgumentException e) {
            desk.tell(e);
            return "";
        }
        List<String> words = new ArrayList<>(List.of("import"));
        state.get().files().forEach(f -> words.add(f.toString()));
        words.addAll(List.of("--corpus", state.get().name().strip()));
        plan.flatMap(ImportPlan::textField).ifPresent(t -> words.addAll(List.of("--text", t)));
        plan.flatMap(ImportPlan::idField).ifPresent(i -> words.addAll(List.of("--id", i)));
        plan.flatMap(ImportPlan::kept).ifPresent(k -> words.add("--keep=" + String.join(",", k)));
        return CommandLine.of(desk.session().folder(), words);
    }

    /// Imports all, or says what is missing.
    public void run() {
        try {
            last = plan().or(() -> last);
        } catch (IllegalArgumentException e) {
            desk.tell(e);
            return;
        }
        last.ifPresent(
                plan -> {
                    state.update(
                            s ->
                                    s.at(
                                            new ImportState.Stage.Running(
                                                    Texts.of("import.waiting"), -1)));
                    desk.start(() -> new ImportJob(desk.bench().corpora(), plan), this::told);
                });
    }

    private void told(JobState<ImportReport> job) {
        ImportState.Stage stage =
                switch (job) {
                    case JobState.Queued<ImportReport>() ->
                            new ImportState.Stage.Running(Texts.of("import.waiting"), -1);
                    case JobState.Running<ImportReport>(var done, var pace) ->
                            new ImportState.Stage.Running(
                                    Words.progress(done, pace),
                                    done.total() > 0 ? (double) done.done() / done.total() : -1);
                    case JobState.Succeeded<ImportReport>(var report, var recalled) ->
                            new ImportState.Stage.Done(report);
                    case JobState.Cancelled<ImportReport> cancelled ->
                            new ImportState.Stage.Stopped();
                    case JobState.Failed<ImportReport>(var cause) ->
                            new ImportState.Stage.Failed(Sentence.of(cause));
                };
        // Other files may have been chosen since.
        if (state.get().stage() instanceof ImportState.Stage.Running) {
            state.update(s -> s.at(stage));
        }
    }

    /// Reads the rejected rows of the corpus, to be shown.
    public void listRejected() {
        String name = state.get().name().strip();
        desk.read(
                () ->
                        desk.bench()
                                .rejected()
                                .page(desk.bench().corpora().require(name).id(), null, LISTED),
                rows -> state.update(s -> s.listing(rows)));
    }

    /// Writes all rejected rows of the corpus as JSON Lines.
    public void saveRejected(Path file) {
        String name = state.get().name().strip();
        desk.read(
                () ->
                        new RejectedFile(
                                        desk.bench().rejected(),
                                        desk.bench().corpora().require(name).id())
                                .write(file),
                n -> desk.notice().set(Texts.of("import.rejected.saved", Words.count(n), file)));
    }
}
