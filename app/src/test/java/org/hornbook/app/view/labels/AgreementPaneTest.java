package org.hornbook.app.view.labels;

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

class AgreementPaneTest {
    @TempDir Path folder;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        hand.go(Place.LABELS);
        hand.press(KeyCode.G);
        hand.untilSees("#agreement-grid");
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void theAuthorsAgreeAsTheirLabelsSayAndAClassifierHasACeiling() {
        hand.untilReads("All 2 together, on 308 documents");
        hand.untilReads("imitating author-a, as author-b does, n 308");
        hand.untilReads("Nobody was asked twice yet.");
        assertThat(hand.readings()).contains(".95");
        hand.click("#agreement-exact");
        hand.until(
                "identical ones are shown", () -> hand.text("#agreement-matrix").contains("n 308"));
    }

    @Test
    void aCellOfTheTableOpensItsDocuments() {
        hand.focus("#agreement-grid");
        hand.press(KeyCode.UP);
        hand.until(
                "the documents are found",
                () -> hand.readings().stream().anyMatch(t -> t.contains("label:author-a=1")));
        assertThat(hand.readings()).anyMatch(t -> t.contains("label:author-b=0"));
    }
}
