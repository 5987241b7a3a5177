package org.hornbook.corpus;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hornbook.corpus.parquet.Column;
import org.hornbook.corpus.parquet.ParquetFile;
import org.hornbook.store.Json;

/// A file documents are written to.
sealed interface ExportFile extends Closeable {
    /// @param labels what annotators said, by annotator; a value may be absent
    /// @param scores likewise
    void add(Document document, Map<String, Double> labels, Map<String, Double> scores)
            throws IOException;

    /// The name of a metadata column: what the document and those who judged it have is theirs.
    static String named(String field) {
        return field.matches("(source_)*(id|text|label:.*|score:.*)") ? "source_" + field : field;
    }

    /// One object a line; metadata sorted by name, what is absent left out.
    final class Lines implements ExportFile {
        private final ExportPlan plan;
        private final JsonGenerator json;

        Lines(ExportPlan plan, OutputStream out) throws IOException {
            this.plan = plan;
            this.json = Json.mapper().getFactory().createGenerator(out, JsonEncoding.UTF8);
            json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
        }

        @Override
        public void add(Document document, Map<String, Double> labels, Map<String, Double> scores)
                throws IOException {
            json.writeStartObject();
            json.writeStringField("id", document.key());
            json.writeStringField("text", document.text());
            for (Map.Entry<String, String> field : new TreeMap<>(document.metadata()).entrySet()) {
                if (plan.metadata().isEmpty() || plan.metadata().get().contains(field.getKey())) {
                    json.writeStringField(named(field.getKey()), field.getValue());
                }
            }
            for (String annotator : plan.labels()) {
                if (labels.get(annotator) != null) {
                    json.writeNumberField("label:" + annotator, labels.get(annotator).longValue());
                }
            }
            for (String classifier : plan.scores()) {
                if (scores.get(classifier) != null) {
                    json.writeNumberField("score:" + classifier, scores.get(classifier));
                }
            }
            json.writeEndObject();
        }

        @Override
        public void close() throws IOException {
            json.writeRaw('\n');
            json.close();
        }
    }

    /// Columns known before the first row.
    final class Table implements ExportFile {
        private final ExportPlan plan;
        private final List<String> metadata;
        private final ParquetFile file;

        Table(ExportPlan plan, List<String> metadata, String notes, OutputStream out)
                throws IOException {
            this.plan = plan;
            this.metadata = metadata;
            List<Column> columns = new ArrayList<>();
            columns.add(new Column("id", Column.Type.TEXT));
            columns.add(new Column("text", Column.Type.TEXT));
            metadata.forEach(m -> columns.add(new Column(named(m), Column.Type.TEXT)));
            plan.labels().forEach(a -> columns.add(new Column("label:" + a, Column.Type.WHOLE)));
            plan.scores().forEach(c -> columns.add(new Column("score:" + c, Column.Type.FRACTION)));
            this.file = new ParquetFile(out, columns, Map.of("hornbook", notes));
        }

        @Override
        public void add(Document document, Map<String, Double> labels, Map<String, Double> scores)
                throws IOException {
            List<Object> row = new ArrayList<>();
            row.add(document.key());
            row.add(document.text());
            metadata.forEach(m -> row.add(document.metadata().get(m)));
            plan.labels().forEach(a -> row.add(labels.get(a)));
            plan.scores().forEach(c -> row.add(scores.get(c)));
            file.add(row);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
