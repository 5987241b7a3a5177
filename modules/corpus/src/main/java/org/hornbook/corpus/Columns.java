package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which column is the text and which one names the document.
///
/// @param id empty if rows are named by file and number
public record Columns(String text, Optional<String> id) {
    /// How many rows are looked at before it is decided.
    static final int LOOK_AT = 100;

    /// Of a folder of files.
    static final Columns FILES = new Columns("text", Optional.of("path"));

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
                    "hexsha",
                    "blob_id",
                    "sha",
                    "task_id",
                    "path",
                    "file_path",
                    "url",
                    "name");

    /// As the plan says, else by well-known names, else the text column with the longest values on
    /// average; rows are named by a column only if its values differ. Throws
    /// `IllegalArgumentException` if a column of the plan is missing or no column could be the
    /// text.
    static Columns guess(ImportPlan plan, List<RawRow> rows) {
        Map<String, Long> lengths = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (RawRow row : rows) {
            for (RawRow.Field field : row.fields()) {
                names.add(field.name());
                if (field.kind() == RawRow.Kind.TEXT) {
                    lengths.merge(field.name(), (long) field.characters(), Long::sum);
                }
            }
        }
        plan.textField().ifPresent(f -> known(f, names));
        boolean unnamed = plan.idField().filter(ImportPlan.NO_COLUMN::equals).isPresent();
        plan.idField().filter(f -> !unnamed).ifPresent(f -> known(f, names));
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
                    "no column could be the text: name it with --text"
                            + (names.isEmpty() ? "" : "; the columns are " + names));
        }
        Optional<String> id =
                plan.idField()
                        .or(
                                () ->
                                        IDS.stream()
                                                .filter(f -> !f.equals(text.get()))
                                                .filter(f -> names.contains(f) && tells(f, rows))
                                                .findFirst());
        return new Columns(text.get(), id.filter(i -> !unnamed && !i.equals(text.get())));
    }

    /// Whether rows have their own values there, mostly.
    private static boolean tells(String name, List<RawRow> rows) {
        List<String> values = new ArrayList<>();
        for (RawRow row : rows) {
            RawRow.Field field = row.field(name);
            if (field == null
                    || field.kind() != RawRow.Kind.TEXT && field.kind() != RawRow.Kind.NUMBER) {
                return false;
            }
            values.add(field.value());
        }
        // Now and then a row is there twice; a column of a few values names nothing.
        return new HashSet<>(values).size() * 2 >= values.size();
    }

    /// Why this row cannot be a document; `null` if it can.
    String wrong(RawRow row) {
        RawRow.Field field = row.field(text);
        if (field == null) {
            return "no text in column " + text;
        }
        return switch (field.kind()) {
            case TEXT -> field.blank() ? "no text in column " + text : null;
            case ABSENT -> text + " is null";
            case NUMBER, TRUTH, NESTED, BINARY ->
                    text + " is " + field.kind().words() + ", not text";
        };
    }

    private static void known(String field, Set<String> names) {
        if (!names.isEmpty() && !names.contains(field)) {
            throw new IllegalArgumentException(
                    "there is no column "
                            + field
                            + ": the columns are "
                            + names.stream().sorted().toList());
        }
    }
}
