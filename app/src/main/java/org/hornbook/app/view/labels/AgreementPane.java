package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.LabelGrid;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.AgreementReport;
import org.hornbook.label.Ceiling;
import org.hornbook.label.Estimate;
import org.hornbook.label.PairAgreement;

/// Annotators against annotators: the matrix, all of them together, whoever was asked twice, what a
/// classifier can be expected to reach; and one pair closely, with the table whose cells lead to
/// documents.
final class AgreementPane {
    private static final int MOST = 8;

    private final AgreementViewModel model;
    private final GridPane matrix = new GridPane();
    private final HBox measures = new HBox(12);
    private final VBox more = new VBox();
    private final LabelGrid grid;
    private final Label pairTitle = Parts.heading("");
    private final Label pairWords = Parts.paragraph("", "hb-muted", "hb-small");
    private final VBox figures = new VBox();
    private final HBox both;
    private final StackPane node = new StackPane();

    AgreementPane(Desk desk) {
        this.model = new AgreementViewModel(desk);
        this.grid = new LabelGrid(desk.theme());
        grid.setId("agreement-grid");
        grid.getStyleClass().add("hb-focusable");
        grid.onChosen(model::documents);
        VBox.setVgrow(grid, Priority.ALWAYS);
        matrix.setId("agreement-matrix");
        matrix.setHgap(3);
        matrix.setVgap(3);
        for (AgreementState.Measure m : AgreementState.Measure.values()) {
            String name = m.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(Texts.of("agreement." + name));
            button.getStyleClass().setAll("toggle-button", "hb-tab");
            button.setId("agreement-" + name);
            button.setTooltip(new Tooltip(Texts.of("agreement." + name + ".tip")));
            button.setOnAction(
                    e -> {
                        button.setSelected(true);
                        model.measure(m);
                    });
            measures.getChildren().add(button);
        }
        VBox everyone =
                Parts.card(
                        Parts.row(
                                12,
                                Parts.heading(Texts.of("agreement.title")),
                                Parts.spacer(),
                                measures),
                        Parts.paragraph(Texts.of("agreement.words"), "hb-muted", "hb-small"),
                        matrix);
        VBox rest = Parts.card(more);
        rest.setMinHeight(Region.USE_PREF_SIZE);
        VBox left = new VBox(12, everyone, rest);
        Node scrolled = LabelsView.scroll(left);
        VBox pair =
                Parts.card(
                        Parts.row(8, pairTitle, Parts.spacer(), TableSheet.link(grid)),
                        pairWords,
                        grid,
                        figures,
                        Parts.copyCommand(model::command));
        pair.setMinWidth(300);
        HBox.setHgrow(scrolled, Priority.ALWAYS);
        pair.setPrefWidth(420);
        pair.setMaxWidth(460);
        HBox.setHgrow(pair, Priority.ALWAYS);
        both = new HBox(16, scrolled, pair);
        model.state().show(this::show);
    }

    Node node() {
        return node;
    }

    void corpus(Corpus corpus) {
        model.corpus(corpus);
        if (node.getScene() != null) {
            model.refresh();
        }
    }

    void refresh() {
        model.refresh();
    }

    private void show(AgreementState s) {
        if (s.report().isEmpty()) {
            node.getChildren().setAll(Parts.empty("fth-users", Texts.of("loading")));
            return;
        }
        AgreementReport r = s.report().get();
        if (r.pairs().isEmpty()) {
            VBox framed = new VBox(Parts.empty("fth-users", Texts.of("agreement.none")));
            framed.setAlignment(Pos.CENTER);
            framed.getStyleClass().add("hb-card");
            node.getChildren().setAll(framed);
            return;
        }
        node.getChildren().setAll(both);
        for (int i = 0; i < measures.getChildren().size(); i++) {
            ((ToggleButton) measures.getChildren().get(i)).setSelected(s.measure().ordinal() == i);
        }
        matrix(s, r);
        more(s, r);
        s.chosen().ifPresent(this::pair);
    }

