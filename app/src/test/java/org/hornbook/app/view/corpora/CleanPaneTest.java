package org.hornbook.app.view.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.clean.BenchmarkText;
import org.hornbook.corpus.clean.ContaminationJob;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanPaneTest {
    @TempDir Path folder;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        Path workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        prepare(workspace);
        hand = Hand.open(workspace, folder.resolve("config"));
        hand.go(Place.CORPORA);
        hand.untilReads("608 of 608");
    }

    /// A corpus of 600 documents and twins of eight of them, checked against one of its documents.
    private void prepare(Path workspace) throws Exception {
        try (Workbench bench = Workbench.open(workspace, Access.WRITE, "test")) {
            List<String> rows = new ArrayList<>();
            List<Document> lessons =
                    bench.corpora()
                            .page(
                                    bench.corpora().require("lessons").id(),
                                    new DocumentQuery.All(),
                                    DocumentId.START,
                                    300)
                            .documents();
            for (Document d : lessons) {
                rows.add(Json.write(Map.of("id", d.key(), "text", d.text())));
                rows.add(Json.write(Map.of("id", "n-" + d.key(), "text", "number " + d.key())));
            }
            for (Document d : lessons.subList(0, 8)) {
                rows.add(
                        Json.write(
                                Map.of("id", "twin-" + d.key(), "text", d.text() + " And more.")));
            }
            Path file = Files.write(folder.resolve("twins.jsonl"), rows);
            bench.runner()
                    .submit(
                            new ImportJob(bench.corpora(), ImportPlan.of(file, "twins")),
                            Reuse.NEVER)
                    .await();
            Path exam =
                    Files.writeString(
                            folder.resolve("exam.jsonl"),
                            Json.write(
                                    Map.of(
                                            "task_id",
                                            "exam/1",
                                            "question",
                                            lessons.get(20).text())));
            bench.runner()
                    .submit(
                            new ContaminationJob(
                                    bench.corpora(),
                                    bench.contamination(),
                                    bench.corpora().require("twins"),
                                    new DocumentQuery.All(),
                                    BenchmarkText.read(exam),
                                    13),
                            Reuse.NEVER)
                    .await();
        }
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void nearDuplicatesAreFoundShownSideBySideOneIsKeptAndItIsUndone() {
        hand.click("#corpora-clean");
        hand.untilSees("#clean-search");
        hand.click("#clean-search");
        hand.untilSees("#clean-keep");
        hand.until("eight groups", () -> hand.text("#clean-keep").contains("8 groups"));
        hand.untilSees("#clean-left");
        assertThat(hand.text("#clean-right")).startsWith("twin-");
        hand.click("#clean-keep");
        hand.until("decided", () -> hand.text("#clean-keep").contains("0 groups"));
        assertThat(hand.notice()).isEqualTo("8 documents removed");
        assertThat(hand.text("#clean-out")).isEqualTo("Removed (8)");
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.until("taken back", () -> hand.text("#clean-keep").contains("8 groups"));
        hand.click("#clean-keep-right");
        hand.until("one is kept", () -> hand.text("#clean-keep").contains("7 groups"));
        hand.click("#clean-close");
        hand.untilReads("607 of 608");
        hand.untilReads("-is:removed");
        hand.click(".hb-chip");
        hand.untilReads("608 of 608");
        assertThat(hand.text("#corpora-query")).isEqualTo("is:any");
    }

    @Test
    void aRemovedDocumentSaysWhyAndIsRestoredFromTheReader() {
        hand.click("#corpora-clean");
        hand.untilSees("#clean-search");
        hand.click("#clean-search");
        hand.until(
                "eight groups",
                () -> hand.sees("#clean-keep") && hand.text("#clean-keep").contains("8 groups"));
        hand.click("#clean-keep");
        hand.until("decided", () -> hand.text("#clean-keep").contains("0 groups"));
        hand.click("#clean-out");
        hand.untilSees("#clean-browse");
        hand.click("#clean-browse");
        hand.untilReads("8 of 608");
        hand.untilSees("#reader-removed");
        assertThat(hand.text("#reader-removed"))
                .startsWith("Removed: near-duplicate of twin-")
                .contains("similarity");
        hand.untilSees(".hb-near");
        hand.click("#reader-restore");
        hand.untilReads("7 of 608");
    }

    @Test
    void whatABenchmarkSharesIsShownInBothTextsAndRemovedByADecision() {
        hand.click("#corpora-clean");
        hand.click("#clean-checks");
        hand.untilSees("#clean-remove-found");
        hand.untilReads("exam/1");
        hand.untilReads("words shared");
        hand.click("#clean-remove-found");
        hand.until("it is removed", () -> hand.text("#clean-out").equals("Removed (1)"));
        hand.click("#clean-out");
        hand.untilReads("contaminated");
        hand.click(".clean-undo");
        hand.until("it is back", () -> hand.text("#clean-out").equals("Removed (0)"));
    }
}
