package org.hornbook.app.hub;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.ModelFit;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.hub.HubFile;
import org.hornbook.hub.HubRepository;
import org.hornbook.hub.RepositoryCard;
import org.hornbook.hub.RepositoryKind;

/// One repository: what it is, whether it may be had and used, its files to choose from, and the
/// button that downloads them.
final class HubFiles {
    private final HubViewModel model;
    private final VBox about = new VBox(4);
    private final Label count = Parts.text("", "hb-muted", "hb-small");
    private final ListView<HubFile> list = new ListView<>();
    private final Label sum = Parts.text("");
    private final Label where = Parts.paragraph("", "hb-muted", "hb-small");
    private final Button go;
    private final Hyperlink converted;
    private final TextField filter = new TextField();
    private final VBox box;
    private HubState.Opened shown;

    HubFiles(Desk desk, HubViewModel model) {
        this.model = model;
        this.go = Parts.primary("", Texts.of("hub.download.key"), model::download);
        this.converted = Parts.link(Texts.of("hub.converted"), model::converted);
        list.setId("hub-files");
        list.getStyleClass().add("hb-list");
        list.setCellFactory(l -> new Row());
        list.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    HubFile file = list.getSelectionModel().getSelectedItem();
                    if (e.getCode() == KeyCode.SPACE && file != null) {
                        e.consume();
                        model.choose(file.path(), !shown.chosen().contains(file.path()));
                    }
                });
        filter.setId("hub-filter");
        filter.setPromptText(Texts.of("hub.filter"));
        filter.setPrefColumnCount(18);
        filter.textProperty().addListener(o -> model.filter(filter.getText()));
        go.setId("hub-download");
        converted.setId("hub-converted");
        where.setId("hub-where");
        sum.setId("hub-sum");
        sum.setMinWidth(0);
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setMinHeight(90);
        FlowPane choices =
                new FlowPane(
                        10,
                        4,
                        filter,
                        count,
                        Parts.link(Texts.of("hub.usual"), model::chooseUsual),
                        Parts.link(Texts.of("hub.all"), model::chooseAll),
                        Parts.link(Texts.of("hub.nothing"), model::chooseNone),
                        converted);
        choices.setAlignment(Pos.CENTER_LEFT);
        Hyperlink command = Parts.copyCommand(model::command);
        command.setId("hub-command");
        HBox foot = Parts.row(10, sum, Parts.spacer(), command, go);
        box = Parts.column(8, about, choices, list, where, foot);
    }

    Node node() {
        return box;
    }

    void focus() {
        list.requestFocus();
    }

    void show(HubState s) {
        if (s.opened().isEmpty()) {
            return;
        }
        HubState.Opened o = s.opened().get();
        boolean other = shown == null || !shown.listing().equals(o.listing());
        boolean told =
                !other
                        && shown.card().equals(o.card())
                        && shown.fit().equals(o.fit())
                        && shown.token() == o.token();
        shown = o;
        if (!told) {
            about(o, !s.hits().isEmpty());
        }
        if (other) {
            filter.setText(o.filter());
        }
        List<HubFile> files = o.shown();
        if (other || !list.getItems().equals(files)) {
            list.getItems().setAll(files);
            list.getSelectionModel().selectFirst();
        }
        list.refresh();
        int n = o.chosen().size();
        count.setText(
                Texts.of("hub.chosen", Words.count(n), Words.count(o.listing().files().size())));
        long here = o.bytes() - o.missing();
        sum.setText(
                here == 0 || n == 0
                        ? ""
                        : o.missing() == 0
                                ? Texts.of("hub.here.all")
                                : Texts.of("hub.here", Words.bytes(here)));
        where.setText(Texts.of("hub.where", o.folder()));
        go.setText(
                o.missing() == 0
                        ? Texts.of("hub.use")
                        : Texts.of("hub.download", Words.bytes(o.missing())));
        go.setDisable(n == 0);
        Parts.show(
                converted,
                s.kind() == RepositoryKind.DATASET
                        && !o.listing().repository().revision().equals(HubRepository.CONVERTED));
    }

    private void about(HubState.Opened o, boolean found) {
        RepositoryCard card = o.card();
        Label name = Parts.text(o.listing().repository().id(), "hb-strong");
        name.setId("hub-name");
        name.setMinWidth(0);
        HBox head = Parts.row(8);
        if (found) {
            Hyperlink back = Parts.link(Texts.of("hub.back"), model::back);
            back.setId("hub-back");
            head.getChildren().add(back);
        }
        head.getChildren().add(name);
        Label access = HubHits.access(card);
        if (access != null) {
            access.setMinWidth(Region.USE_PREF_SIZE);
            head.getChildren().add(access);
        }
        head.getChildren().add(Parts.spacer());
        Hyperlink page = Parts.link(Texts.of("hub.page"), () -> Parts.copy(o.page()));
        page.setTooltip(new Tooltip(o.page()));
        head.getChildren().add(page);
        String commit = o.listing().commit();
        about.getChildren()
                .setAll(
                        head,
                        Parts.paragraph(
                                HubHits.facts(card)
                                        + " \u00b7 "
                                        + Texts.of(
                                                "hub.revision",
                                                o.listing().repository().revision(),
                                                commit.substring(0, 7)),
                                "hb-muted",
                                "hb-small"));
        o.fit().ifPresent(fit -> about.getChildren().add(fit(fit)));
        if (o.fit().isEmpty() && o.listing().repository().kind() == RepositoryKind.MODEL) {
            about.getChildren().add(Parts.paragraph(Texts.of("hub.runs.unknown"), "hb-small"));
        }
        if (access != null) {
            Label terms = Parts.paragraph(terms(card, o), "hb-small");
            terms.setId("hub-terms");
            about.getChildren().add(terms);
        }
    }

    private static Node fit(ModelFit fit) {
        Label pill =
                Parts.pill(
                        Texts.of(fit.runs() ? "hub.runs" : "hub.runs.not"),
                        fit.runs() ? "keep" : "review");
        pill.setMinWidth(Region.USE_PREF_SIZE);
        List<String> words = new java.util.ArrayList<>();
        if (!fit.family().isEmpty()) {
            words.add(Texts.of("hub.family", fit.family()));
        }
        if (fit.parameters() > 0) {
            words.add(Texts.of("hub.parameters", Words.compact(fit.parameters())));
        }
        if (!fit.runs()) {
            words.add(fit.why());
        }
        Label said = Parts.paragraph(String.join(" \u00b7 ", words), "hb-small");
        said.setId("hub-fit");
        HBox.setHgrow(said, Priority.ALWAYS);
        return Parts.row(8, pill, said);
    }

    private static String terms(RepositoryCard card, HubState.Opened o) {
        return switch (card.access()) {
            case OPEN -> "";
            case GATED -> Texts.of(o.token() ? "hub.terms.token" : "hub.terms", o.page());
            case GATED_BY_HAND ->
                    Texts.of(o.token() ? "hub.terms.hand.token" : "hub.terms.hand", o.page());
            case PRIVATE -> Texts.of("hub.terms.private");
        };
    }

    private final class Row extends ListCell<HubFile> {
        private final CheckBox chosen = new CheckBox();
        private final Label here = Parts.text(Texts.of("hub.cached"), "hb-muted", "hb-small");
        private final Label size = Parts.text("", "hb-muted");
        private final HBox row;

        Row() {
            chosen.setFocusTraversable(false);
            chosen.setMinWidth(0);
            chosen.setOnAction(e -> model.choose(getItem().path(), chosen.isSelected()));
            size.setMinWidth(74);
            size.setAlignment(Pos.CENTER_RIGHT);
            here.setMinWidth(Region.USE_PREF_SIZE);
            row = Parts.row(8, chosen, Parts.spacer(), here, size);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(HubFile file, boolean empty) {
            super.updateItem(file, empty);
            if (empty || shown == null) {
                setGraphic(null);
                return;
            }
            chosen.setText(file.path());
            chosen.setMnemonicParsing(false);
            chosen.setSelected(shown.chosen().contains(file.path()));
            size.setText(Words.bytes(file.size()));
            Parts.show(here, shown.here().contains(file.path()));
            setGraphic(row);
        }
    }
}