    private void matrix(AgreementState s, AgreementReport r) {
        matrix.getChildren().clear();
        matrix.getColumnConstraints().clear();
        List<String> names = r.annotators().stream().map(v -> v.name()).limit(MOST).toList();
        ColumnConstraints first = new ColumnConstraints();
        first.setMaxWidth(190);
        matrix.getColumnConstraints().add(first);
        for (int i = 0; i < names.size(); i++) {
            ColumnConstraints column = new ColumnConstraints(52, 84, 130);
            column.setHgrow(Priority.ALWAYS);
            column.setHalignment(HPos.CENTER);
            matrix.getColumnConstraints().add(column);
        }
        for (int i = 0; i < names.size(); i++) {
            Label across = name(names.get(i), r);
            across.setMaxWidth(Double.MAX_VALUE);
            across.setAlignment(Pos.CENTER);
            matrix.add(across, i + 1, 0);
            matrix.add(name(names.get(i), r), 0, i + 1);
            for (int j = 0; j < names.size(); j++) {
                if (i == j) {
                    Label self = Parts.muted(Words.count(r.annotators().get(i).labels()));
                    self.setTooltip(
                            new Tooltip(
                                    Texts.of(
                                            "agreement.self",
                                            names.get(i),
                                            Words.count(r.annotators().get(i).labels()),
                                            Words.figure(r.annotators().get(i).mean()))));
                    matrix.add(self, j + 1, i + 1);
                } else {
                    matrix.add(cell(s, names.get(i), names.get(j)), j + 1, i + 1);
                }
            }
        }
    }

