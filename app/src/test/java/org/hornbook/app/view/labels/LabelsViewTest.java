package org.hornbook.app.view.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Annotator;
import org.hornbook.testkit.LoopbackOpenAi;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.sample.Sample;
import org.hornbook.label.sample.Whom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsViewTest {
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
    void aNumberKeyLabelsAndGoesOn() {
        for (KeyCode key :
                List.of(
                        KeyCode.DIGIT3,
                        KeyCode.DIGIT5,
                        KeyCode.DIGIT0,
                        KeyCode.DIGIT4,
                        KeyCode.DIGIT1)) {
            hand.press(key);
        }
        hand.untilReads("6 of 50");
        hand.until("five labels are stored", () -> mine().size() == 5);
        assertThat(mine().values()).containsExactlyInAnyOrder(3, 5, 0, 4, 1);
    }

    @Test
    void undoTakesBackTheLastLabelAndTheOneBefore() {
        hand.press(KeyCode.DIGIT3);
        hand.press(KeyCode.DIGIT4);
        hand.until("two labels are stored", () -> mine().size() == 2);
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.untilReads("Taken back: 4");
        hand.until("one label is left", () -> mine().size() == 1);
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.until("no label is left", () -> mine().isEmpty());
        hand.untilReads("1 of 50");
    }

    @Test
    void aDocumentCanBeSkippedAndComeBackTo() {
        hand.press(KeyCode.S);
        hand.untilReads("2 of 50");
        hand.press(KeyCode.P);
        hand.untilReads("1 of 50");
        assertThat(mine()).isEmpty();
    }

    @Test
    void whatOthersSaidIsHiddenUntilOneAsksOrVotes() {
        assertThat(hand.reads("other opinions hidden until you vote")).isTrue();
        assertThat(hand.reads("author-a 3") || hand.reads("author-a 5")).isFalse();
        hand.press(KeyCode.B);
        hand.until(
                "the authors' opinions are shown",
                () -> hand.readings().stream().anyMatch(t -> t.matches("author-a [0-5]")));
    }

    @Test
    void aNoteGoesWithTheLabel() {
        hand.press(KeyCode.N);
        hand.type("names and body agree");
        hand.press(KeyCode.ENTER);
        hand.press(KeyCode.DIGIT4);
        hand.until("the label is stored", () -> mine().size() == 1);
        DocumentId document = mine().keySet().iterator().next();
        assertThat(hand.desk().bench().labels().of(document).get(me()).rationale())
                .isEqualTo("names and body agree");
    }

    @Test
    void aButtonLabelsLikeItsKey() {
        hand.click("#vote-2");
        hand.until("the label is stored", () -> mine().values().contains(2));
        hand.untilReads("2 of 50");
    }

    @Test
    void labelsThatAgreeWithTheOthersAreToldAsAgreement() {
        for (int i = 0; i < 12; i++) {
            hand.press(i % 2 == 0 ? KeyCode.DIGIT4 : KeyCode.DIGIT1);
        }
        hand.until("labels are stored", () -> mine().size() == 12);
        hand.untilReads("n 12");
    }

    @Test
    void aModelIsAskedAboutTheDocumentsOfAKeptSampleInItsOrder() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                new LoopbackOpenAi.Answer.Whole(
                                        "{\"rationale\": \"clear\", \"score\": 4}"))) {
            Corpus corpus = hand.desk().bench().corpora().require("lessons");
            Sample kept =
                    hand.desk()
                            .bench()
                            .samples()
                            .keep(corpus, "first", new Sample.Plan(new Whom.Random(), 7, 3));
            hand.close();
            SettingsFile files = new SettingsFile(folder.resolve("config"));
            files.write(
                    files.read()
                            .withEndpoints(
                                    List.of(
                                            new Settings.Endpoint(
                                                    "Local", server.base(), "teacher", 1, 2))));
            hand = Hand.open(folder.resolve("Sample"), folder.resolve("config"));
            hand.go(Place.LABELS);
            hand.press(KeyCode.A);
            hand.untilSees("#ask-from");
            Hand.onFx(
                    () -> {
                        @SuppressWarnings("unchecked")
                        var box =
                                (javafx.scene.control.ComboBox<String>)
                                        hand.find("#ask-from", javafx.scene.Node.class);
                        assertThat(box.getConverter().toString("first"))
                                .isEqualTo("first: 7 at random, seed 3");
                        box.setValue("first");
                        return null;
                    });
            hand.until("how many is not asked", () -> !hand.sees("#ask-sample"));
            hand.click("#ask-plan");
            hand.untilReads("Prompt 1 of the first 7");
            hand.clickText("Label 7 documents");
            hand.untilSees("#ask-done");
            Workbench bench = hand.desk().bench();
            assertThat(
                            bench.labels()
                                    .values(
                                            corpus.id(),
                                            bench.labels().annotator("teacher").orElseThrow().id())
                                    .keySet())
                    .containsExactlyInAnyOrderElementsOf(kept.documents());
        }
    }

    @Test
    void aModelBehindAnAddressIsAskedAfterItsPromptsAndCostWereShown() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                new LoopbackOpenAi.Answer.Whole(
                                        "{\"rationale\": \"clear\", \"score\": 4}"))) {
            hand.close();
            SettingsFile files = new SettingsFile(folder.resolve("config"));
            files.write(
                    files.read()
                            .withEndpoints(
                                    List.of(
                                            new Settings.Endpoint(
                                                    "Local", server.base(), "teacher", 1, 2))));
            files.key("Local", "sk-secret-of-the-test");
            hand = Hand.open(folder.resolve("Sample"), folder.resolve("config"));
            hand.go(Place.LABELS);
            hand.press(KeyCode.A);
            hand.untilSees("#ask-sample");
            hand.write("#ask-sample", "6");
            hand.write("#ask-cap", "1.00");
            hand.click("#ask-plan");
            hand.untilReads("Prompt 1 of the first 6");
            assertThat(server.requests()).isEmpty();
            hand.clickText("Label 6 documents");
            hand.untilSees("#ask-done");
            assertThat(hand.text("#ask-done")).startsWith("6 documents labelled by teacher");
            assertThat(server.authorizations()).contains("Bearer sk-secret-of-the-test");
        }
    }

    @Test
    void whatWasNoLabelIsListedWithItsWordsAndAskedAgain() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                asked.number() == 2
                                        ? new LoopbackOpenAi.Answer.Whole("a fine text, I find")
                                        : new LoopbackOpenAi.Answer.Whole(
                                                "{\"rationale\": \"clear\", \"score\": 4}"))) {
            hand.close();
            SettingsFile files = new SettingsFile(folder.resolve("config"));
            files.write(
                    files.read()
                            .withEndpoints(
                                    List.of(
                                            new Settings.Endpoint(
                                                    "Local", server.base(), "teacher", -1, -1))));
            hand = Hand.open(folder.resolve("Sample"), folder.resolve("config"));
            hand.go(Place.LABELS);
            hand.press(KeyCode.A);
            hand.untilSees("#ask-sample");
            hand.write("#ask-sample", "5");
            hand.click("#ask-plan");
            hand.untilReads("free");
            hand.clickText("Label 5 documents");
            hand.untilSees("#ask-retry");
            assertThat(hand.text("#ask-done")).startsWith("4 documents labelled by teacher");
            hand.untilReads("a fine text, I find");
            hand.clickText("Ask about these 1 again");
            hand.untilReads("Prompt 1 of the first 1");
            hand.clickText("Label 1 documents");
            hand.until(
                    "the last one is labelled",
                    () ->
                            hand.sees("#ask-done")
                                    && hand.text("#ask-done").startsWith("1 documents labelled"));
            assertThat(server.requests()).hasSize(6);
        }
    }

    private static String me() {
        return System.getProperty("user.name", "me");
    }

    private Map<DocumentId, Integer> mine() {
        var bench = hand.desk().bench();
        return bench.labels()
                .annotator(me())
                .map(Annotator::id)
                .map(a -> bench.labels().values(bench.corpora().require("lessons").id(), a))
                .orElse(Map.of());
    }
}
