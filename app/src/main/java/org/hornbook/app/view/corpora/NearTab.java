package org.hornbook.app.view.corpora;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.RowsTable;
import org.hornbook.corpus.clean.Keep;
import org.hornbook.corpus.clean.NearDuplicatesJob;
import org.hornbook.corpus.clean.NearRepository;

/// Groups of documents that are nearly the same, two of a group side by side, and keeping one.
final class NearTab {
    private final Desk desk;
    private final CleanViewModel model;
    private final TextField threshold = new TextField("" + NearDuplicatesJob.USUAL);
    private final ComboBox<String> rule = new ComboBox<>();
    private final Button keep;
    private final Button again;
    private final Label about = Parts.paragraph("", "hb-muted", "hb-small");
    private final RowsTable table = new RowsTable();
    private final FlowPane members = new FlowPane(6, 6);
    private final Label alike = Parts.text("", "hb-strong");
    private final Button keepLeft;
    private final Button keepRight;
    private final SideBySide texts = new SideBySide();
    private final HBox both = new HBox(16);
    private final VBox found = new VBox(8);
    private final StackPane box = new StackPane();
    private List<CleanState.Group> shown = List.of();
    private CleanState.Open open;

    NearTab(Desk desk, CleanViewModel model) {
        this.desk = desk;
        this.model = model;
        threshold.setPrefColumnCount(4);
        threshold.setId("clean-threshold");
        rule.setId("clean-rule");
        again = Parts.button(Texts.of("clean.near.again"), this::search);
        again.setId("clean-search-again");
        keep = Parts.primary("", "", this::keepAll);
        keep.setId("clean-keep");
        keepLeft = Parts.button(Texts.of("clean.keep.left"), () -> keepOne(true));
        keepLeft.setId("clean-keep-left");
        keepRight = Parts.button(Texts.of("clean.keep.right"), () -> keepOne(false));
        keepRight.setId("clean-keep-right");
        table.setId("clean-groups");
        table.columns(
                List.of(
                        new RowsTable.Column(
                                "line", Texts.of("clean.column.first"), 120, true, false, true),
                        new RowsTable.Column(
                                "members",
                                Texts.of("clean.column.members"),
                                76,
                                false,
                                true,
                                false),
                        new RowsTable.Column(
                                "left", Texts.of("clean.column.left"), 56, false, true, false)));
        table.onChosen(
                row -> {
                    if (row >= 0 && row < shown.size()) {
                        model.open(shown.get(row).group(), Optional.empty());
                    }
                });
        desk.settings().show(s -> table.fontSize(s.fontSize()));
        build();
    }

    private void build() {
        Label how = Parts.text(Texts.of("clean.near.from"), "hb-muted");
        how.setLabelFor(threshold);
        FlowPane line =
                new FlowPane(
                        10,
                        6,
                        Parts.row(6, how, threshold, again),
                        Parts.row(6, rule, keep),
                        Parts.copyCommand(
                                () -> model.searchCommand(from(), Optional.of(chosen()))));
        line.setRowValignment(javafx.geometry.VPos.CENTER);
        VBox left = new VBox(table);
        VBox.setVgrow(table, Priority.ALWAYS);
        left.setPrefWidth(380);
        left.setMinWidth(260);
        members.setMinHeight(Region.USE_PREF_SIZE);
        FlowPane decide = new FlowPane(8, 6, alike, keepLeft, keepRight);
        decide.setRowValignment(javafx.geometry.VPos.CENTER);
        VBox right = new VBox(8, members, decide, texts.node());
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        both.getChildren().setAll(left, right);
        VBox.setVgrow(both, Priority.ALWAYS);
        found.getChildren().setAll(line, about, both);
    }

    /// Searches with the similarity that is written.
    void search() {
        try {
            double from = from();
            if (from < 0.3 || from > 1) {
                throw new NumberFormatException();
            }
            model.search(from);
        } catch (NumberFormatException e) {
            desk.notice().set(Texts.of("clean.near.wrong", threshold.getText()));
        }
    }

    private double from() {
        return Double.parseDouble(threshold.getText().strip());
    }

    private Keep chosen() {
        int at = rule.getSelectionModel().getSelectedIndex();
        return switch (at) {
            case 0, -1 -> new Keep.Longest();
            case 1 -> new Keep.Earliest();
            default -> new Keep.HighestScore(model.state().get().near().classifiers().get(at - 2));
        };
    }

    private void keepAll() {
        model.keep(chosen(), false);
    }

    private void keepOne(boolean left) {
        if (open != null) {
            model.keep(new Keep.This(left ? open.left().id() : open.right().id()), true);
        }
    }

