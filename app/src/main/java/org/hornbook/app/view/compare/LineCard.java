package org.hornbook.app.view.compare;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.ScoreBars;
import org.hornbook.app.kit.TableSheet;
import org.hornbook.classify.ConfusionMatrix;
import org.hornbook.classify.Cut;
import org.hornbook.classify.Interval;

/// The threshold over the whole corpus: a line in the histogram of all scores, and what it means.
final class LineCard {
    private static final int BINS = 50;

    private final LineViewModel model;
    private final TrainingViewModel training;
    private final ScoreBars bars;
    private final KeepRow keep;
    private final NearPane near;
    private final Label over = Parts.muted("");
    private final ToggleButton byScore = new ToggleButton(Texts.of("compare.line.score"));
    private final ToggleButton byShare = new ToggleButton(Texts.of("compare.line.share"));
    private final TextField value = new TextField();
    private final Amount share = new Amount("line-share");
    private final Amount documents = new Amount("line-documents");
    private final Amount length = new Amount("line-length");
    private final Amount precision = new Amount("line-precision");
    private final Amount recall = new Amount("line-recall");
    private final Label time = Parts.muted("");
    private final Button keepThese;
    private final Button beside;
    private final VBox scored = new VBox(8);
    private final StackPane card = new StackPane();
    private Optional<Compared> compared = Optional.empty();
    private Optional<Compared> before = Optional.empty();
    private TrainingState work = TrainingState.IDLE;
    private long[] counts = {};

    LineCard(Desk desk, LineViewModel model, TrainingViewModel training, ReviewViewModel review) {
        this.model = model;
        this.training = training;
        this.bars = new ScoreBars(desk.theme());
        this.keep = new KeepRow(desk, model);
        this.near = new NearPane(model, review);
        bars.setId("compare-bars");
        bars.getStyleClass().add("hb-focusable");
        bars.onMoved(model::move);
        bars.setPrefHeight(96);
        bars.addEventFilter(KeyEvent.KEY_PRESSED, this::shareKeys);
        over.setId("line-over");
        time.setId("line-time");
        value.setId("line-value");
        value.setPrefColumnCount(4);
        value.setMinWidth(64);
        value.setMaxWidth(72);
        value.setOnAction(
                e -> {
                    model.written(value.getText());
                    fillValue(model.state().get());
                    bars.requestFocus();
                });
        value.focusedProperty().addListener(o -> fillValue(model.state().get()));
        ToggleGroup group = new ToggleGroup();
        byScore.setId("line-by-score");
        byShare.setId("line-by-share");
        for (ToggleButton b : new ToggleButton[] {byScore, byShare}) {
            b.getStyleClass().setAll("toggle-button", "hb-segment");
            b.setToggleGroup(group);
            b.setMinWidth(Region.USE_PREF_SIZE);
        }
        byScore.setOnAction(e -> model.byShare(false));
        byShare.setOnAction(e -> model.byShare(true));
        keepThese = Parts.primary(Texts.of("compare.line.keep"), "K", () -> model.name(true));
        keepThese.setId("compare-keep");
        beside = Parts.button(Texts.of("compare.line.beside"), "L", this::beside);
        beside.setId("compare-beside");
        HBox head =
                Parts.row(
                        10,
                        Parts.heading(Texts.of("compare.line")),
                        over,
                        Parts.spacer(),
                        TableSheet.link(bars),
                        beside,
                        keepThese);
        over.setMinWidth(0);
        for (Region amount : List.of(share, documents, length, precision, recall, time)) {
            amount.setMaxHeight(Region.USE_PREF_SIZE);
            amount.setMinWidth(Region.USE_PREF_SIZE);
        }
        Sides amounts =
                new Sides(
                        Parts.row(14, share, documents, length),
                        Parts.row(14, precision, recall, time));
        HBox way = new HBox(byScore, byShare);
        way.setMaxHeight(Region.USE_PREF_SIZE);
        Sides numbers = new Sides(Parts.row(10, way, value), amounts);
        SurvivalPane survival = new SurvivalPane(model);
        model.survival().show(survival::show);
        HBox.setHgrow(bars, Priority.ALWAYS);
        HBox below = new HBox(20, bars, survival.node());
        VBox.setVgrow(below, Priority.ALWAYS);
        scored.getChildren().addAll(head, keep.node(), numbers, below);
        scored.getStyleClass().add("hb-card");
        card.getChildren().setAll(scored);
    }

    Node node() {
        return card;
    }

    void beside() {
        near.toggle(beside);
    }

    /// Asks for the name of what is kept.
    void keepByKey() {
        keep.askedByKey();
    }

    void hide() {
        near.hide();
    }

    /// Where the line is a share, an arrow key is one percent more or less.
    private void shareKeys(KeyEvent e) {
        int by = e.getCode() == KeyCode.RIGHT ? 1 : e.getCode() == KeyCode.LEFT ? -1 : 0;
        if (by != 0 && model.state().get().byShare()) {
            model.step(e.isShiftDown() ? by * 5 : by);
            e.consume();
        }
    }

    void show(CompareState s) {
        compared = s.compared();
        before = s.before().filter(b -> b.pairs().size() > 0);
        compared.ifPresent(
                c -> {
                    counts = c.column().histogram(c.low(), c.high(), BINS);
                    over.setText(
                            c.unscored() == 0
                                    ? Texts.of("compare.line.over", Words.count(c.column().size()))
                                    : Texts.of(
                                            "compare.line.over.some",
                                            Words.count(c.column().size()),
                                            Words.count(c.corpus().documents())));
                });
        place();
        show(model.state().get());
    }

