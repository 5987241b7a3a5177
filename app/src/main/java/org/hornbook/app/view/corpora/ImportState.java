package org.hornbook.app.view.corpora;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hornbook.corpus.ImportPreview;
import org.hornbook.corpus.ImportReport;
import org.hornbook.corpus.Rejected;

/// An import being put together, under way, or done.
///
/// @param name of the corpus
/// @param dropped columns that are not kept
/// @param rejected of a report, the first rows that could not be used; empty until asked for
public record ImportState(
        List<Path> files, String name, Stage stage, Set<String> dropped, List<Rejected> rejected) {
    static final ImportState FIRST =
            new ImportState(List.of(), "", new Stage.Asking(), Set.of(), List.of());

    /// Where it is.
    public sealed interface Stage {
        /// No files are chosen yet.
        record Asking() implements Stage {}

        /// The first rows are being read.
        record Reading() implements Stage {}

        record Chosen(ImportPreview preview) implements Stage {}

        /// @param share 0-1; negative while it cannot be told
        record Running(String words, double share) implements Stage {}

        record Stopped() implements Stage {}

        record Done(ImportReport report) implements Stage {}

        record Failed(String sentence) implements Stage {}
    }

    ImportState at(Stage next) {
        return new ImportState(files, name, next, dropped, rejected);
    }

    ImportState named(String next) {
        return new ImportState(files, next, stage, dropped, rejected);
    }

    ImportState dropping(Set<String> next) {
        return new ImportState(files, name, stage, Set.copyOf(next), rejected);
    }

    ImportState listing(List<Rejected> next) {
        return new ImportState(files, name, stage, dropped, List.copyOf(next));
    }

    Optional<ImportPreview> preview() {
        return stage instanceof Stage.Chosen(var preview) ? Optional.of(preview) : Optional.empty();
    }

    /// The columns that are neither the text nor the name.
    static List<String> others(ImportPreview preview) {
        Set<String> others = new LinkedHashSet<>(preview.columns());
        others.remove(preview.textColumn());
        preview.idColumn().ifPresent(others::remove);
        return List.copyOf(others);
    }
}
