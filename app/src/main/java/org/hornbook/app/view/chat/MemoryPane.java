package org.hornbook.app.view.chat;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.infer.ModelMemory;

/// The checkpoints in memory, one a line; what nobody uses can be let go of.
final class MemoryPane {
    private static final double MB = 1e6;

    private final MemoryViewModel model;
    private final VBox box = new VBox(4);

    MemoryPane(MemoryViewModel model) {
        this.model = model;
        box.setId("chat-memory");
        model.state().show(this::show);
    }

    Node node() {
        return box;
    }

    private void show(MemoryViewModel.InMemory now) {
        box.getChildren().setAll(Parts.heading(Texts.of("chat.memory")));
        box.getChildren().add(sum(now));
        now.models().forEach(entry -> box.getChildren().add(line(entry)));
    }

    private static Node sum(MemoryViewModel.InMemory now) {
        String sum = Texts.of("chat.memory.sum", bytes(now.bytes()), bytes(now.budget()));
        Label words =
                Parts.paragraph(
                        now.device()
                                .map(d -> Texts.of("chat.memory.on", sum, d.kind().word()))
                                .orElse(sum),
                        "hb-muted",
                        "hb-small");
        words.setId("chat-memory-sum");
        now.device()
                .ifPresent(
                        d ->
                                words.setTooltip(
                                        new Tooltip(
                                                Texts.of(
                                                        "chat.memory.device",
                                                        d.kind().word(),
                                                        d.because()))));
        return words;
    }

    private Node line(ModelMemory.Entry entry) {
        Label words =
                Parts.paragraph(
                        Texts.of(
                                "chat.memory.line",
                                entry.name(),
                                bytes(entry.bytes()),
                                Texts.of("chat.memory." + state(entry.state()))),
                        "hb-small");
        words.getStyleClass().add("hb-memory");
        if (entry.state() != ModelMemory.State.KEPT) {
            return words;
        }
        Hyperlink release =
                Parts.link(Texts.of("chat.memory.release"), () -> model.letGo(entry.key()));
        release.getStyleClass().addAll("hb-quiet-link", "hb-small", "hb-memory-release");
        release.setMinWidth(Region.USE_PREF_SIZE);
        release.setAccessibleText(Texts.of("chat.memory.release.words", entry.name()));
        return Parts.row(6, words, Parts.spacer(), release);
    }

    private static String state(ModelMemory.State state) {
        return switch (state) {
            case LOADING -> "loading";
            case IN_USE -> "used";
            case KEPT -> "kept";
        };
    }

    private static String bytes(long bytes) {
        return bytes < 1000 * MB
                ? Texts.of("chat.memory.mb", Math.round(bytes / MB))
                : Texts.of("chat.memory.gb", Math.round(bytes / MB / 100) / 10.0);
    }
}
