package org.hornbook.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.hornbook.app.AddedModels;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.store.Sha256;
import org.hornbook.testkit.HubRepositoryFake;
import org.hornbook.testkit.LoopbackHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubPaneTest {
    @TempDir Path folder;
    private Path workspace;
    private LoopbackHub server;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        server = new LoopbackHub();
        fill();
        SettingsFile settings = new SettingsFile(folder.resolve("config"));
        settings.write(
                Settings.USUAL.withHub(
                        new Settings.HubPlace(
                                server.endpoint(), folder.resolve("hub").toString())));
        hand = Hand.open(workspace, folder.resolve("config"));
    }

    @AfterEach
    void close() {
        hand.close();
        server.close();
    }

    private void fill() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            rows.append("{\"id\": \"s")
                    .append(i)
                    .append("\", \"text\": \"A story about sorting, number ")
                    .append(i)
                    .append("\"}\n");
        }
        server.dataset("org/tiny-stories")
                .file("README.md", "# stories")
                .file("data/train-00000.jsonl", rows.toString())
                .file("data/notes.bin", "x")
                .downloads(4200)
                .rows("n<1K")
                .licence("cc0-1.0");
        server.dataset("org/gated-stories").file("a.jsonl", "{}\n").downloads(10).gated("auto");
        HubRepositoryFake model = server.model("org/phi-tiny").downloads(77);
        try (Stream<Path> files = Files.list(workspace.resolve("checkpoints/kept"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".safetensors")) {
                    model.large(name, Files.readAllBytes(file));
                } else if (name.endsWith(".json")) {
                    model.file(name, Files.readString(file));
                }
            }
        }
        model.large("pytorch_model.bin", new byte[1000]);
        server.model("org/bloom-tiny")
                .file("config.json", "{\"model_type\": \"bloom\", \"hidden_size\": 8}")
                .file("tokenizer.json", "{}")
                .large("model.safetensors", new byte[1000])
                .licence("llama3");
    }

    private void corpora() {
        hand.go(Place.CORPORA);
        hand.untilReads("308 of 308");
        hand.press(KeyCode.H);
        hand.untilSees("#hub-text");
    }

    private void models() {
        hand.go(Place.MODELS);
        hand.untilReads("trained on lessons-kept");
        hand.press(KeyCode.D);
        hand.untilSees("#hub-text");
    }

    @Test
    void aDatasetIsFoundChosenDownloadedAndImportedByKeyboard() throws Exception {
        corpora();
        hand.write("#hub-text", "stories");
        hand.press(KeyCode.ENTER);
        hand.untilReads("2 found for");
        assertThat(hand.reads("cc0-1.0 \u00b7 n<1K rows \u00b7 4,200 downloads")).isTrue();
        assertThat(hand.reads("gated")).isTrue();
        hand.until("the results have the focus", () -> focused("#hub-hits"));
        hand.press(KeyCode.ENTER);
        hand.untilReads("2 of 3 files chosen");
        assertThat(hand.text("#hub-where")).contains(folder.resolve("hub").toString());
        hand.until("the files have the focus", () -> focused("#hub-files"));
        hand.press(KeyCode.SPACE); // README.md, the first
        hand.untilReads("1 of 3 files chosen");
        hand.press(KeyCode.CONTROL, KeyCode.ENTER);
        hand.untilSees("#hub-done");
        hand.click("#hub-next");
        hand.untilReads("A story about sorting, number 3");
        assertThat(hand.text("#import-name")).isEqualTo("tiny-stories");
        hand.click("#import-go");
        hand.untilSees("#import-done");
        assertThat(hand.text("#import-done")).contains("40 documents").contains("tiny-stories");
    }

    @Test
    void whatTheButtonDoesCanBeCopiedAsACommand() {
        corpora();
        hand.write("#hub-text", server.endpoint() + "/datasets/org/tiny-stories/tree/main/data");
        hand.press(KeyCode.ENTER);
        hand.untilReads("2 of 3 files chosen");
        hand.click("#hub-command");
        assertThat(hand.clipboard())
                .isEqualTo("hornbook download org/tiny-stories --dataset --workspace " + workspace);
        hand.clickText("All");
        hand.untilReads("3 of 3 files chosen");
        hand.write("#hub-filter", "data/");
        hand.clickText("All");
        hand.untilReads("2 of 3 files chosen");
        hand.click("#hub-command");
        assertThat(hand.clipboard()).contains("--dataset --include data/ --workspace");
        hand.clickText("None");
        hand.untilReads("0 of 3 files chosen");
        assertThat(hand.find("#hub-download", javafx.scene.control.Button.class).isDisabled())
                .isTrue();
    }

    @Test
    void aModelIsSaidToRunHereBeforeItIsDownloadedAndThenStandsAmongTheModels() throws Exception {
        models();
        hand.write("#hub-text", "org/phi-tiny");
        hand.press(KeyCode.ENTER);
        hand.untilReads("runs here");
        assertThat(hand.text("#hub-fit")).contains("family phi").contains("parameters");
        assertThat(server.transfers()).as("only config.json has come").hasSize(1);
        hand.click("#hub-download");
        hand.untilSees("#hub-done");
        assertThat(hand.reads("It is among the models as phi-tiny.")).isTrue();
        hand.click("#hub-next");
        hand.untilReads("phi-tiny");
        hand.untilSees("#models-list");
        Path added = new AddedModels(workspace).find("phi-tiny").orElseThrow();
        assertThat(added.startsWith(folder.resolve("hub/models--org--phi-tiny/snapshots")))
                .isTrue();
        assertThat(Sha256.of(added.resolve("model.safetensors")))
                .isEqualTo(Sha256.of(workspace.resolve("checkpoints/kept/model.safetensors")));
        assertThat(added.resolve("pytorch_model.bin")).doesNotExist();
    }

    @Test
    void aModelThatCannotRunHereIsSaidSoBeforeAnythingIsDownloaded() {
        models();
        hand.write("#hub-text", "org/bloom-tiny");
        hand.press(KeyCode.ENTER);
        hand.untilReads("does not run here");
        assertThat(hand.text("#hub-fit"))
                .contains("family bloom")
                .contains("only these can be read: phi");
        assertThat(hand.text("#hub-download")).contains("Download");
        server.model("org/bloom-tiny").gated("manual");
        hand.write("#hub-text", "org/bloom-tiny@main");
        hand.press(KeyCode.ENTER);
        hand.untilSees("#hub-terms");
        assertThat(hand.text("#hub-terms")).contains("Its owner decides");
    }

    @Test
    void whereTheConfigurationMayNotBeReadNothingIsClaimedAboutAModel() {
        server.model("org/secretive").file("config.json", "{}").gated("auto");
        models();
        hand.write("#hub-text", "org/secretive");
        hand.press(KeyCode.ENTER);
        hand.untilReads("can be told once its config.json may be read");
        assertThat(hand.reads("does not run here")).isFalse();
        hand.until("the files have the focus", () -> focused("#hub-files"));
    }

    @Test
    void whatIsGatedSaysWhoseTermsAndWhatIsMissingIsToldApart() {
        corpora();
        hand.write("#hub-text", "org/gated-stories");
        hand.press(KeyCode.ENTER);
        hand.untilSees("#hub-terms");
        assertThat(hand.text("#hub-terms"))
                .contains("accept them at " + server.endpoint() + "/datasets/org/gated-stories");
        hand.click("#hub-download");
        hand.untilSees("#hub-wrong");
        assertThat(hand.text("#hub-wrong"))
                .contains("is gated: accept its terms")
                .doesNotContain("Exception");
        hand.write("#hub-text", "org/no-such");
        hand.press(KeyCode.ENTER);
        hand.until(
                "it is said",
                () -> hand.text("#hub-wrong").contains("there is no dataset org/no-such"));
        hand.write("#hub-text", "org/a/b/c");
        hand.press(KeyCode.ENTER);
        hand.until(
                "it is said", () -> hand.text("#hub-wrong").contains("not the id of a repository"));
        hand.press(KeyCode.ESCAPE);
        hand.untilReads("308 of 308");
    }

    @Test
    void aDownloadIsStoppedAtOnceAndGoesOnWithTheMissingBytes() throws Exception {
        byte[] big =
                "{\"id\": \"a\", \"text\": \"words of a long story\"}\n"
                        .repeat(40_000)
                        .getBytes(StandardCharsets.UTF_8);
        server.dataset("org/big").large("big.jsonl", big);
        server.slow(Duration.ofMillis(60));
        corpora();
        hand.write("#hub-text", "org/big");
        hand.press(KeyCode.ENTER);
        hand.untilSees("#hub-download");
        hand.click("#hub-download");
        hand.until("some has come", () -> server.sent() > 300_000);
        hand.untilReads(" a second");
        hand.click("#hub-cancel");
        hand.untilReads("Stopped. What has come is kept");
        server.slow(Duration.ZERO);
        hand.click("#hub-download");
        hand.untilSees("#hub-done");
        assertThat(server.sent()).isLessThan(big.length + 1_000_000);
        assertThat(server.transfers().getLast().range()).matches("bytes=\\d{6,}-");
    }

    @Test
    void theSettingsHoldAMirrorAndTheTokenIsKeptApart() throws Exception {
        corpora();
        hand.press(KeyCode.CONTROL, KeyCode.COMMA);
        hand.untilSees("#settings");
        hand.fill("#hub-token", "hf_loopback");
        hand.fill("#hub-endpoint", "https://mirror.example/hf");
        hand.fill("#hub-cache", folder.resolve("other").toString());
        hand.press(KeyCode.ENTER);
        hand.until(
                "it is stored",
                () ->
                        hand.desk()
                                .settings()
                                .get()
                                .hub()
                                .equals(
                                        new Settings.HubPlace(
                                                "https://mirror.example/hf",
                                                folder.resolve("other").toString())));
        hand.settle();
        Path config = folder.resolve("config");
        hand.until("the token is kept", () -> new SettingsFile(config).hasHubToken());
        assertThat(Files.readString(config.resolve("settings.json")))
                .contains("mirror.example")
                .doesNotContain("hf_loopback");
        assertThat(new SettingsFile(config).hub(hand.desk().settings().get()).endpoint())
                .hasToString("https://mirror.example/hf");
        hand.fill("#hub-endpoint", "mirror");
        hand.press(KeyCode.ENTER);
        hand.untilReads("is not the address of a hub");
    }

    private boolean focused(String selector) {
        return hand.find(selector, javafx.scene.Node.class).isFocused();
    }
}