    void show(TrainingState t) {
        work = t;
        place();
    }

    /// Without scores there is no line; with some, the rest can be scored.
    private void place() {
        if (compared.isEmpty()) {
            return;
        }
        Compared c = compared.get();
        if (c.column().size() == 0) {
            card.getChildren().setAll(unscored(c));
        } else {
            if (card.getChildren().getFirst() != scored) {
                card.getChildren().setAll(scored);
            }
            keep.unscored(c, work, training);
        }
    }

    private Node unscored(Compared c) {
        Button go =
                Parts.primary(
                        work.runs()
                                ? work.doing()
                                : Texts.of(
                                        "compare.line.score.all",
                                        Words.count(c.corpus().documents())),
                        "",
                        training::score);
        go.setId("compare-score");
        go.setDisable(work.runs());
        VBox box =
                Parts.card(
                        Parts.heading(Texts.of("compare.line")),
                        Parts.paragraph(
                                Texts.of(
                                        "compare.line.unscored",
                                        c.classifier().name(),
                                        c.corpus().name()),
                                "hb-muted"),
                        Parts.row(12, go, Parts.copyCommand(training::scoreCommand)));
        box.setMinHeight(130);
        return box;
    }

    void show(LineState s) {
        keep.show(s);
        near.show(s);
        if (compared.isEmpty() || compared.get().column().size() == 0) {
            return;
        }
        Compared c = compared.get();
        bars.show(counts, c.low(), c.high(), Math.clamp(s.cutoff(), c.low(), c.high()));
        byScore.setSelected(!s.byShare());
        byShare.setSelected(s.byShare());
        if (!value.isFocused()) {
            fillValue(s);
        }
        share.show(percent(s.share()), Texts.of("compare.line.kept"), true, over.getText());
        documents.show(
                Words.count(s.kept()),
                Texts.of("compare.line.documents"),
                false,
                Texts.of("compare.line.documents.tip", Words.count(s.of()), rule(s)) + byHand(s));
        boolean tokens = s.tokens() >= 0;
        length.show(
                tokens ? "~" + Words.compact(s.tokens()) : Words.compact(s.characters()),
                Texts.of(tokens ? "compare.line.tokens" : "compare.line.characters"),
                false,
                tokens
                        ? Texts.of(
                                "compare.line.tokens.tip",
                                Words.compact(s.characters()),
                                String.format(
                                        Locale.ROOT,
                                        "%.2f",
                                        c.pace().map(p -> 1 / p.tokensPerCharacter()).orElse(0.0)))
                        : Texts.of("compare.line.characters.tip"));
        boolean pairs = c.pairs().size() > 0;
        Parts.show(precision, pairs);
        Parts.show(recall, pairs);
        precision.show(
                Words.share(s.confusion().precision()),
                Texts.of("compare.axis.precision"),
                true,
                held(c, s.cut().map(Cut::precision), "compare.line.precision.tip"));
        recall.show(
                Words.share(s.confusion().recall()),
                Texts.of("compare.axis.recall"),
                true,
                held(c, s.cut().map(Cut::recall), "compare.line.recall.tip"));
        Optional<ConfusionMatrix> was = before.map(b -> b.pairs().at(b.keepFrom(), s.cutoff()));
        precision.changed(
                was.map(m -> s.confusion().precision() - m.precision()).orElse(Double.NaN));
        recall.changed(was.map(m -> s.confusion().recall() - m.recall()).orElse(Double.NaN));
        Parts.show(time, s.seconds() >= 0);
        time.setText(
                Texts.of(
                        "compare.line.time",
                        Words.duration(Duration.ofMillis(Math.round(s.seconds() * 1000)))));
        c.pace()
                .ifPresent(
                        p ->
                                time.setTooltip(
                                        new Tooltip(
                                                Texts.of(
                                                        "compare.line.time.tip",
                                                        p.run(),
                                                        Words.count(
                                                                Math.round(
                                                                        p.tokensPerSecond()))))));
        keepThese.setDisable(s.kept() == 0);
    }

    private static String held(Compared c, Optional<Interval> around, String key) {
        return Texts.of(
                key,
                c.keepFrom(),
                Words.count(c.pairs().size()),
                around.map(i -> Words.interval(i.low(), i.high())).orElse("\u2026"));
    }

    private static String byHand(LineState s) {
        return s.keptByHand() + s.droppedByHand() == 0
                ? ""
                : Texts.of("compare.line.byhand", s.keptByHand(), s.droppedByHand());
    }

    private static String rule(LineState s) {
        return s.threshold().words();
    }

    private void fillValue(LineState s) {
        value.setText(
                s.byShare()
                        ? percent(
                                ((org.hornbook.classify.Threshold.TopFraction) s.threshold())
                                        .fraction())
                        : Words.figure(s.cutoff()));
    }

    /// One digit after the point where whole percents would hide a step.
    static String percent(double share) {
        double hundredth = share * 100;
        return Math.abs(hundredth - Math.rint(hundredth)) < 0.05
                ? String.format(Locale.ROOT, "%.0f%%", hundredth)
                : String.format(Locale.ROOT, "%.1f%%", hundredth);
    }
}
