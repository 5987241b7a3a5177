package org.hornbook.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What to import.
///
/// @param inputs files and folders, in this order
/// @param corpus the name of the corpus, made if there is none
/// @param textField the column that holds the text; guessed from the first rows if not given
/// @param idField the column that names the document; guessed if not given, and `NO_COLUMN` if none
///   is to
/// @param kept the other columns that are kept as metadata; all of them if not given
public record ImportPlan(
        List<Path> inputs,
        String corpus,
        Optional<String> textField,
        Optional<String> idField,
        Optional<List<String>> kept) {
    /// Rows are named by file and number.
    public static final String NO_COLUMN = "-";

    public ImportPlan {
        inputs = List.copyOf(inputs);
        kept = kept.map(List::copyOf);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("nothing to import: name a file or a folder");
        }
        if (corpus.isBlank()) {
            throw new IllegalArgumentException("a corpus needs a name");
        }
    }

    public ImportPlan(
            List<Path> inputs,
            String corpus,
            Optional<String> textField,
            Optional<String> idField) {
        this(inputs, corpus, textField, idField, Optional.empty());
    }

    public static ImportPlan of(Path input, String corpus) {
        return new ImportPlan(List.of(input), corpus, Optional.empty(), Optional.empty());
    }
}
