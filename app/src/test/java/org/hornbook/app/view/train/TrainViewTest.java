package org.hornbook.app.view.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.hornbook.app.OpenedModel;
import org.hornbook.app.cli.Main;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.app.kit.Curve;
import org.hornbook.app.kit.CurveChart;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.infer.Sampling;
import org.hornbook.job.ChildJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainViewTest {
    private static final long TRAINED_SECONDS = 90;

    @TempDir Path folder;
    private Path workspace;
    private Hand hand;

    private void open() throws Exception {
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        hand = Hand.open(workspace, folder.resolve("config"));
        Hand.onFx(
                () -> {
                    hand.desk().settings(hand.desk().settings().get().withMachine(2048, 1));
                    return null;
                });
        hand.go(Place.TRAIN);
    }

    @AfterEach
    void close() {
        if (hand != null) {
            hand.close();
        }
    }

    @Test
    void twoRunsLieOverEachOtherAndEachCanBeTakenOut() throws Exception {
        open();
        hand.untilSees("#train-chart");
        assertThat(names()).contains("all", "kept", "all held out", "kept held out");
        hand.click("#train-dot-all");
        assertThat(names()).contains("kept").doesNotContain("all");
        hand.press(KeyCode.A);
        assertThat(names()).contains("kept", "all");
        hand.click("#train-table");
        hand.untilReads("tokens seen");
        assertThat(hand.readings()).contains("all held out", "kept held out");
    }

    @Test
    void curvesAreDrawnByStepsTokensAndTime() throws Exception {
        open();
        hand.untilSees("#train-chart");
        hand.click("#train-by-steps");
        assertThat(last("kept").x()).endsWith(20);
        hand.click("#train-by-tokens");
        assertThat(last("kept").x()).endsWith(20 * 4 * 64);
        hand.click("#train-by-time");
        double[] seconds = last("kept").x();
        assertThat(seconds).isSorted().hasSize(20);
        assertThat(seconds[0]).isPositive();
    }

    @Test
    void settingsThatDifferStandSideBySide() throws Exception {
        open();
        hand.untilSees("#train-chart");
        hand.press(KeyCode.C);
        hand.untilSees("#compare-settings");
        assertThat(hand.text("#compare-settings"))
                .contains("lessons-kept")
                .contains("Documents")
                .doesNotContain("Layers");
        hand.press(KeyCode.ESCAPE);
        assertThat(hand.sees("#compare-settings")).isFalse();
    }

    @Test
    void aNewRunIsSetStartedAndTrainedToACheckpoint() throws Exception {
        open();
        hand.press(KeyCode.N);
        hand.untilReads("lessons-kept \u00b7 kept");
        tiny("mine", "50");
        String parameters = hand.text("#estimate-parameters").replace(",", "");
        assertThat(hand.text("#estimate-tokens")).contains("50 steps");
        hand.click("#new-command");
        assertThat(hand.clipboard())
                .startsWith("hornbook train lessons-kept --name mine")
                .contains("--steps 50");
        hand.press(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(hand.sees("#new-run")).isFalse();
        untilFront("mine");
        untilStage("\u2713 done");
        assertThat(last("mine").x()).hasSize(50);
        try (Checkpoint checkpoint = Checkpoint.open(workspace.resolve("checkpoints/mine"))) {
            assertThat(checkpoint.config().parameters()).isEqualTo(Long.parseLong(parameters));
        }
        hand.until(
                "the run has written",
                TRAINED_SECONDS,
                () -> hand.text("#samples-title").contains("step 50"));
        assertThat(hand.text("#samples-code")).contains("def ");
        assertThat(hand.notice()).isEmpty();
    }

    @Test
    void aPausedRunGoesOnFromItsSavedStepAndCanBeStoppedAndSaved() throws Exception {
        open();
        hand.press(KeyCode.N);
        hand.untilReads("lessons-kept \u00b7 kept");
        tiny("long", "100000");
        hand.click("#new-start");
        hand.until(
                "it trains",
                TRAINED_SECONDS,
                () ->
                        hand.sees("#train-pause")
                                && hand.text("#train-name").equals("long")
                                && step() > 20);
        hand.press(KeyCode.P);
        untilStage("paused");
        hand.until("the list knows", () -> hand.text("#train-runs").contains("paused"));
        int saved = saved();
        assertThat(saved).isGreaterThan(20);
        assertThat(hand.text("#train-config"))
                .contains("last saved at step " + org.hornbook.app.Words.count(saved));

        hand.click("#train-resume");
        hand.until("it trains again", TRAINED_SECONDS, () -> step() > saved);
        untilStage("running");
        double[] steps = lossSteps();
        assertThat(steps).isSorted().doesNotHaveDuplicates();

        hand.click("#train-finish");
        untilStage("stopped and saved");
        try (OpenedModel model =
                OpenedModel.open(
                        "long",
                        workspace.resolve("checkpoints/long"),
                        folder.resolve("graphs"),
                        1)) {
            assertThat(model.text().reply("def ", Sampling.greedy(8)).tokens()).isPositive();
        }
        assertThat(hand.sees("#train-talk")).isTrue();
        assertThat(hand.notice()).isEmpty();
    }

    @Test
    void numbersThatCannotBeAreSaidInOneSentence() throws Exception {
        open();
        hand.press(KeyCode.N);
        hand.untilReads("lessons-kept \u00b7 kept");
        hand.write("#new-name", "kept");
        assertThat(hand.text("#new-wrong"))
                .isEqualTo(
                        "There is already a run or checkpoint called kept: choose another name.");
        hand.write("#new-name", "other");
        assertThat(hand.sees("#new-wrong")).isFalse();
        hand.write("#new-length", "much");
        assertThat(hand.text("#new-wrong"))
                .isEqualTo("Tokens must be a number of at least 1, such as 2.5 M.");
        hand.write("#new-length", "1 M");
        hand.click("#new-size-own");
        hand.fill("#new-hidden", "130");
        assertThat(hand.text("#new-wrong")).isEqualTo("Width 130 is not a multiple of 4 heads.");
        hand.press(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(hand.sees("#new-run")).as("it did not start").isTrue();
        hand.press(KeyCode.ESCAPE);
        assertThat(hand.sees("#new-run")).isFalse();
    }

    @Test
    void anErrandOpensTheSheetOnItsDocuments() throws Exception {
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        hand = Hand.open(workspace, folder.resolve("config"));
        Hand.onFx(
                () -> {
                    hand.desk().navigator().go(Place.TRAIN, new Errand.NewRun("lessons"));
                    return null;
                });
        hand.until("the sheet is there", () -> hand.sees("#new-run"));
        hand.until("it is filled", () -> hand.text("#new-name").equals("lessons"));
        assertThat(hand.text("#new-data")).contains("lessons \u00b7 308 documents");
        assertThat(hand.text("#estimate-parameters")).isEqualTo("1,055,488");
        assertThat(hand.text("#estimate-basis")).contains("rule of thumb");
    }

    @Test
    void aPersonsOwnPromptIsContinuedAndCanBeTakenBack() throws Exception {
        open();
        hand.until(
                "the run has written", 60, () -> hand.text("#samples-title").contains("step 20"));
        hand.press(KeyCode.W);
        hand.type("def mine(x):");
        hand.press(KeyCode.ENTER);
        hand.untilReads("your own");
        hand.until(
                "it was continued",
                60,
                () ->
                        hand.sees("#samples-code")
                                && hand.text("#samples-code").contains("def mine(x):"));
        hand.click("#samples-remove");
        hand.until("it is gone", () -> !hand.reads("your own"));
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.untilReads("your own");
    }

    @Test
    void anEmptyWorkspaceShowsTheNextStep() throws Exception {
        hand = Hand.open(folder.resolve("Empty"), folder.resolve("config"));
        hand.go(Place.TRAIN);
        hand.untilReads("There are none in this workspace yet");
        hand.clickText("Get some documents");
        hand.untilSees("#corpora-import");
    }

    @Test
    void aRunOfAnotherProcessIsFollowed() throws Exception {
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        try (ChildJvm other =
                ChildJvm.start(
                        Other.class,
                        List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true"),
                        List.of(workspace.toString()),
                        Map.of(),
                        folder.resolve("other.log"))) {
            assertThat(other.out().readLine()).isEqualTo("opened");
            hand = Hand.open(workspace, folder.resolve("config"));
            hand.go(Place.TRAIN);
            hand.until(
                    "the run is there",
                    TRAINED_SECONDS,
                    () -> hand.sees("#train-name") && hand.text("#train-name").equals("other"));
            untilStage("running elsewhere");
            hand.until("its curve grows", TRAINED_SECONDS, () -> last("other").x().length > 5);
            assertThat(hand.sees("#train-pause")).isFalse();
            int length = last("other").x().length;
            hand.until("and grows", TRAINED_SECONDS, () -> last("other").x().length > length);
            other.process().descendants().forEach(ProcessHandle::destroyForcibly);
            other.process().destroyForcibly().waitFor();
        }
        untilStage("interrupted");
        hand.until("this window writes now", () -> hand.sees("#train-resume"));
    }

    /// A command line that trains for a long time.
    static final class Other {
        public static void main(String[] arguments) {
            org.hornbook.job.ParentWatch.endWithParent();
            var out = System.out;
            System.setOut(System.err);
            Thread.ofPlatform()
                    .daemon(true)
                    .start(
                            () -> {
                                while (!writes(Path.of(arguments[0]))) {
                                    Thread.onSpinWait();
                                }
                                out.println("opened");
                            });
            Main.main(
                    new String[] {
                        "train", "lessons", "--name", "other", "--vocab", "512", "--hidden", "32",
                        "--layers", "2", "--heads", "2", "--context", "64", "--batch", "4",
                        "--steps", "100000", "--threads", "1", "--workspace", arguments[0]
                    });
        }
    }

    private static boolean writes(Path workspace) {
        try {
            Thread.sleep(50);
            return Files.readString(workspace.resolve("writer.txt"))
                    .contains("process " + ProcessHandle.current().pid() + ",");
        } catch (java.io.IOException | InterruptedException e) {
            return false;
        }
    }

    // ---- inside ----

    private void tiny(String name, String steps) {
        hand.write("#new-name", name);
        hand.click("#new-unit-steps");
        hand.write("#new-length", steps);
        hand.click("#new-size-own");
        hand.fill("#new-layers", "2");
        hand.fill("#new-heads", "2");
        hand.fill("#new-hidden", "32");
        hand.fill("#new-context", "64");
        hand.fill("#new-batch", "4");
        hand.fill("#new-vocab", "512");
        hand.fill("#new-save-every", "25");
        assertThat(hand.sees("#new-wrong")).isFalse();
    }

    private void untilFront(String name) {
        hand.until(
                name + " is in front",
                TRAINED_SECONDS,
                () -> hand.sees("#train-name") && hand.text("#train-name").equals(name));
    }

    private void untilStage(String words) {
        hand.until(
                "it is " + words,
                TRAINED_SECONDS,
                () -> hand.sees("#train-stage") && hand.text("#train-stage").equals(words));
    }

    private int step() {
        String words = hand.text("#train-figures").replaceAll("^Step ([\\d,]+) .*$", "$1");
        return words.matches("[\\d,]+") ? Integer.parseInt(words.replace(",", "")) : 0;
    }

    private int saved() throws Exception {
        Path run =
                Files.list(workspace.resolve("runs"))
                        .filter(p -> p.getFileName().toString().startsWith("long-"))
                        .findFirst()
                        .orElseThrow();
        return new org.hornbook.train.RunFolder(run).newest().orElseThrow().step();
    }

    private List<String> names() {
        return hand.find("#train-chart", CurveChart.class).curves().stream()
                .map(Curve::name)
                .toList();
    }

    private Curve last(String name) {
        return hand.find("#train-chart", CurveChart.class).curves().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElse(
                        Curve.of(
                                name,
                                org.hornbook.app.desk.Token.S1,
                                new double[0],
                                new double[0]));
    }

    private double[] lossSteps() {
        hand.click("#train-by-steps");
        double[] x = last("long").x();
        assertThat(x.length).isPositive();
        assertThat(Arrays.stream(x).max().orElseThrow()).isEqualTo(x.length);
        return x;
    }
}
