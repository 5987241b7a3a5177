package org.hornbook.app.view.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.label.rubric.RubricTrial;
import org.hornbook.testkit.LoopbackOpenAi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RubricsPaneTest {
    @TempDir Path folder;
    private Hand hand;

    @AfterEach
    void close() {
        hand.close();
    }

    private void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        hand.go(Place.LABELS);
        hand.press(KeyCode.R);
        hand.until("the rubric is shown", () -> editor().getText().startsWith("# educational"));
    }

    private TextArea editor() {
        return hand.find("#rubrics-editor", TextArea.class);
    }

    private void write(String text) {
        Hand.onFx(
                () -> {
                    editor().setText(text);
                    return null;
                });
        hand.settle();
    }

    @Test
    void aChangeIsSavedAsTheNextVersionAndLabelsStayWithTheirs() throws Exception {
        open();
        String before = Hand.onFx(() -> editor().getText());
        write(before.replace("worth little.", "worth nothing."));
        hand.untilReads("Saving makes version 2");
        hand.click("#rubrics-save");
        hand.untilReads("Kept as educational-value@2.");
        var rubrics = hand.desk().bench().rubrics();
        assertThat(rubrics.require("educational-value").text()).endsWith("worth nothing.");
        assertThat(rubrics.versions("educational-value").getFirst().labels()).isEqualTo(616);
        hand.until(
                "the versions differ in a word",
                () -> hand.reads("from educational-value@1, just now"));
        Hand.onFx(
                () -> {
                    hand.find("#rubrics-against", javafx.scene.control.ComboBox.class)
                            .getSelectionModel()
                            .select(1);
                    return null;
                });
        hand.untilSees("#rubrics-diff");
        hand.untilReads("nothing");
        assertThat(hand.count(".hb-diff-added")).isPositive();
        assertThat(hand.count(".hb-diff-removed")).isPositive();
    }

    @Test
    void whatIsWrongIsToldAndCannotBeSaved() throws Exception {
        open();
        write("# educational-value\n\nwords\n\n## Scale\n0: no\n2: yes\n");
        hand.untilReads("line 7: after 0 comes 1");
        assertThat(
                        Hand.onFx(
                                () ->
                                        hand.find("#rubrics-save", javafx.scene.Node.class)
                                                .isDisabled()))
                .isTrue();
    }

    @Test
    void aDuplicateHasItsOwnName() throws Exception {
        open();
        hand.fill("#rubrics-copy-name", "strict");
        hand.click("#rubrics-copy");
        hand.untilReads("Kept as strict@1.");
        assertThat(hand.desk().bench().rubrics().require("strict").meanings()).hasSize(6);
    }

    @Test
    void twoRubricsAreTriedOnTheSameDocumentsAfterTheCostWasShown() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                new LoopbackOpenAi.Answer.Whole(
                                        asked.body().contains("basic coding concepts")
                                                ? "{\"rationale\": \"plain\", \"score\": 2}"
                                                : "{\"rationale\": \"teaches\", \"score\": 3}"))) {
            SettingsFile files = new SettingsFile(folder.resolve("config"));
            files.write(
                    files.read()
                            .withEndpoints(
                                    List.of(
                                            new Settings.Endpoint(
                                                    "Local", server.base(), "teacher", 1, 2))));
            files.key("Local", "sk-secret-of-the-test");
            open();
            var bench = hand.desk().bench();
            bench.samples()
                    .keep(
                            bench.corpora().require("lessons"),
                            "eight",
                            new org.hornbook.label.sample.Sample.Plan(
                                    new org.hornbook.label.sample.Whom.Random(), 8, 1));
            hand.press(KeyCode.T);
            hand.untilSees("#trial");
            hand.until(
                    "the sample can be chosen",
                    () -> choice("#trial-sample").getItems().size() == 2);
            Hand.onFx(
                    () -> {
                        choice("#trial-sample").getSelectionModel().select(1);
                        return null;
                    });
            hand.click("#trial-plan");
            hand.untilReads("8 documents asked twice cost at most about");
            assertThat(server.requests()).isEmpty();
            hand.click("#trial-run");
            hand.untilSees("#trial-outcome");
            hand.untilReads("8 documents changed");
            assertThat(server.requests()).hasSize(16);
            RubricTrial trial =
                    bench.rubrics().trials(bench.corpora().require("lessons").id()).getFirst();
            assertThat(Math.abs(trial.shift().value())).isEqualTo(1);
            assertThat(hand.reads("teaches") || hand.reads("3: teaches")).isTrue();
            assertThat(bench.labels().annotator("teacher")).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private javafx.scene.control.ComboBox<String> choice(String id) {
        return hand.find(id, javafx.scene.control.ComboBox.class);
    }
}
