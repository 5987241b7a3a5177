package org.hornbook.app.view.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Annotator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many at once, on where one left, whom to ask, a second look at one's own labels.
class LabellingTest {
    @TempDir Path folder;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        hand.go(Place.LABELS);
        hand.untilReads("1 of 50");
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void aFilterIsLabelledAtOnceAfterAQuestionAndOneUndoTakesAllBack() {
        hand.press(KeyCode.DIGIT5);
        hand.until("one label is stored", () -> mine("").size() == 1);
        hand.press(KeyCode.L);
        hand.fill("#bulk-query", "label:author-a>=0");
        hand.untilReads("307 documents without your label");
        hand.click("#bulk-2");
        hand.untilReads("307 documents are many for one decision");
        assertThat(mine("")).hasSize(1);
        hand.click("#bulk-yes");
        hand.untilReads("Labelled 307 documents 2 at once");
        assertThat(mine("")).hasSize(308);
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.untilReads("Taken back: 307 labels");
        assertThat(mine("").values()).containsExactly(5);
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.until("no label is left", () -> mine("").isEmpty());
    }

    @Test
    void aFewAreLabelledWithoutAQuestionAndAWrongQueryIsTold() {
        hand.press(KeyCode.L);
        hand.fill("#bulk-query", "label:author-a>");
        hand.until(
                "what is wrong is told",
                () -> hand.readings().stream().anyMatch(t -> t.contains("at character")));
        hand.fill("#bulk-query", "label:author-a=5 length<400");
        hand.until(
                "few are found",
                () -> hand.text("#bulk-found").matches("\\d\\d? documents without your label"));
        int found = Integer.parseInt(hand.text("#bulk-found").replaceFirst(" .*", ""));
        hand.click("#bulk-5");
        hand.until("they are labelled", () -> mine("").size() == found);
        assertThat(mine("").values()).containsOnly(5);
    }

    @Test
    void anotherWindowGoesOnWhereOneLeft() throws Exception {
        hand.press(KeyCode.DIGIT3);
        hand.press(KeyCode.S);
        hand.press(KeyCode.DIGIT4);
        hand.untilReads("4 of 50");
        hand.until("two labels are stored", () -> mine("").size() == 2);
        hand.until(
                "the place is stored",
                () ->
                        hand.desk()
                                .bench()
                                .samples()
                                .unfinished(corpus(), me())
                                .filter(p -> p.at() == 3)
                                .isPresent());
        String before = hand.text("#labels-about");
        hand.close();
        hand = Hand.open(folder.resolve("Sample"), folder.resolve("config"));
        hand.go(Place.LABELS);
        hand.untilReads("4 of 50");
        assertThat(hand.text("#labels-about")).isEqualTo(before);
    }

    @Test
    void whatOthersSaidIsShownOnceOneHasVoted() {
        hand.press(KeyCode.DIGIT4);
        hand.untilReads("You said 4 \u00b7 author-a");
        hand.press(KeyCode.P);
        hand.until(
                "the authors' opinions are shown",
                () -> hand.readings().stream().anyMatch(t -> t.matches("author-a [0-5]")));
        hand.press(KeyCode.S);
        hand.untilReads("other opinions hidden until you vote");
    }

    @Test
    void documentsAreChosenByAPlanAndKeptUnderAName() {
        hand.press(KeyCode.W);
        hand.untilSees("#whom");
        Hand.onFx(
                () -> {
                    choice("#whom-by").getSelectionModel().select(4);
                    return null;
                });
        hand.until("differing ones are found", () -> hand.text("#whom-found").contains("; first"));
        hand.fill("#whom-size", "12");
        hand.fill("#whom-name", "quarrels");
        hand.untilReads("Label 12 documents");
        hand.click("#whom-keep");
        hand.untilReads("0 of 12");
        hand.focus("#whom-go");
        hand.press(KeyCode.SPACE);
        hand.untilReads("1 of 12");
        assertThat(hand.text("#labels-about")).contains("differ most");
        assertThat(
                        hand.desk()
                                .bench()
                                .samples()
                                .require(
                                        hand.desk().bench().corpora().require("lessons"),
                                        "quarrels")
                                .documents())
                .hasSize(12);
    }

    @Test
    void oneIsAskedAgainAboutWhatOneHasLabelledUnderALaterLook() {
        for (KeyCode key : new KeyCode[] {KeyCode.DIGIT1, KeyCode.DIGIT4, KeyCode.DIGIT4}) {
            hand.press(key);
        }
        hand.until("three labels are stored", () -> mine("").size() == 3);
        hand.press(KeyCode.W);
        Hand.onFx(
                () -> {
                    choice("#whom-by").getSelectionModel().select(6);
                    return null;
                });
        hand.untilReads("Label 3 documents");
        hand.focus("#whom-go");
        hand.press(KeyCode.SPACE);
        hand.untilReads("1 of 3");
        assertThat(hand.reads("other opinions hidden until you vote")).isTrue();
        hand.press(KeyCode.DIGIT5);
        hand.until("the second look is kept apart", () -> mine(" (2)").size() == 1);
        assertThat(mine("")).hasSize(3);
    }

    @SuppressWarnings("unchecked")
    private javafx.scene.control.ComboBox<String> choice(String id) {
        return hand.find(id, javafx.scene.control.ComboBox.class);
    }

    private static String me() {
        return System.getProperty("user.name", "me");
    }

    private org.hornbook.corpus.CorpusId corpus() {
        return hand.desk().bench().corpora().require("lessons").id();
    }

    private Map<DocumentId, Integer> mine(String look) {
        var bench = hand.desk().bench();
        return bench.labels()
                .annotator(me() + look)
                .map(Annotator::id)
                .map(a -> bench.labels().values(corpus(), a))
                .orElse(Map.of());
    }
}
