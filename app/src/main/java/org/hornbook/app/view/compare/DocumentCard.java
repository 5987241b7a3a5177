package org.hornbook.app.view.compare;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.decided.DecidedNote;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.CodeView;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.PythonColours;
import org.hornbook.corpus.DocumentId;

/// A document on which the two differ: both opinions, the text, why, what reads alike; and the
/// question who is right.
final class DocumentCard {
    private final Desk desk;
    private final ReviewViewModel review;
    private final TrainingViewModel training;
    private final Label title = Parts.heading("");
    private final Label place = Parts.muted("");
    private final FlowPane opinions = new FlowPane(6, 4);
    private final CodeView text = new CodeView();
    private final Label why = Parts.paragraph("", "hb-muted");
    private final FlowPane near = new FlowPane(8, 0);
    private final HBox votes = new HBox(4);
    private final Label last = Parts.text("", "hb-muted", "hb-small");
    private final VBox body = new VBox(8);
    private final StackPane centre = new StackPane();
    private final VBox card = Parts.card();
    private CompareState compared = CompareState.FIRST;
    private DocumentId shown;
    private int low = Integer.MIN_VALUE;
    private int high;

    DocumentCard(
            Desk desk, ReviewViewModel review, TrainingViewModel training, DecidedNote decided) {
        this.desk = desk;
        this.review = review;
        this.training = training;
        title.setId("compare-title");
        title.setMinWidth(0);
        place.setId("compare-place");
        place.setMinWidth(Region.USE_PREF_SIZE);
        opinions.setId("compare-opinions");
        text.setId("compare-text");
        why.setId("compare-why");
        near.setId("compare-near");
        last.setId("compare-last");
        last.setMinWidth(0);
        HBox.setHgrow(last, Priority.ALWAYS);
        last.setMaxWidth(Double.MAX_VALUE);
        last.setAlignment(Pos.CENTER_RIGHT);
        why.setMaxHeight(60);
        VBox.setVgrow(text, Priority.ALWAYS);
        VBox.setVgrow(centre, Priority.ALWAYS);
        Label asked = Parts.muted(Texts.of("compare.who"));
        asked.setMinWidth(Region.USE_PREF_SIZE);
        body.getChildren().setAll(opinions, text, why, near, decided.node());
        card.getChildren()
                .setAll(
                        Parts.row(8, title, Parts.spacer(), place),
                        centre,
                        Parts.row(10, asked, last),
                        votes);
    }

    Node node() {
        return card;
    }

    void show(CompareState s) {
        compared = s;
        s.compared().ifPresent(this::buttons);
    }

    private void buttons(Compared c) {
        if (c.rubric().lowest() == low && c.rubric().highest() == high) {
            return;
        }
        low = c.rubric().lowest();
        high = c.rubric().highest();
        votes.getChildren().clear();
        for (int value = low; value <= high; value++) {
            int said = value;
            Button button = new Button(String.valueOf(value));
            button.setId("right-" + value);
            button.getStyleClass().setAll("button", "hb-vote", "hb-strong");
            button.setMinWidth(24);
            button.setPrefWidth(40);
            HBox.setHgrow(button, Priority.SOMETIMES);
            button.setOnAction(e -> review.vote(said));
            String meaning = c.rubric().meanings().get(value - low);
            button.setTooltip(new Tooltip(meaning));
            button.setAccessibleText(value + ": " + meaning);
            votes.getChildren().add(button);
        }
        Button skip = Parts.button(Texts.of("compare.skip"), "S", review::skip);
        skip.setId("compare-skip");
        Button back = Parts.button(Texts.of("compare.back"), "P", review::back);
        back.setId("compare-back");
        votes.getChildren().addAll(skip, back);
    }

    void show(ReviewState s) {
        title.setText(s.title());
        place.setText(
                s.size() == 0
                        ? s.title().isEmpty() ? "" : Texts.of("compare.place.none")
                        : s.done()
                                ? Texts.of("compare.place.done", Words.count(s.size()))
                                : Texts.of(
                                        s.size() == 1 ? "compare.place.one" : "compare.place",
                                        Words.count(s.size()),
                                        Words.count(s.at() + 1)));
        last.setText(s.last());
        last.setTooltip(s.last().isEmpty() ? null : new Tooltip(s.last()));
        votes.getChildren().forEach(b -> b.setDisable(s.done()));
        votes.getChildren().stream()
                .filter(b -> "compare-back".equals(b.getId()))
                .forEach(b -> b.setDisable(s.at() == 0));
        if (s.title().isEmpty()) {
            centre.getChildren().clear();
        } else if (s.size() == 0) {
            centre.getChildren().setAll(Parts.empty("fth-check", empty(s)));
            shown = null;
        } else if (s.done()) {
            Button again = Parts.primary(Texts.of("compare.retrain"), "T", training::retrain);
            centre.getChildren()
                    .setAll(
                            Parts.empty(
                                    "fth-check",
                                    Texts.of(
                                            s.undoable() ? "compare.done.retrain" : "compare.done",
                                            Words.count(s.size())),
                                    s.undoable() ? new Node[] {again} : new Node[0]));
            shown = null;
        } else {
            s.opened().ifPresentOrElse(o -> show(s, o), centre.getChildren()::clear);
        }
    }

