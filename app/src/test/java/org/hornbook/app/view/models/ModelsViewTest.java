package org.hornbook.app.view.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.hornbook.app.Training;
import org.hornbook.app.Trial;
import org.hornbook.app.Words;
import org.hornbook.app.AddedModels;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.checkpoint.PhiConfig;
import org.hornbook.checkpoint.PhiParameters;
import org.hornbook.checkpoint.SentenceModel;
import org.hornbook.store.Sha256;
import org.hornbook.train.Schedule;
import org.hornbook.train.TrainingConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsViewTest {
    private static final String TASK =
            "{\"task_id\": \"tiny/%d\", \"prompt\": \"def f%d(x):\\n    \\\"\\\"\\\"Return x.\\\"\\\"\\\"\\n\", \"entry_point\":"
                    + " \"f%d\", \"canonical_solution\": \"    return x\\n\", \"test\": \"def check(c):\\n    assert c(%d) == %d\"}\n";

    @TempDir Path folder;
    private Path workspace;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        hand = Hand.open(workspace, folder.resolve("config"));
        hand.go(Place.MODELS);
        hand.untilReads("trained on lessons-kept");
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void theCheckpointsAreListedWithTheirExactSizeAndWhereTheyComeFrom() {
        long parameters =
                PhiParameters.count(
                        PhiConfig.read(workspace.resolve("checkpoints/all/config.json")));
        assertThat(hand.readings()).contains("all", "kept", "trained on lessons");
        assertThat(hand.readings().stream().filter(Words.count(parameters)::equals).count())
                .as("once for each in the list, once in the details")
                .isEqualTo(3);
        assertThat(named()).isEqualTo("all");
        hand.press(KeyCode.DOWN);
        assertThat(named()).isEqualTo("kept");
        assertThat(hand.reads("lessons-kept")).isTrue();
        assertThat(hand.reads("model.safetensors")).isTrue();
    }

    @Test
    void anEncoderIsShownAsWhatItIsAndCanNeitherChatNorBeTried() throws Exception {
        Path golden = SampleWorkspace.datasets().resolve("golden/sentence/bert");
        Path to = workspace.resolve("checkpoints/small-bert");
        try (var entries = Files.walk(golden)) {
            for (Path entry : entries.toList()) {
                Path there = to.resolve(golden.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(entry, there);
                }
            }
        }
        SentenceModel model = SentenceModel.open(to);
        hand.go(Place.HOME);
        hand.go(Place.MODELS);
        hand.untilReads("encoder, " + model.hidden() + " values");
        hand.clickText("small-bert");
        hand.until("it is chosen", () -> named().equals("small-bert"));
        assertThat(hand.sees("#models-compare")).isTrue();
        assertThat(hand.sees("#models-chat")).isFalse();
        assertThat(hand.sees("#models-unreadable")).isFalse();
        assertThat(hand.reads("encoder (sentence-transformers)")).isTrue();
        assertThat(hand.reads("1_Pooling/config.json")).isTrue();
    }

    @Test
    void aDeletedCheckpointComesBackByteForByte() throws Exception {
        Path checkpoint = workspace.resolve("checkpoints/all");
        Map<String, String> before = content(checkpoint);
        hand.press(KeyCode.DELETE);
        hand.untilReads("all is in the trash.");
        assertThat(checkpoint).doesNotExist();
        assertThat(named()).isEqualTo("kept");
        assertThat(hand.text("#models-bin")).isEqualTo("Trash (1)");
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.untilReads("all is back.");
        assertThat(content(checkpoint)).isEqualTo(before);
        assertThat(named()).isEqualTo("all");
    }

    @Test
    void theTrashRestoresAndIsEmptiedAfterOneQuestion() {
        hand.press(KeyCode.DELETE);
        hand.untilReads("all is in the trash.");
        hand.press(KeyCode.DELETE);
        hand.untilReads("kept is in the trash.");
        hand.click("#models-bin");
        hand.untilSees("#models-trash");
        hand.click(".hb-restore");
        hand.untilReads("kept is back.");
        hand.click("#models-empty");
        hand.untilReads("gone for good");
        hand.click("#models-empty-yes");
        hand.untilReads("Nothing is in the trash.");
        assertThat(workspace.resolve("checkpoints/kept")).exists();
        assertThat(workspace.resolve("trash/checkpoints")).isEmptyDirectory();
    }

    @Test
    void nothingIsOverwrittenWhenACheckpointOfThatNameIsThereAgain() throws Exception {
        hand.press(KeyCode.DELETE);
        hand.untilReads("all is in the trash.");
        copy(workspace.resolve("checkpoints/kept"), workspace.resolve("checkpoints/all"));
        Map<String, String> there = content(workspace.resolve("checkpoints/all"));
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.untilReads("it is not overwritten");
        assertThat(content(workspace.resolve("checkpoints/all"))).isEqualTo(there);
    }

    @Test
    void aFolderFromElsewhereIsListedAndOnlyTakenOffTheListWhenDeleted() throws Exception {
        Path golden = golden("two-fifths-rotary-bf16");
        Map<String, String> before = content(golden);
        add(golden);
        hand.untilReads("two-fifths-rotary-bf16 is on the list.");
        assertThat(named()).isEqualTo("two-fifths-rotary-bf16");
        long parameters = PhiParameters.count(PhiConfig.read(golden.resolve("config.json")));
        assertThat(hand.reads(Words.count(parameters))).isTrue();
        assertThat(hand.reads("BF16")).isTrue();
        assertThat(new AddedModels(workspace).find("two-fifths-rotary-bf16")).isPresent();
        hand.press(KeyCode.DELETE);
        hand.untilReads("off the list");
        assertThat(content(golden)).isEqualTo(before);
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.untilReads("two-fifths-rotary-bf16 is back.");
        assertThat(new AddedModels(workspace).find("two-fifths-rotary-bf16")).isPresent();
    }

    @Test
    void aBrokenFolderIsRefusedWithOneSentence() throws Exception {
        Path cut = folder.resolve("cut");
        copy(golden("half-rotary-f32"), cut);
        try (RandomAccessFile file =
                new RandomAccessFile(cut.resolve("model.safetensors").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        add(cut);
        hand.untilSees("#models-wrong");
        assertThat(hand.text("#models-wrong"))
                .contains("cut short")
                .doesNotContain("Exception")
                .doesNotContain("\n");
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("config.json"), "{\"model_type\": \"bloom\"}");
        add(other);
        hand.untilReads("only these can be read: phi (phi-1, phi-1.5, phi-2); phi3");
        assertThat(new AddedModels(workspace).all()).isEmpty();
    }

    @Test
    void aTrialIsStoredShownAndLookedAtTaskByTask() throws Exception {
        Path benchmark = folder.resolve("tiny.jsonl");
        StringBuilder tasks = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            tasks.append(TASK.formatted(i, i, i, i, i));
        }
        Files.writeString(benchmark, tasks);
        hand.press(KeyCode.T);
        hand.untilReads("240 tasks");
        Trial.Plan plan =
                new Trial.Plan(
                        "kept",
                        workspace.resolve("checkpoints/kept"),
                        benchmark,
                        6,
                        Duration.ofSeconds(10),
                        1);
        Hand.onFx(
                () -> {
                    hand.desk().start(() -> new Trial(hand.desk().bench(), plan), s -> {});
                    return null;
                });
        hand.until("kept was tried", 120, () -> hand.reads("0 of 3"));
        hand.press(KeyCode.ESCAPE);
        hand.press(KeyCode.T);
        hand.untilReads("3 tasks");
        assertThat(hand.text("#try-tokens")).as("as it was tried last").isEqualTo("6");
        hand.clickText("Copy as command");
        assertThat(hand.clipboard())
                .startsWith("hornbook try all --benchmark ")
                .contains("tiny.jsonl --max-tokens 6 --workspace");
        hand.click("#try-go");
        hand.until("the trial has ended", 120, () -> hand.sees("#try-result"));
        assertThat(hand.text("#try-result")).isEqualTo("0 of 3");
        hand.click("#try-look");
        hand.untilReads("f0");
        assertThat(hand.text("#answers-prompt")).contains("def f0(x):");
        assertThat(hand.sees("#answers-why")).isTrue();
        assertThat(hand.reads("kept: failed")).isTrue();
        hand.press(KeyCode.N);
        assertThat(hand.text("#answers-prompt")).contains("def f1(x):");
        hand.press(KeyCode.B);
        hand.untilReads("all cannot be told from kept yet");
    }

    @Test
    void aCheckpointThatAJobIsMakingIsNotDeleted() {
        TrainingConfig config =
                new TrainingConfig(
                        1,
                        16,
                        2,
                        32,
                        512,
                        2,
                        200_000,
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
                                                            "all",
                                                            config,
                                                            shards.sorted().findFirst().get());
                                        }
                                    },
                                    s -> {});
                    return null;
                });
        hand.until("it runs", () -> !hand.desk().jobs().running().get().isEmpty());
        hand.press(KeyCode.DELETE);
        hand.untilReads("all is in use: \u201ctrain all\u201d has not ended.");
        assertThat(workspace.resolve("checkpoints/all")).exists();
        hand.desk().jobs().cancelAll();
        hand.until("it has ended", 60, () -> hand.desk().jobs().idle());
    }

    @Test
    void whereThereAreNoCheckpointsTheNextStepIsOffered() throws Exception {
        hand.press(KeyCode.DELETE);
        hand.untilReads("all is in the trash.");
        hand.press(KeyCode.DELETE);
        hand.untilSees("#models-none-train");
        assertThat(hand.reads("There are no checkpoints yet")).isTrue();
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.untilReads("kept is back.");
        assertThat(hand.sees("#models-none-train")).isFalse();
    }

    private String named() {
        hand.untilSees("#models-name");
        return hand.text("#models-name");
    }

    private void add(Path path) {
        Hand.onFx(
                () -> {
                    hand.desk().navigator().go(Place.MODELS, new Errand.AddModel(List.of(path)));
                    return null;
                });
        hand.settle();
    }

    private static Path golden(String name) {
        return SampleWorkspace.datasets().resolve("golden/phi").resolve(name).toAbsolutePath();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Map<String, String> content(Path of) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(of)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(of.relativize(file).toString(), Sha256.of(file));
            }
        }
        return content;
    }
}
