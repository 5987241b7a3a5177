package org.hornbook.app.view.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything that runs, ran or failed, and all about one of it.
///
/// @param read whether it has been read at all
/// @param kind only jobs of this kind; empty for all
/// @param words only jobs whose title has these words
/// @param chosen the fingerprint of the one that is looked at
/// @param detail empty until it is read
public record JobsState(
        boolean read,
        List<JobRow> rows,
        Only only,
        String kind,
        String words,
        String chosen,
        Optional<Detail> detail,
        Log log) {
    static final JobsState NONE =
            new JobsState(false, List.of(), Only.ALL, "", "", "", Optional.empty(), Log.NONE);

    /// Which stages are shown.
    public enum Only {
        ALL,
        RUNNING,
        RESUMABLE,
        FAILED,
        DONE;

        boolean has(Stage stage) {
            return switch (this) {
                case ALL -> true;
                case RUNNING -> stage.open();
                case RESUMABLE -> stage.resumable();
                case FAILED -> stage == Stage.FAILED;
                case DONE -> stage == Stage.DONE;
            };
        }
    }

    /// A line of provenance.
    ///
    /// @param hash whether the value names a content, and only its beginning need be shown
    public record Fact(String name, String value, boolean hash) {}

    /// What is stored of a job.
    ///
    /// @param command the command line that does the same
    /// @param again whether the record tells enough to resume it from here
    /// @param logs its log files that are there
    public record Detail(
            String fingerprint,
            List<Fact> inputs,
            List<Fact> config,
            List<Fact> machine,
            String command,
            boolean again,
            List<Path> logs) {}

    /// The end of a log file.
    ///
    /// @param file null if there is none
    /// @param cut whether there is more before it
    /// @param whole whether the details of failures are shown too
    public record Log(Path file, String text, boolean cut, boolean whole) {
        static final Log NONE = new Log(null, "", false, false);

        /// The text, without the details of failures unless they are wanted.
        String shown() {
            if (whole) {
                return text;
            }
            StringBuilder lines = new StringBuilder();
            text.lines()
                    .filter(l -> !l.startsWith("\t"))
                    .forEach(l -> lines.append(l).append('\n'));
            return lines.toString();
        }

        boolean hasDetails() {
            return text.lines().anyMatch(l -> l.startsWith("\t"));
        }
    }

    public List<JobRow> shown() {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return rows.stream()
                .filter(r -> only.has(r.stage()))
                .filter(r -> kind.isEmpty() || r.kind().equals(kind))
                .filter(
                        r ->
                                wanted.isEmpty()
                                        || r.title().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    public List<String> kinds() {
        return rows.stream().map(JobRow::kind).distinct().sorted().toList();
    }

    long count(Only which) {
        return rows.stream().filter(r -> which.has(r.stage())).count();
    }

    Optional<JobRow> find(String fingerprint) {
        return rows.stream().filter(r -> r.fingerprint().equals(fingerprint)).findFirst();
    }

    public Optional<JobRow> job() {
        return find(chosen);
    }

    JobsState with(List<JobRow> next) {
        return new JobsState(true, next, only, kind, words, chosen, detail, log);
    }

    JobsState only(Only which) {
        return new JobsState(read, rows, which, kind, words, chosen, detail, log);
    }

    JobsState kind(String which) {
        return new JobsState(read, rows, only, which, words, chosen, detail, log);
    }

    JobsState words(String which) {
        return new JobsState(read, rows, only, kind, which, chosen, detail, log);
    }

    JobsState choosing(String fingerprint) {
        return new JobsState(
                read, rows, only, kind, words, fingerprint, Optional.empty(), Log.NONE);
    }

    JobsState with(Detail next) {
        return new JobsState(read, rows, only, kind, words, chosen, Optional.of(next), log);
    }

    JobsState with(Log next) {
        return new JobsState(read, rows, only, kind, words, chosen, detail, next);
    }
}
