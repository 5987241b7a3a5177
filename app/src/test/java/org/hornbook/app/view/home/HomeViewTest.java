package org.hornbook.app.view.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeViewTest {
    @TempDir Path folder;
    private Hand hand;

    @AfterEach
    void close() {
        hand.close();
    }

    private void open(Path workspace) throws Exception {
        hand = Hand.open(workspace, folder.resolve("config"));
    }

    @Test
    void aNewWorkspaceOffersTheSampleAndOnesOwnFiles() throws Exception {
        open(folder.resolve("New"));
        hand.untilSees("#home-sample");
        hand.click("#home-own");
        hand.untilSees("#import-files");
    }

    @Test
    void everyViewOfANewWorkspaceSaysWhatItIsForAndOffersTheNextStep() throws Exception {
        open(folder.resolve("New"));
        for (Place place : Place.values()) {
            if (place != Place.HOME) {
                hand.go(place);
                hand.until(
                        place + " offers a next step",
                        () -> hand.sees(".hb-empty-words") && hand.sees(".hb-empty .button"));
                assertThat(hand.notice()).as("in %s", place).isEmpty();
            }
        }
    }

    @Test
    void theSampleIsThereToBrowseWhileTheRestOfTheWalkGoesOnAndCanBeStopped() throws Exception {
        open(folder.resolve("New"));
        hand.click("#home-sample");
        hand.untilReads("Lessons: documents written and labelled by two authors");
        hand.go(Place.CORPORA);
        hand.until(
                "documents can be browsed",
                60,
                () -> hand.readings().stream().anyMatch(t -> t.matches("[\\d,]+ of [\\d,]+ · .*")));
        hand.go(Place.HOME);
        hand.click("#home-stop");
        hand.until("the walk has stopped", 60, () -> hand.reads("Stopped. What is done is kept."));
        assertThat(hand.desk().jobs().idle()).isTrue();
        assertThat(hand.reads("Go on")).isTrue();
    }

    @Test
    void theFunnelSaysWhereTheWorkspaceStandsAndEachStageLeadsToItsView() throws Exception {
        open(SampleWorkspace.copy(folder.resolve("Sample")));
        hand.untilReads("308");
        assertThat(hand.text("#funnel-documents")).isEqualTo("308");
        assertThat(hand.text("#funnel-labelled")).isEqualTo("308");
        assertThat(hand.text("#funnel-kept")).isEqualTo("156");
        assertThat(hand.text("#funnel-trained")).isEqualTo("2 runs");
        assertThat(hand.text("#funnel")).contains("κ .95");
        hand.clickText("Browse");
        hand.untilSees("#corpora-count");
        hand.go(Place.HOME);
        hand.clickText("Label more");
        hand.untilSees("#labels-place");
    }

    @Test
    void theNextStepIsComputedAndOneKeyTakesIt() throws Exception {
        open(SampleWorkspace.copy(folder.resolve("Sample")));
        hand.untilReads("Let the trained models write held-out functions");
        hand.press(KeyCode.R);
        hand.until(
                "the models view is shown",
                () ->
                        hand.find("#place-models", javafx.scene.control.ToggleButton.class)
                                .isSelected());
    }
}
