package org.hornbook.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole walk in the window, by clicks and keys alone.
class WalkTest {
    private static final long TRAINED_SECONDS = 180;

    @TempDir Path folder;
    private Hand hand;

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void fromTheSampleWorkspaceToAChatWithWhatWasTrainedOnWhatWasKept() throws Exception {
        openTheSample();
        labelFive();
        retrain();
        String kept = moveTheLineAndKeep();
        trainFiftySteps(kept);
        chatWithTwo();
    }

    /// A new workspace first; the sample is chosen from the menu of workspaces.
    private void openTheSample() throws Exception {
        Path sample = SampleWorkspace.copy(folder.resolve("Sample workspace"));
        SettingsFile files = new SettingsFile(folder.resolve("config"));
        files.write(files.read().withRecent(List.of(sample.toString())));
        hand = Hand.open(folder.resolve("New"), folder.resolve("config"));
        hand.untilSees("#home-sample");
        hand.click("#workspace");
        hand.clickText(sample.toString());
        hand.untilSees("#funnel-documents");
        assertThat(hand.text("#funnel-documents")).isEqualTo("308");
        assertThat(hand.text("#workspace")).isEqualTo("Sample workspace");
    }

    private void labelFive() {
        hand.press(KeyCode.CONTROL, KeyCode.DIGIT3);
        hand.untilReads("1 of 50");
        List<KeyCode> keys =
                List.of(
                        KeyCode.DIGIT4,
                        KeyCode.DIGIT0,
                        KeyCode.DIGIT3,
                        KeyCode.DIGIT5,
                        KeyCode.DIGIT1);
        for (int i = 0; i < keys.size(); i++) {
            hand.press(keys.get(i));
            hand.untilReads((i + 2) + " of 50");
        }
        hand.until(
                "five labels are stored",
                () ->
                        hand.desk()
                                .bench()
                                .labels()
                                .annotator(System.getProperty("user.name", "me"))
                                .map(
                                        a ->
                                                hand.desk()
                                                        .bench()
                                                        .labels()
                                                        .values(
                                                                hand.desk()
                                                                        .bench()
                                                                        .corpora()
                                                                        .require("lessons")
                                                                        .id(),
                                                                a.id())
                                                        .size())
                                .orElse(0)
                                .equals(5));
    }

    private void retrain() {
        hand.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        hand.untilSees("#compare-bars");
        hand.until(
                "the figures are there",
                () -> hand.text("#compare-held").equals("308 held-out documents, 5 folds"));
        hand.press(KeyCode.T);
        hand.until(
                "the figures say what the new training changed",
                TRAINED_SECONDS,
                () ->
                        hand.text("#compare-f1")
                                .matches("F1 \\.\\d\\d \\S+ [+\u2212\u00b1]\\.\\d\\d\\d"));
        hand.until("nothing runs", TRAINED_SECONDS, () -> hand.desk().jobs().idle());
        hand.settle();
    }

    /// Returns the name of the kept set.
    private String moveTheLineAndKeep() {
        String before = hand.text("#line-documents");
        hand.write("#line-value", "2.00");
        hand.press(KeyCode.ENTER);
        hand.until("the line has moved", () -> !hand.text("#line-documents").equals(before));
        String announced = hand.text("#line-documents").replaceAll("\\D", "");
        hand.click("#compare-keep");
        hand.untilSees("#keep-name");
        hand.write("#keep-name", "walked");
        hand.click("#keep-go");
        hand.untilSees("#keep-made");
        assertThat(hand.desk().bench().sets().find("walked").orElseThrow().documents())
                .isEqualTo(Long.parseLong(announced));
        return "walked";
    }

    private void trainFiftySteps(String kept) {
        hand.click("#keep-train");
        hand.untilSees("#new-run");
        hand.untilReads(kept);
        hand.write("#new-name", "walker");
        hand.click("#new-unit-steps");
        hand.write("#new-length", "50");
        hand.click("#new-size-own");
        hand.fill("#new-layers", "2");
        hand.fill("#new-heads", "2");
        hand.fill("#new-hidden", "32");
        hand.fill("#new-context", "64");
        hand.fill("#new-batch", "4");
        hand.fill("#new-vocab", "512");
        hand.click("#new-start");
        hand.until(
                "walker is in front",
                TRAINED_SECONDS,
                () -> hand.sees("#train-name") && hand.text("#train-name").equals("walker"));
        hand.until(
                "it is done",
                TRAINED_SECONDS,
                () -> hand.sees("#train-stage") && hand.text("#train-stage").endsWith("done"));
        assertThat(hand.text("#train-runs")).contains("walker").contains("kept").contains("all");
        assertThat(
                        Files.isRegularFile(
                                hand.desk()
                                        .session()
                                        .folder()
                                        .resolve("checkpoints/walker/config.json")))
                .isTrue();
    }

    private void chatWithTwo() {
        hand.press(KeyCode.CONTROL, KeyCode.DIGIT6);
        hand.untilSees("#pane-2");
        hand.settle();
        hand.write("#chat-composer", "def add(a, b):");
        hand.press(KeyCode.ENTER);
        hand.until("both have answered", 60, () -> replies(1) == 1 && replies(2) == 1);
        List<String> names =
                List.of(hand.text("#pane-1 .hb-pane-name"), hand.text("#pane-2 .hb-pane-name"));
        assertThat(names).contains("walker").doesNotHaveDuplicates();
        assertThat(hand.text("#pane-1 .hb-pane-mark"))
                .isNotEqualTo(hand.text("#pane-2 .hb-pane-mark"));
    }

    private int replies(int pane) {
        Parent node = hand.find("#pane-" + pane, Parent.class);
        return (int) node.lookupAll(".hb-reply").stream().filter(Node::isVisible).count();
    }
}
