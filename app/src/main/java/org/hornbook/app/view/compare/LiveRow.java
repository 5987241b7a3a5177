package org.hornbook.app.view.compare;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.DocumentId;

/// Says that the figures are live: of a head that has learned from the last second looks, and is
/// not stored yet; how many documents have crossed the line; and the button that makes it
/// permanent.
final class LiveRow {
    private final Label sign = Parts.text(Texts.of("compare.live"), "hb-pill", "hb-pill-info");
    private final Label words = Parts.text("");
    private final Label crossed = Parts.text("", "hb-strong");
    private final Button keep;
    private final HBox row;
    private Optional<Compared> now = Optional.empty();
    private Optional<Compared> before = Optional.empty();
    private double cutoff = Double.NaN;
    private LiveState live = LiveState.OFF;

    LiveRow(TrainingViewModel training, ReviewViewModel review) {
        words.setId("compare-live-words");
        words.setMinWidth(0);
        crossed.setId("compare-crossed");
        crossed.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        sign.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        sign.setTooltip(new Tooltip(Texts.of("compare.live.tip")));
        keep = Parts.button(Texts.of("compare.live.keep"), "T", training::retrain);
        keep.setId("compare-live-keep");
        Button undo = Parts.button(Texts.of("compare.live.undo"), "U", review::undo);
        undo.setId("compare-live-undo");
        row = Parts.row(12, sign, words, crossed, Parts.spacer(), undo, keep);
        row.getStyleClass().addAll("hb-banner", "hb-live");
        row.setId("compare-live");
        Parts.show(row, false);
    }

    Node node() {
        return row;
    }

    void show(LiveState s) {
        live = s;
        redraw();
    }

    void show(CompareState s) {
        now = s.compared();
        before = s.before();
        redraw();
    }

    void show(LineState s) {
        if (s.cutoff() != cutoff) {
            cutoff = s.cutoff();
            redraw();
        }
    }

    private void redraw() {
        Parts.show(row, live.on());
        words.setText(
                switch (live.stage()) {
                    case OFF -> "";
                    case READING -> Texts.of("compare.live.reading", Words.percent(live.share()));
                    case TRAINING -> Texts.of("compare.live.training", live.looks());
                    case LIVE ->
                            Texts.of(
                                    "compare.live.done",
                                    live.looks(),
                                    String.format(Locale.ROOT, "%.1f", live.seconds()));
                });
        words.setTooltip(new Tooltip(words.getText()));
        boolean there =
                live.stage() == LiveState.Stage.LIVE && now.isPresent() && before.isPresent();
        Parts.show(crossed, there);
        if (there) {
            int[] over = crossed(before.get(), now.get(), cutoff);
            crossed.setText(Texts.of("compare.crossed", over[0] + over[1]));
            crossed.setTooltip(
                    new Tooltip(
                            Texts.of(
                                    "compare.crossed.tip",
                                    Words.figure(cutoff),
                                    over[0],
                                    over[1])));
        }
    }

    /// How many compared documents have risen to the line or above, and fallen below it.
    static int[] crossed(Compared before, Compared now, double cutoff) {
        Map<DocumentId, Double> old = new HashMap<>();
        for (int i = 0; i < before.pairs().size(); i++) {
            old.put(before.pairs().labels().get(i).document(), before.pairs().scores()[i]);
        }
        int[] over = new int[2];
        for (int i = 0; i < now.pairs().size(); i++) {
            Double was = old.get(now.pairs().labels().get(i).document());
            boolean kept = now.pairs().scores()[i] >= cutoff;
            if (was != null && was >= cutoff != kept) {
                over[kept ? 0 : 1]++;
            }
        }
        return over;
    }
}
