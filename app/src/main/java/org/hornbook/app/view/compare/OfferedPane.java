package org.hornbook.app.view.compare;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.FactTable;
import org.hornbook.app.kit.Parts;
import org.hornbook.classify.ClassifierManifest;

/// What a classifier's file holds, before it is brought in: how it is made, whom it imitates, how
/// well, and under which name and beside which corpus it is to be shown.
final class OfferedPane {
    private final ExchangeViewModel model;
    private final VBox facts = new VBox(8);
    private final TextField name = new TextField();
    private final ComboBox<String> corpus = new ComboBox<>();
    private final Label hint = Parts.paragraph("", "hb-muted", "hb-small");
    private final Button go;
    private final ScrollPane scroll;
    private Optional<ExchangeState.Offered> offered = Optional.empty();

    OfferedPane(ExchangeViewModel model) {
        this.model = model;
        name.setId("offered-name");
        corpus.setId("offered-corpus");
        corpus.setMaxWidth(Double.MAX_VALUE);
        hint.setId("offered-hint");
        facts.setId("offered-facts");
        go = Parts.primary(Texts.of("exchange.take"), "", this::take);
        go.setId("offered-go");
        Button close = Parts.iconButton("fth-x", Texts.of("close"), model::thanks);
        close.setId("offered-close");
        name.textProperty().addListener(o -> say());
        name.setOnAction(e -> take());
        corpus.setOnAction(e -> say());
        VBox card =
                Parts.card(
                        Parts.row(
                                8,
                                Parts.heading(Texts.of("exchange.title")),
                                Parts.spacer(),
                                close),
                        facts,
                        TrainPane.field("exchange.name", name),
                        TrainPane.field("exchange.corpus", corpus),
                        hint,
                        Parts.row(
                                12,
                                go,
                                Parts.copyCommand(
                                        () ->
                                                model.takeCommand(
                                                        name.getText(), corpus.getValue()))));
        scroll = new ScrollPane(card);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        model.state().show(this::show);
    }

    Node node() {
        return scroll;
    }

    void focus() {
        scroll.applyCss(); // only then its content is part of the window
        name.requestFocus();
    }

    private void take() {
        if (!go.isDisabled()) {
            model.take(name.getText(), corpus.getValue());
        }
    }

    private void show(ExchangeState s) {
        if (!s.offered().equals(offered)) {
            offered = s.offered();
            offered.ifPresent(this::fill);
        }
        say();
    }

    private void fill(ExchangeState.Offered o) {
        ClassifierManifest m = o.manifest();
        FactTable table = new FactTable();
        table.fact(Texts.of("exchange.fact.name"), m.name());
        table.fact(
                Texts.of("exchange.fact.recipe"),
                Texts.of(
                        "compare.recipe."
                                + TrainingViewModel.word(m.recipe().path("recipe").asText())));
        table.fact(Texts.of("exchange.fact.imitates"), m.annotator().name());
        table.fact(
                Texts.of("exchange.fact.learned"),
                Texts.of("exchange.fact.labels", Words.count(m.labels()), m.corpus()));
        table.fact(
                Texts.of("exchange.fact.held"),
                Texts.of(
                        "exchange.fact.figures",
                        Words.share(m.evaluation().f1()),
                        Words.share(m.evaluation().auc()),
                        Words.share(m.evaluation().spearman())));
        facts.getChildren().setAll(table);
        name.setText(o.freeName());
        corpus.getItems().setAll(o.corpora());
        corpus.setValue(o.corpus().orElse(o.corpora().isEmpty() ? null : o.corpora().getFirst()));
    }

    private void say() {
        if (offered.isEmpty()) {
            return;
        }
        ExchangeState.Offered o = offered.get();
        boolean named = !name.getText().isBlank();
        boolean free = !o.taken().contains(name.getText().strip());
        hint.setText(
                !o.encoder()
                        ? Texts.of("exchange.noencoder", o.manifest().readsModel())
                        : !free
                                ? Texts.of("exchange.there", name.getText().strip())
                                : o.corpus().isEmpty()
                                        ? Texts.of("exchange.elsewhere", o.manifest().corpus())
                                        : Texts.of("exchange.hint"));
        go.setDisable(
                !o.encoder() || !named || corpus.getValue() == null || model.state().get().runs());
    }
}