    Node show(CleanState s) {
        boolean busy = !s.running().isEmpty();
        if (s.near().run().isEmpty()) {
            return never(busy);
        }
        NearRepository.Run run = s.near().run().get();
        again.setDisable(busy);
        rules(s.near().classifiers());
        keep.setText(Texts.of("clean.keep.all", Words.count(run.open())));
        keep.setDisable(run.open() == 0 || busy);
        about.setText(
                run.groups() == 0
                        ? Texts.of("clean.near.none", Words.figure(run.threshold()))
                        : Texts.of(
                                        "clean.near.about",
                                        Words.count(run.members()),
                                        Words.count(run.groups()),
                                        Words.count(run.documents()),
                                        Words.figure(run.threshold()),
                                        Words.ago(Duration.between(run.made(), Instant.now())))
                                + (run.groups() > s.near().groups().size()
                                        ? " "
                                                + Texts.of(
                                                        "clean.near.some", s.near().groups().size())
                                        : ""));
        groups(s.near().groups());
        s.near().open().ifPresent(this::open);
        Parts.show(texts.node(), s.near().open().isPresent());
        Parts.show(both, !s.near().groups().isEmpty());
        put(found);
        return box;
    }

    private Node never(boolean busy) {
        Button go = Parts.primary(Texts.of("clean.near.go"), "", this::search);
        go.setId("clean-search");
        go.setDisable(busy);
        put(
                Parts.empty(
                        "fth-copy",
                        Texts.of("clean.near.never"),
                        go,
                        Parts.copyCommand(() -> model.searchCommand(from(), Optional.empty()))));
        return box;
    }

    private void put(Node node) {
        if (box.getChildren().isEmpty() || box.getChildren().getFirst() != node) {
            box.getChildren().setAll(node);
        }
    }

    private void rules(List<String> classifiers) {
        List<String> names = new ArrayList<>();
        names.add(Texts.of("clean.rule.longest"));
        names.add(Texts.of("clean.rule.earliest"));
        classifiers.forEach(c -> names.add(Texts.of("clean.rule.score", c)));
        if (!rule.getItems().equals(names)) {
            rule.getItems().setAll(names);
            rule.getSelectionModel().select(0);
        }
    }

    private void groups(List<CleanState.Group> groups) {
        if (groups.equals(shown)) {
            return;
        }
        boolean same =
                groups.size() == shown.size()
                        && java.util.stream.IntStream.range(0, groups.size())
                                .allMatch(
                                        i ->
                                                groups.get(i)
                                                        .group()
                                                        .first()
                                                        .equals(shown.get(i).group().first()));
        shown = groups;
        RowsTable.Source source =
                new RowsTable.Source() {
                    @Override
                    public int size() {
                        return groups.size();
                    }

                    @Override
                    public RowsTable.Cell cell(int row, RowsTable.Column column) {
                        CleanState.Group g = groups.get(row);
                        return RowsTable.Cell.of(
                                switch (column.id()) {
                                    case "line" -> g.line();
                                    case "members" -> Words.count(g.group().members());
                                    default -> Words.count(g.group().standing());
                                });
                    }
                };
        if (same) {
            table.refresh(source);
        } else {
            table.show(source);
        }
    }

    private void open(CleanState.Open next) {
        if (next.equals(open)) {
            return;
        }
        open = next;
        members.getChildren().clear();
        next.members().stream()
                .limit(24)
                .forEach(
                        m -> {
                            boolean on = m.document().equals(next.right().id());
                            Label pill =
                                    Parts.pill(
                                            m.key()
                                                    + "  "
                                                    + Words.figure(m.similarity())
                                                    + (m.removed() ? "  \u2715" : ""),
                                            m.removed() ? "drop" : on ? "info" : "plain");
                            pill.getStyleClass().add("hb-chip");
                            pill.setAccessibleText(
                                    Texts.of(
                                            m.removed() ? "clean.member.removed" : "clean.member",
                                            m.key(),
                                            Words.figure(m.similarity())));
                            members.getChildren()
                                    .add(
                                            Parts.clickable(
                                                    pill,
                                                    p ->
                                                            model.open(
                                                                    next.group(),
                                                                    Optional.of(m.document()))));
                        });
        if (next.group().members() > 24) {
            members.getChildren()
                    .add(
                            Parts.text(
                                    Texts.of(
                                            "clean.more", Words.count(next.group().members() - 24)),
                                    "hb-muted",
                                    "hb-small"));
        }
        alike.setText(Texts.of("clean.alike", Words.figure(next.similarity())));
        boolean decided = next.group().standing() < 2;
        keepLeft.setDisable(decided);
        keepRight.setDisable(decided);
        texts.left(name(next, true), next.left().text(), next.difference().left());
        texts.right(name(next, false), next.right().text(), next.difference().right());
    }

    private static String name(CleanState.Open o, boolean left) {
        var document = left ? o.left() : o.right();
        return document.key()
                + " \u00b7 "
                + Texts.of("reader.characters", Words.count(document.text().length()));
    }
}
