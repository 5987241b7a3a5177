package org.hornbook.corpus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which column is the text and which one names the document.
///
/// @param id empty if rows are named by file and number
record Columns(String text, Optional<String> id) {
    private static final List<String> TEXTS =
            List.of(
                    "text",
                    "content",
                    "code",
                    "body",
                    "document",
                    "passage",
                    "raw_content",
                    "markdown",
                    "completion");
    private static final List<String> IDS =
            List.of(
                    "id",
                    "_id",
                    "doc_id",
                    "docid",
                    "document_id",
                    "uuid",
                    "task_id",
                    "path",
                    "file_path",
                    "url",
                    "name");

    /// As the plan says, else by well-known names, else the column with the longest values on
    /// average. Throws `IllegalArgumentException` if a column of the plan is missing or no column
    /// could be the text.
    static Columns guess(ImportPlan plan, List<RawRow> rows) {
        Map<String, Long> lengths = new TreeMap<>();
        rows.forEach(
                r ->
                        r.fields()
                                .forEach(
                                        (field, value) ->
                                                lengths.merge(
                                                        field, (long) value.length(), Long::sum)));
        plan.textField().ifPresent(f -> known(f, lengths));
        plan.idField().ifPresent(f -> known(f, lengths));
        Optional<String> text =
                plan.textField()
                        .or(() -> TEXTS.stream().filter(lengths::containsKey).findFirst())
                        .or(
                                () ->
                                        lengths.entrySet().stream()
                                                .max(Map.Entry.comparingByValue())
                                                .map(Map.Entry::getKey));
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "no column could be the text: name it with --text-field");
        }
        Optional<String> id =
                plan.idField()
                        .or(
                                () ->
                                        IDS.stream()
                                                .filter(
                                                        f ->
                                                                lengths.containsKey(f)
                                                                        && !f.equals(text.get()))
                                                .findFirst());
        return new Columns(text.get(), id);
    }

    private static void known(String field, Map<String, Long> lengths) {
        if (!lengths.isEmpty() && !lengths.containsKey(field)) {
            throw new IllegalArgumentException(
                    "there is no column " + field + ": the columns are " + lengths.keySet());
        }
    }
}
