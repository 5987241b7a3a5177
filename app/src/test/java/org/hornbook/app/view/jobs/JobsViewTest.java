package org.hornbook.app.view.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.stage.WindowEvent;
import org.hornbook.app.JobAgain;
import org.hornbook.app.Training;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.job.JobRecord;
import org.hornbook.store.Access;
import org.hornbook.train.Schedule;
import org.hornbook.train.TrainingConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsViewTest {
    private static final int LONG = 200_000;

    @TempDir Path folder;
    private Path workspace;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        hand = Hand.open(workspace, folder.resolve("config"));
    }

    @AfterEach
    void close() throws Exception {
        hand.desk().jobs().cancelAll();
        hand.until("nothing runs", 60, () -> hand.desk().jobs().idle());
        hand.close();
    }

    @Test
    void whatRanStandsThereWithItsCommandAndItsProvenance() {
        hand.go(Place.JOBS);
        hand.untilReads("train kept");
        assertThat(hand.readings()).contains("train all", "import lessons", "Training run");
        assertThat(hand.text("#jobs-title")).isEqualTo("train kept");
        assertThat(hand.text("#jobs-stage")).isEqualTo("done");
        hand.untilSees("#jobs-command");
        assertThat(hand.text("#jobs-command"))
                .startsWith("hornbook train lessons-kept --name kept")
                .contains("--steps 20");
        hand.press(KeyCode.C);
        assertThat(hand.clipboard()).isEqualTo(hand.text("#jobs-command"));
        hand.press(KeyCode.V);
        assertThat(hand.text("#jobs-provenance")).contains("training.hidden", "32", "JDK");
        hand.press(KeyCode.V);
        assertThat(hand.text("#jobs-log")).contains("train kept: started").contains("done after");
    }

    @Test
    void jobsAreFoundByWordsStateAndKind() {
        hand.go(Place.JOBS);
        hand.untilReads("train kept");
        hand.write("#jobs-search", "tokenize");
        assertThat(hand.readings()).contains("tokenize lessons").doesNotContain("import lessons");
        assertThat(hand.text("#jobs-title")).startsWith("tokenize");
        hand.write("#jobs-search", "nothing like it");
        assertThat(hand.reads("No job is like that.")).isTrue();
    }

    @Test
    void everyKindOfJobCanBeMadeAnewFromItsRecord() throws Exception {
        List<JobRecord> all = hand.desk().bench().jobs().all();
        JobAgain again =
                new JobAgain(
                        hand.desk().bench(),
                        SampleWorkspace.datasets(),
                        1,
                        n -> java.util.Optional.empty(),
                        () -> hand.desk().files().hub(hand.desk().settings().get()));
        assertThat(all).extracting(JobRecord::kind).contains("classify.keep", "train.run");
        for (JobRecord job : all) {
            assertThat(JobAgain.tellsEnough(job)).as(job.title()).isTrue();
            assertThat(again.of(job).spec().fingerprint())
                    .as(job.title())
                    .isEqualTo(job.fingerprint());
        }
    }

    @Test
    void aRunningJobIsFollowedCancelledAndResumed() {
        hand.go(Place.JOBS);
        startLong();
        hand.until("it has saved", 60, () -> record() != null && record().progress().done() > 0);
        hand.untilReads("steps (");
        assertThat(hand.text("#jobs-title")).isEqualTo("train long");
        assertThat(hand.text("#count-jobs")).isEqualTo("1");
        hand.untilSees("#jobs-cancel");
        hand.press(KeyCode.X);
        hand.until("it is stopped", 60, () -> hand.text("#jobs-stage").equals("stopped"));
        hand.until("nothing is counted", () -> !hand.sees("#count-jobs"));
        assertThat(hand.reads("are kept; it goes on behind them")).isTrue();
        hand.untilSees("#jobs-resume");
        long before = record().progress().done();
        hand.press(KeyCode.R);
        hand.until("it goes on", 60, () -> hand.text("#jobs-stage").equals("running"));
        hand.until("it has gone on", 60, () -> record().progress().done() > before);
        hand.until("the log says so", 20, () -> hand.text("#jobs-log").contains("goes on at"));
        hand.press(KeyCode.X);
        hand.until("it is stopped again", 60, () -> hand.text("#jobs-stage").equals("stopped"));
    }

    @Test
    void aFailedJobSaysWhyInOneSentenceAndFoldsTheDetails() throws Exception {
        Path broken = folder.resolve("broken.parquet");
        Files.writeString(broken, "this is no parquet file");
        hand.go(Place.JOBS);
        Hand.onFx(
                () -> {
                    hand.desk()
                            .start(
                                    () ->
                                            new ImportJob(
                                                    hand.desk().bench().corpora(),
                                                    ImportPlan.of(broken, "broken")),
                                    s -> {});
                    return null;
                });
        hand.until("it failed", 20, () -> hand.sees("#jobs-error"));
        assertThat(hand.text("#jobs-error")).doesNotContain("Exception").doesNotContain("\n");
        hand.untilSees("#jobs-details");
        assertThat(hand.text("#jobs-log")).doesNotContain("org.hornbook");
        hand.click("#jobs-details");
        assertThat(hand.text("#jobs-log")).contains("org.hornbook");
        assertThat(hand.text("#jobs-command")).contains("broken.parquet --corpus broken");
    }

    @Test
    void closingWithARunningJobAsksAndPausedItCanGoOn() throws Exception {
        boolean[] gone = new boolean[1];
        Hand.onFx(
                () -> {
                    hand.window().exit(() -> gone[0] = true);
                    return null;
                });
        startLong();
        hand.until("it has saved", 60, () -> hand.reads("train long"));
        hand.until("it runs", 60, () -> record() != null && record().progress().done() > 0);
        closeWindow();
        hand.untilSees("#leave");
        assertThat(hand.reads("train long has not finished")).isTrue();
        hand.click("#leave-stay");
        assertThat(hand.sees("#leave")).isFalse();
        closeWindow();
        hand.click("#leave-pause");
        hand.until("the window has gone", 60, () -> gone[0]);
        JobRecord paused = record();
        assertThat(paused.status()).isEqualTo(JobRecord.Status.CANCELLED);
        assertThat(paused.cursor()).isPresent();
        assertThat(JobAgain.tellsEnough(paused)).isTrue();
    }

    @Test
    void inTheBackgroundTheProcessStaysUntilTheLastJobHasEnded() throws Exception {
        boolean[] gone = new boolean[1];
        Hand.onFx(
                () -> {
                    hand.window().exit(() -> gone[0] = true);
                    return null;
                });
        startLong();
        hand.until("it runs", 60, () -> record() != null && record().progress().done() > 0);
        closeWindow();
        hand.click("#leave-background");
        assertThat(Hand.onFx(() -> hand.window().stage().isShowing())).isFalse();
        long then = record().progress().done();
        hand.until("it goes on", 60, () -> record().progress().done() > then);
        assertThat(gone[0]).isFalse();
        hand.desk().jobs().cancelAll();
        hand.until("the program ends with it", 60, () -> gone[0]);
    }

    @Test
    void whereNoJobHasRunTheNextStepIsOffered() throws Exception {
        Path empty = folder.resolve("Empty");
        org.hornbook.app.Workbench.open(empty, Access.WRITE, "test").close();
        try (Hand other = Hand.open(empty, folder.resolve("config"))) {
            other.go(Place.JOBS);
            other.untilSees("#jobs-none-go");
        }
    }

    private JobRecord record() {
        return hand.desk().bench().jobs().all().stream()
                .filter(j -> j.title().equals("train long"))
                .findFirst()
                .orElse(null);
    }

    private void closeWindow() {
        Hand.onFx(
                () -> {
                    var stage = hand.window().stage();
                    stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
                    return null;
                });
        hand.settle();
    }

    private void startLong() {
        TrainingConfig config =
                new TrainingConfig(
                        1,
                        16,
                        2,
                        32,
                        512,
                        2,
                        LONG,
                        3e-3,
                        5,
                        Schedule.LINEAR,
                        0.1,
                        0.9,
                        0.95,
                        1e-8,
                        1,
                        0.5,
                        1,
                        1,
                        50);
        Hand.onFx(
                () -> {
                    hand.desk()
                            .start(
                                    () -> {
                                        try (var shards = Files.list(workspace.resolve("shards"))) {
                                            return new Training(hand.desk().bench().workspace())
                                                    .run(
                                                            "long",
                                                            config,
                                                            shards.sorted().findFirst().get());
                                        }
                                    },
                                    s -> {});
                    return null;
                });
    }
}
