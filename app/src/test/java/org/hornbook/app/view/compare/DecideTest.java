package org.hornbook.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.classify.FilteredSet;
import org.hornbook.classify.decision.ByHand;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecideTest {
    private static final String ME = System.getProperty("user.name", "somebody");

    @TempDir Path folder;
    private Hand hand;
    private Workbench bench;
    private Corpus corpus;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        bench = hand.desk().bench();
        corpus = bench.corpora().require("lessons");
        hand.go(Place.COMPARE);
        hand.untilSees("#reader-decided");
    }

    @AfterEach
    void close() {
        hand.close();
    }

    /// The document in front, found by its text.
    private DocumentId inFront() {
        String text = hand.text("#compare-text");
        return bench
                .classifiers()
                .scores(bench.classifiers().find("lessons-ngram").orElseThrow().id(), corpus.id())
                .keySet()
                .stream()
                .filter(d -> text.startsWith(bench.corpora().get(d).text().strip()))
                .findFirst()
                .orElseThrow();
    }

    private long kept() {
        return Long.parseLong(hand.text("#line-documents").replaceAll("\\D", ""));
    }

    private void says(String words) {
        hand.until(words, () -> hand.text("#reader-decided").contains(words));
    }

    @Test
    void everyDocumentSaysWhyItIsKeptOrDropped() {
        assertThat(hand.text("#reader-decided"))
                .matches("(Kept|Dropped): lessons-ngram \\(version \\w{8}\\) scored .*");
    }

    @Test
    void aDocumentIsDroppedByKeyWithAReasonAndUndoTakesItBack() {
        DocumentId document = inFront();
        String before = hand.text("#reader-decided");
        long kept = kept();
        boolean wasKept = before.startsWith("Kept");
        hand.press(KeyCode.W);
        hand.type("reads like an advert");
        hand.press(KeyCode.ENTER);
        hand.press(KeyCode.SHIFT, wasKept ? KeyCode.D : KeyCode.K);
        says("by hand, by " + ME + ": reads like an advert");
        ByHand said = bench.decisions().byHand(document).orElseThrow();
        assertThat(said.verdict()).isEqualTo(wasKept ? Verdict.DROP : Verdict.KEEP);
        assertThat(said.reason()).isEqualTo("reads like an advert");
        hand.until("the line heeds it", () -> kept() == kept + (wasKept ? -1 : 1));
        hand.until(
                "it is counted", () -> hand.text("#compare-byhand").equals("Decided by hand: 1"));
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        says(before);
        assertThat(bench.decisions().byHand(document)).isEmpty();
        hand.until("the line is as it was", () -> kept() == kept);
        hand.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        says("reads like an advert");
        assertThat(bench.decisions().byHand(document)).isPresent();
        hand.press(KeyCode.SHIFT, KeyCode.R);
        says("For review: by hand");
        hand.click("#decided-leave");
        says(before);
        assertThat(hand.notice()).isEmpty();
    }

    @Test
    void undoTakesBackDecisionsAndSecondLooksInTheOrderTheyWereMade() {
        DocumentId first = inFront();
        hand.press(KeyCode.DIGIT0);
        hand.until(
                "the look is stored", () -> bench.labels().of(first).containsKey(secondLooker()));
        hand.press(KeyCode.SHIFT, KeyCode.D);
        says("Dropped: by hand");
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.until(
                "nothing is decided by hand",
                () -> bench.decisions().byHand(corpus.id()).isEmpty());
        assertThat(bench.labels().of(first)).containsKey(secondLooker());
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.until(
                "the look is taken back",
                () -> !bench.labels().of(first).containsKey(secondLooker()));
    }

    private static String secondLooker() {
        return System.getProperty("user.name", "me");
    }

    @Test
    void whatIsKeptIsWhatWasAnnouncedWithDecisionsByHand() {
        hand.press(KeyCode.SHIFT, KeyCode.K);
        says("Kept: by hand");
        hand.press(KeyCode.S);
        hand.press(KeyCode.SHIFT, KeyCode.D);
        says("Dropped: by hand");
        hand.until(
                "both are counted",
                () -> hand.text("#compare-byhand").equals("Decided by hand: 2"));
        hand.press(KeyCode.H);
        hand.untilReads("Decided by hand");
        hand.until(
                "the two are listed", () -> hand.text("#compare-place").startsWith("2 documents"));
        String announced = hand.text("#line-documents");
        hand.press(KeyCode.K);
        hand.write("#keep-name", "mine");
        hand.click("#keep-go");
        hand.untilSees("#keep-made");
        FilteredSet set = bench.sets().find("mine").orElseThrow();
        assertThat(announced).isEqualTo(Words.count(set.documents()) + " documents");
        assertThat(bench.decisions().line(corpus.id()).map(l -> l.classifier()))
                .isEqualTo(Optional.of("lessons-ngram"));
    }
}