    private static Label name(String name, AgreementReport r) {
        Label label = Parts.text(name, "hb-small");
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(name));
        return label;
    }

    private Node cell(AgreementState s, String one, String other) {
        Optional<PairAgreement> pair = s.pair(one, other);
        if (pair.isEmpty()) {
            Label none = Parts.muted("\u00b7");
            none.setTooltip(new Tooltip(Texts.of("agreement.apart", one, other)));
            return none;
        }
        PairAgreement p = pair.get();
        Estimate e = s.measure().of(p);
        Region ground = new Region();
        ground.getStyleClass().add("hb-agree-ground");
        ground.setOpacity(0.04 + 0.42 * Math.max(0, Double.isNaN(e.value()) ? 0 : e.value()));
        Label value = Parts.text(Words.share(e.value()), "hb-strong");
        Label n = Parts.text(Texts.of("labels.others.n", Words.count(p.n())), "hb-small");
        if (p.n() < Ceiling.ENOUGH) { // too few to be looked at
            ground.setOpacity(0);
            value.getStyleClass().setAll("label", "hb-muted");
            n.getStyleClass().add("hb-muted");
        }
        VBox words = new VBox(value, n);
        words.setAlignment(Pos.CENTER);
        Button button = new Button(null, new StackPane(ground, words));
        button.getStyleClass().setAll("button", "hb-agree");
        button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        ((StackPane) button.getGraphic()).setMinSize(50, 42);
        ((StackPane) button.getGraphic()).prefWidthProperty().bind(button.widthProperty());
        if (s.chosen().filter(p::equals).isPresent()) {
            button.getStyleClass().add("hb-on");
        }
        String said =
                Texts.of(
                        "agreement.cell",
                        one,
                        other,
                        Words.share(e.value()),
                        Words.interval(e.low(), e.high()),
                        Words.count(p.n()));
        button.setTooltip(new Tooltip(said));
        button.setAccessibleText(said);
        button.setOnAction(a -> model.choose(p));
        return button;
    }

    private void more(AgreementState s, AgreementReport r) {
        List<Node> lines = new ArrayList<>();
        if (r.all().units() > 0) {
            lines.add(
                    Parts.heading(
                            Texts.of(
                                    "agreement.all",
                                    r.all().voices(),
                                    Words.count(r.all().units()))));
            lines.add(line("agreement.ordinal", r.all().ordinal()));
            lines.add(line("agreement.interval", r.all().interval()));
            lines.add(line("agreement.nominal", r.all().nominal()));
        }
        if (!s.ceilings().isEmpty()) {
            lines.add(head("agreement.ceiling", "agreement.ceiling.tip"));
            for (Ceiling c : s.ceilings().subList(0, Math.min(MOST, s.ceilings().size()))) {
                lines.add(
                        line(
                                Texts.of(
                                        c.itself()
                                                ? "agreement.ceiling.itself"
                                                : "agreement.ceiling.with",
                                        c.annotator(),
                                        c.with(),
                                        c.n()),
                                "F1 " + Words.share(c.f1().value()),
                                Words.interval(c.f1().low(), c.f1().high())));
            }
        }
        lines.add(head("agreement.twice", "agreement.twice.tip"));
        List<PairAgreement> repeats = r.pairs().stream().filter(PairAgreement::repeat).toList();
        for (PairAgreement p : repeats) {
            lines.add(
                    line(
                            Texts.of("agreement.repeat", p.first(), p.second(), p.n()),
                            "\u03ba " + Words.share(p.weightedKappa().value()),
                            Words.interval(p.weightedKappa().low(), p.weightedKappa().high())));
        }
        for (AgreementReport.Corrected c : r.corrections()) {
            lines.add(
                    line(
                            Texts.of("agreement.corrected", c.annotator(), Words.count(c.looks())),
                            Texts.of("agreement.kept", Words.count(c.kept())),
                            String.format(Locale.ROOT, "%+.2f", c.shift())));
        }
        if (repeats.isEmpty()) {
            lines.add(Parts.paragraph(Texts.of("agreement.twice.none"), "hb-muted", "hb-small"));
        }
        more.getChildren().setAll(lines);
    }

    private static Label head(String key, String tip) {
        Label label = Parts.heading(Texts.of(key));
        label.setStyle("-fx-padding: 12 0 0 0;");
        label.setTooltip(new Tooltip(Texts.of(tip)));
        return label;
    }

    private void pair(PairAgreement p) {
        pairTitle.setText(Texts.of("agreement.pair", p.first(), p.second()));
        pairTitle.setMinWidth(0);
        pairWords.setText(Texts.of("agreement.pair.words", p.first(), p.second()));
        grid.show(p.confusion(), p.lowest(), null);
        figures.getChildren()
                .setAll(
                        line("agreement.weighted.long", p.weightedKappa()),
                        line("agreement.linear.long", p.linearKappa()),
                        line("agreement.kappa.long", p.kappa()),
                        line("agreement.spearman.long", p.spearman()),
                        line("agreement.exact.long", p.exact()),
                        line(
                                Texts.of("agreement.shift", p.second()),
                                String.format(Locale.ROOT, "%+.2f", p.shift().value()),
                                String.format(
                                        Locale.ROOT,
                                        "%+.2f to %+.2f",
                                        p.shift().low(),
                                        p.shift().high())));
    }

    private static HBox line(String key, Estimate e) {
        return line(Texts.of(key), Words.share(e.value()), Words.interval(e.low(), e.high()));
    }

    private static HBox line(String name, String value, String interval) {
        Label said = Parts.muted(name);
        said.setMinWidth(0);
        said.setTooltip(new Tooltip(name));
        Label figure = Parts.text(value, "hb-strong");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        Label between = Parts.text(interval, "hb-muted", "hb-small");
        between.setMinWidth(84);
        between.setAlignment(Pos.CENTER_RIGHT);
        HBox row = Parts.row(8, said, Parts.spacer(), figure, between);
        row.getStyleClass().addAll("hb-line", "hb-tight");
        return row;
    }
}
