package org.hornbook.app.view.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ExportReport;
import org.hornbook.store.Json;
import org.hornbook.train.TokenShard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Import and export as a person does them in the window.
class BringViewTest {
    @TempDir Path folder;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        hand.go(Place.CORPORA);
        hand.untilReads("308 of 308");
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void shardsAreImportedWithTheColumnsChosenAndTheRejectedRowsAreShownAndSaved()
            throws Exception {
        Path set = folder.resolve("set");
        Files.createDirectories(set.resolve("data"));
        Files.writeString(set.resolve("README.md"), "# set");
        Files.writeString(
                set.resolve("data/a.jsonl"), row("a1", "First note") + row("a2", "Second note"));
        Files.writeString(
                set.resolve("data/b.jsonl"),
                row("b1", "Third note") + "{\"id\": \"b2\", \"text\": 7}\nnot JSON\n");
        bring(set);
        hand.untilReads("2 × JSON Lines");
        assertThat(hand.text("#import-will"))
                .contains("“set”")
                .contains("named by its id")
                .contains("2 of 2 other columns");
        check("#import-kept-lang", false);
        hand.until(
                "one column is left out", () -> hand.text("#import-will").contains("1 of 2 other"));
        choose("#import-id", "");
        hand.until(
                "rows are named by file",
                () -> hand.text("#import-will").contains("named by file and row"));
        choose("#import-id", "id");
        hand.until("rows have names", () -> hand.text("#import-will").contains("named by its id"));
        hand.click("#import-go");
        hand.untilSees("#import-done");
        assertThat(hand.text("#import-done")).isEqualTo("3 documents are new in set");
        hand.click("#import-rejected");
        hand.untilSees("#import-rejected-rows");
        hand.untilReads("text is a number, not text");
        assertThat(hand.reads("b.jsonl")).isTrue();
        var corpus = hand.desk().bench().corpora().require("set");
        Document first =
                hand.desk()
                        .bench()
                        .corpora()
                        .page(corpus.id(), new DocumentQuery.All(), DocumentId.START, 1)
                        .documents()
                        .getFirst();
        assertThat(first.key()).isEqualTo("a1");
        assertThat(first.metadata()).containsOnlyKeys("stars");
        hand.click("#import-browse");
        hand.untilReads("3 of 3");
    }

    @Test
    void theRejectedRowsAreSavedAsJsonLines() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), row("x", "ok") + "[1]\n");
        bring(file);
        hand.untilSees("#import-go");
        hand.click("#import-go");
        hand.untilSees("#import-rejected-save");
        Path saved = folder.resolve("saved.jsonl");
        new org.hornbook.app.RejectedFile(
                        hand.desk().bench().rejected(),
                        hand.desk().bench().corpora().require("bad").id())
                .write(saved);
        assertThat(Files.readAllLines(saved))
                .singleElement()
                .asString()
                .contains("\"row\":2")
                .contains("not a JSON object")
                .contains("\"raw\":\"[1]\"");
    }

    @Test
    void whatAQueryFindsIsExportedAsParquetWithLabelsAndScores() throws Exception {
        hand.write("#corpora-query", "label:author-a=5");
        hand.until(
                "the query is answered", () -> !hand.text("#corpora-export").equals("Export 308"));
        String count = hand.text("#corpora-export").replace("Export ", "");
        hand.click("#corpora-export");
        hand.untilReads("Export " + count + " documents of lessons");
        choose("#export-form", ExportState.Form.PARQUET);
        hand.until(
                "the place follows the format",
                () -> hand.text("#export-place").endsWith("lessons.parquet"));
        check("#export-label-author-a", true);
        check("#export-score-lessons-ngram", true);
        check("#export-field-topic", false);
        Path to = folder.resolve("out/fives.parquet");
        hand.write("#export-place", to.toString());
        hand.click("#export-go");
        hand.untilSees("#export-done");
        assertThat(to).exists();
        ExportReport manifest =
                Json.read(
                        Files.readString(to.resolveSibling("fives.parquet.manifest.json")),
                        ExportReport.class);
        assertThat(manifest.query()).isEqualTo("label:author-a=5");
        assertThat(manifest.documents()).isEqualTo(Long.parseLong(count));
        assertThat(manifest.columns())
                .containsExactly(
                        "id", "text", "form", "language", "label:author-a", "score:lessons-ngram");
        hand.clickText("Back to the documents");
        hand.untilSees("#corpora-count");
    }

    @Test
    void aCorpusBecomesTokenShardsOfACheckpointsTokenizer() throws Exception {
        hand.click("#corpora-export");
        hand.untilSees("#export-form");
        choose("#export-form", ExportState.Form.SHARDS);
        hand.untilSees("#export-tokenizer");
        Path to = folder.resolve("shards");
        hand.write("#export-place", to.toString());
        hand.click("#export-go");
        hand.untilSees("#export-done");
        assertThat(hand.text("#export-done")).contains("308 documents").contains("one shard");
        assertThat(TokenShard.open(to.resolve("shard-00000")).manifest().documents())
                .isEqualTo(308);
        assertThat(to.resolve("manifest.json")).exists();
    }

    @Test
    void anEndingThatSaysNothingIsSaidAndTheChoicesAreStillThere() throws Exception {
        hand.click("#corpora-export");
        hand.untilSees("#export-place");
        hand.write("#export-place", folder.resolve("lessons.docx").toString());
        hand.click("#export-go");
        hand.untilReads("does not say what to write");
    }

    private static String row(String id, String text) {
        return Json.write(Map.of("id", id, "text", text, "lang", "en", "stars", 3)) + "\n";
    }

    private void bring(Path file) {
        Hand.onFx(
                () -> {
                    hand.desk().navigator().go(Place.CORPORA, new Errand.Import(List.of(file)));
                    return null;
                });
    }

    private void check(String id, boolean ticked) {
        CheckBox box = hand.find(id, CheckBox.class);
        if (Hand.onFx(box::isSelected) != ticked) {
            hand.click(id);
        }
    }

    private <T> void choose(String id, T value) {
        @SuppressWarnings("unchecked")
        ComboBox<T> box = hand.find(id, ComboBox.class);
        Hand.onFx(
                () -> {
                    box.setValue(value);
                    return null;
                });
    }
}