    private String empty(ReviewState s) {
        boolean none = compared.compared().filter(c -> c.pairs().size() == 0).isPresent();
        return Texts.of(
                none
                        ? "compare.none.pairs"
                        : s.cell().isPresent() ? "compare.none.cell" : "compare.none.largest");
    }

    private void show(ReviewState s, ReviewState.Opened o) {
        if (compared.compared().isEmpty()) {
            return;
        }
        if (!centre.getChildren().contains(body)) {
            centre.getChildren().setAll(body);
        }
        if (!o.document().id().equals(shown)) {
            shown = o.document().id();
            text.show(o.document().text(), PythonColours.isCode(o.document().text()), List.of());
        }
        opinions(o);
        String reason =
                o.label()
                        .filter(l -> !l.secondLook())
                        .map(org.hornbook.label.Label::rationale)
                        .orElse("");
        why.setText(reason.isEmpty() ? "" : "\u201c" + reason + "\u201d");
        why.setTooltip(reason.isEmpty() ? null : new Tooltip(reason));
        Parts.show(why, !reason.isEmpty());
        for (Node node : votes.getChildren()) {
            boolean mine =
                    o.mine().isPresent() && ("right-" + o.mine().getAsInt()).equals(node.getId());
            node.getStyleClass().remove("hb-on");
            if (mine) {
                node.getStyleClass().add("hb-on");
            }
        }
    }

    private void opinions(ReviewState.Opened o) {
        Compared c = compared.compared().orElseThrow();
        String annotator = c.annotator().name();
        opinions.getChildren().clear();
        o.label()
                .filter(l -> !l.secondLook())
                .ifPresent(
                        l ->
                                opinions.getChildren()
                                        .add(
                                                pill(
                                                        annotator,
                                                        String.valueOf(l.value()),
                                                        l.rationale())));
        if (!Double.isNaN(o.score())) {
            opinions.getChildren()
                    .add(
                            pill(
                                    c.classifier().name(),
                                    Words.figure(o.score()),
                                    Texts.of(
                                            o.heldOut()
                                                    ? "compare.score.held"
                                                    : "compare.score.whole")));
        }
        o.look()
                .ifPresent(
                        l ->
                                opinions.getChildren()
                                        .add(
                                                pill(
                                                        l.who(),
                                                        String.valueOf(l.value()),
                                                        Texts.of("compare.look.tip"))));
        for (ReviewState.Said said : o.others()) {
            opinions.getChildren().add(pill(said.who(), String.valueOf(said.value()), said.why()));
        }
    }

    private Node pill(String who, String value, String tip) {
        HBox pill =
                Parts.row(
                        6, TopLine.dot(desk, who), Parts.text(who), Parts.text(value, "hb-strong"));
        pill.getStyleClass().addAll("hb-pill", "hb-pill-plain");
        pill.setMaxHeight(Region.USE_PREF_SIZE);
        if (!tip.isEmpty()) {
            Tooltip.install(pill, new Tooltip(tip));
        }
        return pill;
    }

    void show(List<ReviewState.Near> alike) {
        near.getChildren().clear();
        if (alike.isEmpty()) {
            Parts.show(near, false);
            return;
        }
        Parts.show(near, true);
        near.getChildren().add(Parts.text(Texts.of("compare.near"), "hb-muted", "hb-small"));
        List<DocumentId> all = alike.stream().map(ReviewState.Near::document).toList();
        for (ReviewState.Near n : alike) {
            Hyperlink link =
                    Parts.link(
                            Texts.of("compare.near.one", n.label(), Words.figure(n.score())),
                            () -> review.these(Texts.of("compare.near.title"), all, n.document()));
            link.getStyleClass().add("hb-small");
            link.setTooltip(
                    new Tooltip(
                            Texts.of(
                                    "compare.near.tip",
                                    n.label(),
                                    Words.figure(n.score()),
                                    Words.percent(n.alike()))));
            near.getChildren().add(link);
        }
        double mean = alike.stream().mapToInt(ReviewState.Near::label).average().orElseThrow();
        Label sum =
                Parts.text(
                        Texts.of("compare.near.mean", Words.figure(mean)), "hb-muted", "hb-small");
        sum.setTooltip(new Tooltip(Texts.of("compare.near.mean.tip")));
        near.getChildren().add(sum);
    }
}
