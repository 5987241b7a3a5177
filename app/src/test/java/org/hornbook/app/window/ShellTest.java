package org.hornbook.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
    @TempDir Path folder;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void theHomeViewSaysWhatIsInTheWorkspace() {
        hand.untilReads("308");
        assertThat(hand.reads("lessons")).isTrue();
    }

    @Test
    void aNumberKeyGoesToAView() {
        hand.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        hand.untilReads("308 of 308");
    }

    @Test
    void thePaletteFindsACommandByItsWordsAndRunsIt() {
        hand.press(KeyCode.CONTROL, KeyCode.K);
        hand.untilSees("#shade");
        hand.type("labels: label");
        hand.press(KeyCode.ENTER);
        hand.untilSees("#labels-place");
        assertThat(hand.sees("#shade")).isFalse();
    }

    @Test
    void everyViewCanBeOpenedFromTheSidebar() {
        for (Place place : Place.values()) {
            hand.go(place);
            assertThat(hand.notice()).as("after opening %s", place).isEmpty();
        }
    }
}
