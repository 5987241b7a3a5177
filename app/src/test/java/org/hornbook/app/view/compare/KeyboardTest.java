package org.hornbook.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies beside the grid and where the document was, without a pointer.
class KeyboardTest {
    private static final int STOPS = 80;

    @TempDir Path folder;
    private Hand hand;
    private Workbench bench;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        bench = hand.desk().bench();
        hand.go(Place.COMPARE);
        hand.untilSees("#reader-decided");
    }

    @AfterEach
    void close() {
        hand.close();
    }

    private String focused() {
        return Hand.onFx(
                () -> {
                    Node owner = hand.find("#compare-top", Node.class).getScene().getFocusOwner();
                    return owner == null || owner.getId() == null ? "" : owner.getId();
                });
    }

    /// Goes on by Tab until the node has the focus.
    private void tabTo(String id) {
        for (int i = 0; i < STOPS && !focused().equals(id); i++) {
            hand.press(KeyCode.TAB);
        }
        assertThat(focused()).isEqualTo(id);
    }

    @Test
    void aReasonIsWrittenAndADecisionMadeWithTabAndSpace() {
        hand.press(KeyCode.W);
        hand.until("the reason is asked", () -> focused().equals("decided-reason"));
        hand.type("too short");
        tabTo("decided-review");
        hand.press(KeyCode.SPACE);
        hand.until(
                "it is for review",
                () ->
                        hand.text("#reader-decided").startsWith("For review: by hand")
                                && hand.text("#reader-decided").endsWith("too short"));
        assertThat(bench.decisions().byHand(bench.corpora().require("lessons").id())).hasSize(1);
    }

    @Test
    void theLearningCurveIsOpenedMeasuredAndClosed() {
        hand.press(KeyCode.C);
        hand.until("the button waits", () -> focused().equals("worth-measure"));
        hand.press(KeyCode.SPACE);
        hand.until("it is measured", 120, () -> hand.sees("#worth-verdict"));
        tabTo("worth-cost");
        hand.type("0.5");
        hand.enter("#worth-cost");
        hand.until(
                "ten dollars buy twenty labels",
                () -> hand.text("#worth-advice").startsWith("10.00 dollars more buy 20 labels"));
        tabTo("worth-close");
        hand.press(KeyCode.SPACE);
        hand.untilSees("#compare-text");
    }

    @Test
    void anotherAnnotatorIsPutInTheGridAndACellChosen() {
        tabTo("compare-beside-whom");
        hand.press(KeyCode.DOWN);
        hand.untilSees("#grid-alpha");
        tabTo("compare-grid");
        hand.press(KeyCode.RIGHT);
        hand.until(
                "a cell is chosen",
                () -> hand.text("#compare-title").equals("author-a 0, author-b 1"));
    }

    @Test
    void theFormOfANewClassifierIsLeftByEscape() {
        hand.press(KeyCode.N);
        hand.until("the form has the focus", () -> focused().equals("train-whose"));
        hand.press(KeyCode.ESCAPE);
        hand.untilSees("#compare-text");
    }
}
