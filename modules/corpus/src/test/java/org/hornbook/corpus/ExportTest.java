package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir Path folder;
    private Place place;

    @BeforeEach
    void open() throws Exception {
        place = new Place(folder);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            Map<String, Object> row = new HashMap<>();
            row.put("id", "d" + i);
            row.put("text", "Document " + i + ": caf\u00e9 \ud55c\uad6d\uc5b4\n\"quoted\"");
            row.put("lang", i % 2 == 0 ? "en" : "ko");
            if (i % 3 == 0) {
                row.put("source_id", "s" + i);
            }
            lines.append(Json.write(row)).append('\n');
        }
        place.bring(Files.writeString(folder.resolve("in.jsonl"), lines));
        Map<DocumentId, Integer> labels = new HashMap<>();
        Map<DocumentId, Double> scores = new HashMap<>();
        for (Document d : place.all()) {
            int n = number(d);
            if (n % 5 == 0) {
                labels.put(d.id(), n % 6);
            }
            if (n % 2 == 0) {
                scores.put(d.id(), n / 8.0);
            }
        }
        new OpinionRepository(place.database).put(labels, scores);
    }

    @AfterEach
    void close() {
        place.close();
    }

    private static int number(Document d) {
        return Integer.parseInt(d.key().substring(1));
    }

    @Test
    void parquetIsReadBackByDuckDbCellForCell() throws Exception {
        ExportReport report = export("out.parquet", "", Optional.empty());
        assertThat(report.columns())
                .containsExactly(
                        "id", "text", "lang", "source_source_id", "label:me", "score:ngram");
        List<List<String>> rows =
                new DuckRepository()
                        .rows(
                                "SELECT id, text, lang, source_source_id, \"label:me\","
                                        + " \"score:ngram\" FROM '"
                                        + report.file()
                                        + "'");
        List<List<String>> expected = new ArrayList<>();
        for (Document d : place.all()) {
            int n = number(d);
            List<String> row = new ArrayList<>(List.of(d.key(), d.text()));
            row.add(d.metadata().get("lang"));
            row.add(d.metadata().get("source_id"));
            row.add(n % 5 == 0 ? "" + n % 6 : null);
            row.add(n % 2 == 0 ? "" + n / 8.0 : null);
            expected.add(row);
        }
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void parquetOfSeveralRowGroupsHasStatisticsDuckDbUnderstands() throws Exception {
        Path file = folder.resolve("large.parquet");
        int count = 60_000;
        try (var out =
                new org.hornbook.corpus.parquet.ParquetFile(
                        Files.newOutputStream(file),
                        List.of(
                                column("n", org.hornbook.corpus.parquet.Column.Type.WHOLE),
                                column("x", org.hornbook.corpus.parquet.Column.Type.FRACTION),
                                column("t", org.hornbook.corpus.parquet.Column.Type.TEXT)),
                        Map.of("made by", "a test"))) {
            for (int i = 0; i < count; i++) {
                List<Object> row = new ArrayList<>();
                row.add(i % 10 == 9 ? null : (Object) (long) i);
                row.add(i % 7 == 6 ? null : (Object) (i / 4.0 - 100));
                row.add(i % 2 == 0 ? "t".repeat(2_500) + i : null);
                out.add(row);
            }
        }
        DuckRepository duck = new DuckRepository();
        assertThat(
                        duck.rows(
                                "SELECT count(*), count(n), sum(n), count(x), min(x), max(x), count(t),"
                                        + " count(DISTINCT t) FROM '"
                                        + file
                                        + "'"))
                .containsExactly(
                        List.of(
                                "60000",
                                "54000",
                                "" + sum(count),
                                "" + (count - count / 7),
                                "-100.0",
                                "14899.75",
                                "30000",
                                "30000"));
        assertThat(
                        duck.rows(
                                "SELECT count(DISTINCT row_group_id) > 1, min(CAST(stats_min_value AS"
                                        + " BIGINT)), max(CAST(stats_max_value AS BIGINT)),"
                                        + " sum(stats_null_count) FROM parquet_metadata('"
                                        + file
                                        + "') WHERE path_in_schema = 'n'"))
                .containsExactly(List.of("true", "0", "59998", "6000"));
        assertThat(duck.rows("SELECT t FROM '" + file + "' WHERE n = 31416"))
                .containsExactly(List.of("t".repeat(2_500) + 31416));
        assertThat(place.bring(file).added()).isEqualTo(30_000);
    }

    private static org.hornbook.corpus.parquet.Column column(
            String name, org.hornbook.corpus.parquet.Column.Type type) {
        return new org.hornbook.corpus.parquet.Column(name, type);
    }

    private static long sum(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += i % 10 == 9 ? 0 : i;
        }
        return sum;
    }

    @Test
    void jsonLinesInEveryPackingHoldWhatTheQueryFinds() throws Exception {
        for (String name : List.of("o.jsonl", "o.jsonl.gz", "o.jsonl.zst")) {
            ExportReport report = export(name, "lang:ko", Optional.of(List.of()));
            List<JsonNode> rows = lines(Path.of(report.file()));
            assertThat(rows).hasSize(750);
            JsonNode row = rows.get(2);
            assertThat(Json.write(Json.read(Json.write(row), Map.class)))
                    .isEqualTo(
                            Json.write(
                                    Map.of(
                                            "id",
                                            "d5",
                                            "text",
                                            "Document 5: caf\u00e9 \ud55c\uad6d\uc5b4\n\"quoted\"",
                                            "label:me",
                                            5)));
        }
    }

    @Test
    void theManifestSaysWhatWasAskedForAndWhatTheFileHolds() throws Exception {
        ExportReport report = export("o.jsonl.zst", "lang:ko", Optional.empty());
        Path file = Path.of(report.file());
        ExportReport manifest =
                Json.read(
                        Files.readString(file.resolveSibling("o.jsonl.zst.manifest.json")),
                        ExportReport.class);
        assertThat(manifest).isEqualTo(report);
        assertThat(manifest.query()).isEqualTo("lang:ko");
        assertThat(manifest.of()).isEqualTo("c");
        assertThat(manifest.documents()).isEqualTo(750);
        assertThat(manifest.sha256()).isEqualTo(Sha256.of(file));
        assertThat(manifest.bytes()).isEqualTo(Files.size(file));
        assertThat(manifest.provenance().inputs()).containsKey("documents");
    }

    @Test
    void whatIsExportedAndImportedAgainIsTheSame() throws Exception {
        for (String name : List.of("again.jsonl.gz", "again.parquet")) {
            ExportReport report = export(name, "", Optional.empty());
            try (Place other = new Place(Files.createDirectories(folder.resolve(name + ".d")))) {
                other.bring(Path.of(report.file()));
                assertThat(other.all())
                        .extracting(Document::key, Document::text)
                        .containsExactlyElementsOf(
                                place.all().stream()
                                        .map(
                                                d ->
                                                        org.assertj.core.groups.Tuple.tuple(
                                                                d.key(), d.text()))
                                        .toList());
            }
        }
    }

    @Test
    void aCancelledExportLeavesNothingAndTheFileThatWasThereAsItWas() throws Exception {
        Path file = Files.writeString(folder.resolve("kept.jsonl"), "before\n");
        DocumentSource all = place.corpora.source(place.corpora.require("c"));
        List<JobHandle<ExportReport>> handle = new ArrayList<>();
        DocumentSource slow =
                new DocumentSource() {
                    @Override
                    public String name() {
                        return "slow";
                    }

                    @Override
                    public String fingerprint() {
                        return "slow";
                    }

                    @Override
                    public long count() {
                        return all.count();
                    }

                    @Override
                    public List<Document> after(DocumentId last, int limit) {
                        if (last.value() > 400) {
                            while (handle.isEmpty()) {
                                Thread.onSpinWait();
                            }
                            handle.getFirst().cancel();
                        }
                        return all.after(last, limit);
                    }
                };
        handle.add(place.runner().submit(new ExportJob(slow, file), Reuse.NEVER));
        assertThat(handle.getFirst().await()).isInstanceOf(JobState.Cancelled.class);
        assertThat(Files.readString(file)).isEqualTo("before\n");
        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there.map(p -> p.getFileName().toString()))
                    .noneMatch(n -> n.startsWith(".kept") || n.contains("manifest"));
        }
    }

    @Test
    void anEndingThatSaysNothingAndAnUnknownAnnotatorAreRefusedInOneSentence() throws Exception {
        DocumentSource all = place.corpora.source(place.corpora.require("c"));
        assertThatThrownBy(() -> new ExportJob(all, folder.resolve("o.xlsx")))
                .hasMessageContaining("o.xlsx does not say what to write")
                .hasMessageContaining(".parquet");
        ExportPlan plan =
                new ExportPlan(
                        folder.resolve("o.jsonl"),
                        Optional.empty(),
                        List.of("nobody"),
                        List.of(),
                        "c",
                        "");
        JobState<ExportReport> end =
                place.runner()
                        .submit(
                                new ExportJob(
                                        all,
                                        Optional.of(new ExportRepository(place.database)),
                                        plan),
                                Reuse.NEVER)
                        .await();
        assertThat(((JobState.Failed<ExportReport>) end).cause())
                .hasMessage("nobody called nobody gave a label: there are [me]");
        assertThat(folder.resolve("o.jsonl")).doesNotExist();
    }

    private ExportReport export(String name, String query, Optional<List<String>> metadata)
            throws Exception {
        ExportPlan plan =
                new ExportPlan(
                        folder.resolve("exports").resolve(name),
                        metadata,
                        List.of("me"),
                        List.of("ngram"),
                        "c",
                        query);
        JobState<ExportReport> end =
                place.runner()
                        .submit(
                                new ExportJob(
                                        place.corpora.source(
                                                place.corpora.require("c"),
                                                DocumentQuery.parse(query)),
                                        Optional.of(new ExportRepository(place.database)),
                                        plan),
                                Reuse.NEVER)
                        .await();
        assertThat(end).isInstanceOf(JobState.Succeeded.class);
        return ((JobState.Succeeded<ExportReport>) end).result();
    }

    private static List<JsonNode> lines(Path file) throws Exception {
        String name = file.toString();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in =
                        name.endsWith(".gz")
                                ? new GZIPInputStream(raw)
                                : name.endsWith(".zst") ? new ZstdInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(l -> Json.read(l, JsonNode.class))
                    .toList();
        }
    }
}
