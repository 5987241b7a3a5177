package org.hornbook.app.view.corpora;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hornbook.corpus.ExportFormat;

/// An export being put together, under way, or done.
///
/// @param found what is exported
/// @param dropped metadata columns that do not go along
/// @param labels annotators whose labels do
/// @param scores classifiers whose scores do
/// @param to the file, or for token shards the folder
/// @param tokenizers what shards can be made with: checkpoints of the workspace, learned tokenizers
public record ExportState(
        Found found,
        Form form,
        Set<String> dropped,
        Set<String> labels,
        Set<String> scores,
        String to,
        List<String> tokenizers,
        String tokenizer,
        Stage stage) {
    static final ExportState FIRST =
            new ExportState(
                    new Found("", "", 0, List.of(), List.of(), List.of()),
                    Form.JSON_LINES_GZIP,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    "",
                    List.of(),
                    "",
                    new Stage.Choosing());

    /// What a query found.
    ///
    /// @param of the corpus
    /// @param fields its metadata columns
    public record Found(
            String of,
            String query,
            long count,
            List<String> fields,
            List<String> annotators,
            List<String> classifiers) {}

    /// What is written.
    public enum Form {
        JSON_LINES_GZIP(ExportFormat.JSON_LINES_GZIP.ending()),
        JSON_LINES_ZSTD(ExportFormat.JSON_LINES_ZSTD.ending()),
        JSON_LINES(ExportFormat.JSON_LINES.ending()),
        PARQUET(ExportFormat.PARQUET.ending()),
        SHARDS("-shards");

        private final String ending;

        Form(String ending) {
            this.ending = ending;
        }

        String ending() {
            return ending;
        }
    }

    /// Where it is.
    public sealed interface Stage {
        record Choosing() implements Stage {}

        /// @param share 0-1; negative while it cannot be told
        record Running(String words, double share) implements Stage {}

        record Stopped() implements Stage {}

        record Done(String words, Path where) implements Stage {}

        record Failed(String sentence) implements Stage {}
    }

    ExportState at(Stage next) {
        return new ExportState(
                found, form, dropped, labels, scores, to, tokenizers, tokenizer, next);
    }

    ExportState as(Form next, String there) {
        return new ExportState(
                found, next, dropped, labels, scores, there, tokenizers, tokenizer, stage);
    }

    ExportState to(String there) {
        return as(form, there);
    }

    ExportState with(List<String> all, String chosen) {
        return new ExportState(found, form, dropped, labels, scores, to, all, chosen, stage);
    }

    ExportState field(String name, boolean goes) {
        return new ExportState(
                found,
                form,
                changed(dropped, name, !goes),
                labels,
                scores,
                to,
                tokenizers,
                tokenizer,
                stage);
    }

    ExportState label(String name, boolean goes) {
        return new ExportState(
                found,
                form,
                dropped,
                changed(labels, name, goes),
                scores,
                to,
                tokenizers,
                tokenizer,
                stage);
    }

    ExportState score(String name, boolean goes) {
        return new ExportState(
                found,
                form,
                dropped,
                labels,
                changed(scores, name, goes),
                to,
                tokenizers,
                tokenizer,
                stage);
    }

    private static Set<String> changed(Set<String> names, String name, boolean in) {
        Set<String> next = new HashSet<>(names);
        if (in) {
            next.add(name);
        } else {
            next.remove(name);
        }
        return Set.copyOf(next);
    }
}
