package org.hornbook.app.view.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import javafx.scene.control.Label;
import java.nio.file.Path;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.store.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporaViewTest {
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
    void aQueryLeavesTheDocumentsItMeansAndSaysHowMany() {
        hand.write("#corpora-query", "label:author-a=5");
        long fives = labelled(5);
        hand.untilReads(fives + " of 308");
        assertThat(hand.text("#corpora-label")).startsWith("Label " + fives);
        assertThat(hand.text("#corpora-export")).isEqualTo("Export " + fives);
    }

    @Test
    void aBarOfAFacetNarrowsTheQueryAndAChipWidensItAgain() {
        hand.clickText("tutorial");
        hand.untilReads("81 of 308");
        assertThat(hand.text("#corpora-query")).isEqualTo("form:tutorial");
        hand.click(".hb-chip");
        hand.untilReads("308 of 308");
    }

    @Test
    void aMistakeInTheQueryIsSaidInOneSentenceAndTheDocumentsStay() {
        hand.write("#corpora-query", "(");
        hand.untilSees("#corpora-wrong");
        assertThat(hand.text("#corpora-wrong")).isNotBlank().doesNotContain("Exception");
        assertThat(hand.count(".hb-row")).isPositive();
    }

    @Test
    void askedForTheSameAgainWhatIsWrongWithItDoesNotGoAwayForAMoment() throws Exception {
        hand.write("#corpora-query", "(");
        hand.untilSees("#corpora-wrong");
        List<Boolean> shown = Collections.synchronizedList(new ArrayList<>());
        Label wrong = hand.find("#corpora-wrong", Label.class);
        Hand.onFx(
                () -> {
                    wrong.visibleProperty().addListener((o, was, is) -> shown.add(is));
                    return null;
                });
        hand.clickText("Length");
        hand.settle();
        assertThat(shown).isEmpty();
        assertThat(hand.sees("#corpora-wrong")).isTrue();
    }

    @Test
    void theArrowKeysChooseADocumentAndTheReaderShowsItWithWhoSaidWhat() {
        String first = hand.text("#reader-head");
        hand.press(KeyCode.DOWN);
        hand.until("another document is open", () -> !hand.text("#reader-head").equals(first));
        assertThat(hand.reads("author-a ")).isTrue();
        assertThat(hand.reads("lessons-ngram ")).isTrue();
        assertThat(hand.reads("in lessons-kept")).isTrue();
    }

    @Test
    void aColumnsHeadingSorts() {
        hand.clickText("Length");
        hand.untilReads("Length ↓");
        assertThat(lengths())
                .hasSizeGreaterThan(5)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        hand.clickText("Length ↓");
        hand.untilReads("Length ↑");
        assertThat(lengths()).hasSizeGreaterThan(5).isSorted();
    }

    @Test
    void aBorderOfTheHeadingIsDraggedToMakeAColumnWiderAndSortsNothing() {
        double before = width(".hb-column");
        hand.drag(".hb-rows-head", before - 1, 12, 90, 0);
        assertThat(width(".hb-column")).isCloseTo(before + 90, within(2.0));
        assertThat(hand.sees(".hb-column.hb-on")).isTrue();
        assertThat(hand.text(".hb-column")).isEqualTo("First line \u2191");
    }

    @Test
    void aBarOfTheLengthsFiltersToExactlyTheDocumentsItCounts() {
        hand.focus("#facet-length");
        hand.press(KeyCode.RIGHT);
        hand.press(KeyCode.RIGHT);
        hand.press(KeyCode.RIGHT);
        String bar = hand.aloud("#facet-length");
        hand.press(KeyCode.ENTER);
        hand.untilReads(bar.replaceAll(".*: ", "") + " of 308");
        assertThat(hand.text("#corpora-query")).matches("length>=\\d+ length<\\d+");
        assertThat(lengths()).hasSizeGreaterThan(1);
    }

    @Test
    void allValuesOfAFieldAreSearchedAndOneIsChosen() {
        hand.focus("#facet-more-language");
        hand.press(KeyCode.ENTER);
        hand.fill("#values-search", "JSO");
        hand.enter("#values-search");
        hand.untilReads("language:json  \u00d7");
        assertThat(hand.sees("#values-list")).isFalse();
    }

    @Test
    void allThatWasFoundGoesToLabelling() {
        long found = labelled(0);
        hand.write("#corpora-query", "label:author-a=0");
        hand.untilReads(found + " of 308");
        hand.click("#corpora-label");
        hand.untilSees("#labels-place");
        hand.until("the queue is filled", () -> hand.text("#labels-place").endsWith("of " + found));
    }

    @Test
    void oneClickBesideTheSuggestionsIsEnough() {
        hand.write("#corpora-query", "lang");
        hand.untilReads("language:prose");
        hand.click("#corpora-views");
        hand.untilReads("Save this view …");
    }

    @Test
    void aQueryIsKeptUnderANameAndFoundAgainAfterReopening() throws Exception {
        hand.write("#corpora-query", "label:author-a=5");
        hand.untilReads(labelled(5) + " of 308");
        hand.press(KeyCode.CONTROL, KeyCode.D);
        hand.write("#asked-name", "Fives");
        hand.click("#asked-go");
        hand.settle();
        hand.close();
        hand = Hand.open(folder.resolve("Sample"), folder.resolve("config"));
        hand.go(Place.CORPORA);
        hand.untilReads("308 of 308");
        hand.click("#corpora-views");
        hand.clickText("Fives");
        hand.untilReads(labelled(5) + " of 308");
    }

    @Test
    void filesDroppedOnTheWindowArePreviewedImportedAndBrowsed() throws Exception {
        Path file = folder.resolve("notes.jsonl");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            lines.append(
                            Json.write(
                                    Map.of(
                                            "id",
                                            "n" + i,
                                            "text",
                                            "A note about sorting, number " + i)))
                    .append('\n');
        }
        Files.writeString(file, lines);
        Hand.onFx(
                () -> {
                    hand.desk().navigator().go(Place.CORPORA, new Errand.Import(List.of(file)));
                    return null;
                });
        hand.untilReads("A note about sorting, number 3");
        assertThat(hand.text("#import-name")).isEqualTo("notes");
        hand.click("#import-go");
        hand.untilSees("#import-done");
        assertThat(hand.text("#import-done")).contains("30 documents").contains("notes");
        hand.click("#import-browse");
        hand.untilSees("#corpora-count");
    }

    @Test
    void aFileThatIsNoCorpusIsSaidInOneSentence() throws Exception {
        Path file = folder.resolve("broken.parquet");
        Files.writeString(file, "this is not Parquet");
        Hand.onFx(
                () -> {
                    hand.desk().navigator().go(Place.CORPORA, new Errand.Import(List.of(file)));
                    return null;
                });
        hand.untilSees("#import-failed");
        assertThat(hand.text("#import-failed"))
                .contains("broken.parquet")
                .doesNotContain("Exception");
    }

    @Test
    void unusualTextsAreShownAsTheyAre() throws Exception {
        Path file = folder.resolve("unusual.jsonl");
        String line = "x".repeat(10_000);
        String korean = "안녕하세요, 이것은 정렬에 관한 글입니다.";
        String hebrew = "שלום עולם: מיון רשימות";
        String emoji = "Sorting 🐍 lists 👩‍🏫 well";
        Files.writeString(
                file,
                Json.write(Map.of("id", "a", "text", korean))
                        + "\n"
                        + Json.write(Map.of("id", "b", "text", hebrew))
                        + "\n"
                        + Json.write(Map.of("id", "c", "text", emoji))
                        + "\n"
                        + Json.write(Map.of("id", "d", "text", line + "\nend"))
                        + "\n"
                        + Json.write(Map.of("id", "e", "text", "A long document.\n".repeat(20_000)))
                        + "\n");
        Hand.onFx(
                () -> {
                    hand.desk().navigator().go(Place.CORPORA, new Errand.Import(List.of(file)));
                    return null;
                });
        hand.untilSees("#import-go");
        hand.click("#import-go");
        hand.click("#import-browse");
        Hand.onFx(
                () -> {
                    hand.desk().navigator().go(Place.CORPORA, new Errand.Browse("unusual", ""));
                    return null;
                });
        hand.untilReads("5 of 5");
        hand.click("#corpora-table");
        hand.press(KeyCode.HOME);
        for (String text : List.of(korean, hebrew, emoji)) {
            hand.untilReads(text);
            hand.press(KeyCode.DOWN);
        }
        hand.until(
                "the long line is there whole",
                () ->
                        hand.readings().stream()
                                .anyMatch(t -> t.replace("\n", "").equals(line + "end")));
        hand.press(KeyCode.DOWN);
        hand.until(
                "the long document is there whole",
                () -> hand.readings().stream().anyMatch(t -> t.length() > 300_000));
    }

    private double width(String selector) {
        return hand.find(selector, javafx.scene.layout.Region.class).getWidth();
    }

    private long labelled(int value) {
        var bench = hand.desk().bench();
        var corpus = bench.corpora().require("lessons");
        return bench
                .labels()
                .values(corpus.id(), bench.labels().annotator("author-a").orElseThrow().id())
                .values()
                .stream()
                .filter(v -> v == value)
                .count();
    }

    private List<Long> lengths() {
        hand.settle();
        java.util.ArrayList<String> cells = new java.util.ArrayList<>();
        Hand.onFx(
                () -> {
                    hand.find("#corpora-table", org.hornbook.app.kit.RowsTable.class)
                            .eachCell(cells::add);
                    return null;
                });
        int columns = hand.count(".hb-column");
        List<Long> lengths = new java.util.ArrayList<>();
        for (int i = 0; i + columns <= cells.size(); i += columns) {
            for (int c = 1; c < columns; c++) {
                String cell = cells.get(i + c);
                if (cell != null && cell.matches("[\\d,]{2,}")) {
                    lengths.add(Long.parseLong(cell.replace(",", "")));
                    break;
                }
            }
        }
        return lengths;
    }
}
