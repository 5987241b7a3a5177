package org.hornbook.app.view.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import org.hornbook.app.Precisions;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.checkpoint.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPrecisionsViewTest {
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
    void aKeyConvertsToInt4AndTheFiguresStandBesideTheOthers() throws IOException {
        assertThat(hand.sees("#precision-quality-int4")).isFalse();
        hand.press(KeyCode.V);
        hand.until(
                "it is measured",
                90,
                () -> hand.text("#precision-quality-int4").matches("[0-9.]+ \u00b7 [0-9.,]+"));
        assertThat(hand.sees("#precision-make-int4")).isFalse();
        assertThat(hand.sees("#precision-make-int8")).isTrue();
        try (Stream<Path> graphs = Files.list(workspace.resolve("graphs"))) {
            assertThat(graphs.map(p -> p.getFileName().toString()))
                    .anyMatch(name -> name.contains("-int4-32-"));
        }
        hand.click("#precision-command");
        hand.until("it is copied", () -> hand.clipboard().contains("convert all --precision int4"));
    }

    @Test
    void calibratedInt4IsMeasuredAndThenOpenedAsInt4() {
        hand.click("#precision-calibration-command");
        hand.until("it is copied", () -> hand.clipboard().contains("calibrate all"));
        hand.click("#precision-calibrate");
        hand.until(
                "it is measured",
                180,
                () ->
                        hand.text("#precision-quality-calibrated")
                                .matches("[0-9.]+ \u00b7 [0-9.,]+"));
        assertThat(hand.sees("#precision-calibrate")).isFalse();
        Path model = workspace.resolve("checkpoints/all");
        Precisions precisions = new Precisions(workspace);
        precisions.choose("all", Precision.Kind.INT4);
        Precision opened = precisions.of("all", model, workspace.resolve("graphs"));
        assertThat(opened.isCalibrated()).isTrue();
        assertThat(opened.block()).isEqualTo(Precision.CALIBRATED_BLOCK);
    }

    @Test
    void theChosenPrecisionIsKeptAndFp32IsChosenAtFirst() {
        assertThat(hand.find("#precision-fp32", RadioButton.class).isSelected()).isTrue();
        hand.click("#precision-int8");
        hand.until(
                "it is kept",
                () -> new Precisions(workspace).of("all").layers() == Precision.Kind.INT8);
        hand.until(
                "it is shown", () -> hand.find("#precision-int8", RadioButton.class).isSelected());
    }

    @Test
    void aGgufFileAndAPackageBecomeModelsThatCanChat() throws Exception {
        Path golden = SampleWorkspace.datasets().resolve("golden");
        Path file = golden.resolve("gguf/whole-phi3.gguf");
        Path ready = golden.resolve("packages/phi3-fp32");
        Hand.onFx(
                () -> {
                    hand.desk()
                            .navigator()
                            .go(Place.MODELS, new Errand.AddModel(List.of(file, ready)));
                    return true;
                });
        hand.untilReads("phi3-fp32");
        hand.untilReads("whole-phi3");
        hand.clickText("phi3-fp32");
        hand.until("it is chosen", () -> hand.text("#models-name").equals("phi3-fp32"));
        assertThat(hand.sees("#models-unreadable")).isFalse();
        assertThat(hand.sees("#models-precisions")).isFalse();
        assertThat(hand.reads("model.onnx.data")).isTrue();
        hand.clickText("whole-phi3");
        hand.until("it is chosen", () -> hand.text("#models-name").equals("whole-phi3"));
        assertThat(hand.sees("#models-unreadable")).isFalse();
        assertThat(hand.sees("#models-precisions")).isTrue();
    }
}
