package org.hornbook.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What goes into an exported file besides `id` and `text`.
///
/// @param file its ending says the format, see `ExportFormat`
/// @param metadata the metadata columns; all there are if not given
/// @param labels annotators whose labels become columns `label:<annotator>`
/// @param scores classifiers whose scores become columns `score:<classifier>`
/// @param of the corpus or kept set the documents are of, for the manifest
/// @param query what was asked of it; empty for all
public record ExportPlan(
        Path file,
        Optional<List<String>> metadata,
        List<String> labels,
        List<String> scores,
        String of,
        String query) {
    public ExportPlan {
        file = file.toAbsolutePath();
        metadata = metadata.map(List::copyOf);
        labels = List.copyOf(labels);
        scores = List.copyOf(scores);
    }

    /// All metadata, no labels and no scores.
    public static ExportPlan of(Path file, String of, String query) {
        return new ExportPlan(file, Optional.empty(), List.of(), List.of(), of, query);
    }
}
