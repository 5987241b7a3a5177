package org.hornbook.app.view.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Token;
import org.hornbook.app.kit.Parts;
import org.hornbook.chat.Author;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Source;
import org.hornbook.chat.Turn;
import org.hornbook.chat.TurnReply;
import org.hornbook.infer.Reply;

/// One model's pane: who it is, what it was asked and said, how fast.
final class PaneView extends VBox {
    private static final double AT_END = 0.97;
    private static final int NARROWEST = 19; // times the size of text
    private static final int NARROW = 24;

    private final Desk desk;
    private final ChatViewModel model;
    private final Source source;
    private final Circle dot = new Circle(4);
    private final Label name = Parts.text("", "hb-strong", "hb-pane-name");
    private final Label precision = Parts.text("", "hb-muted", "hb-pane-precision");
    private final Label mark = Parts.text("", "hb-mono", "hb-muted", "hb-pane-mark");
    private final Button menu;
    private final Tooltip who = new Tooltip();
    private final VBox turns = new VBox(14);
    private final ScrollPane scroll = new ScrollPane(turns);
    private final Label tokens = Parts.text("", "hb-muted", "hb-pane-tokens");
    private final Label speed = Parts.text("", "hb-muted", "hb-pane-speed");
    private final Label first = Parts.text("", "hb-muted", "hb-pane-first");
    private final Map<String, TurnCard> cards = new HashMap<>();
    private Optional<Reply> said = Optional.empty();
    private boolean atEnd = true;

    PaneView(Desk desk, ChatViewModel model, Source source) {
        this.desk = desk;
        this.model = model;
        this.source = source;
        menu = Parts.iconButton("fth-more-horizontal", Texts.of("chat.pane.menu"), this::openMenu);
        getStyleClass().add("hb-pane");
        name.setMinWidth(0);
        mark.setMinWidth(source.kind() == Source.Kind.REMOTE ? 0 : Region.USE_PREF_SIZE);
        precision.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = Parts.row(8, dot, name, precision, mark, Parts.spacer(), menu);
        head.getStyleClass().add("hb-pane-head");
        Tooltip.install(head, who);
        turns.getStyleClass().add("hb-pane-turns");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        scroll.addEventFilter(ScrollEvent.SCROLL, e -> atEnd = false);
        turns.heightProperty()
                .addListener(
                        o -> {
                            if (atEnd) {
                                Platform.runLater(() -> scroll.setVvalue(1));
                            }
                        });
        HBox foot = Parts.row(10, tokens, Parts.spacer(), speed, first);
        foot.getStyleClass().add("hb-pane-foot");
        for (Label label : List.of(tokens, speed, first)) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        getChildren().addAll(head, scroll, foot);
        desk.settings().show(s -> setMinWidth(NARROWEST * s.fontSize()));
        setPrefWidth(300);
        widthProperty().addListener(o -> figures());
        HBox.setHgrow(this, Priority.ALWAYS);
    }

    Source source() {
        return source;
    }

    /// @param place of the pane, from 1
    void show(ChatState s, Optional<ChatState.Live> live, int place) {
        setId("pane-" + place);
        head(s, place);
        List<TurnCard> shown = new ArrayList<>();
        List<Turn> path = s.conversation().path();
        List<Turn> seen = s.hidden() ? path.subList(path.size() - 1, path.size()) : path;
        for (Turn turn : seen) {
            boolean fresh = !cards.containsKey(turn.id());
            TurnCard card = cards.computeIfAbsent(turn.id(), t -> new TurnCard(model, source));
            atEnd |= fresh;
            card.show(
                    card(s, turn, path.indexOf(turn) + 1),
                    live.filter(l -> l.turn().equals(turn.id())));
            shown.add(card);
        }
        cards.values().retainAll(shown);
        if (!turns.getChildren().equals(shown)) {
            turns.getChildren().setAll(shown);
        }
        if (shown.isEmpty()) {
            turns.getChildren().setAll(waiting(s));
        }
        if (scroll.getVvalue() > AT_END) {
            atEnd = true;
        }
        foot(s, live);
    }

    private Label waiting(ChatState s) {
        ChatState.Pane pane = pane(s);
        return !pane.problem().isEmpty()
                ? Parts.paragraph(pane.problem(), "hb-bad")
                : Parts.paragraph(
                        pane.opening()
                                ? Texts.of("chat.opening", source.name())
                                : Texts.of("chat.pane.empty"),
                        "hb-muted");
    }

    private ChatState.Pane pane(ChatState s) {
        return s.panes().getOrDefault(source.key(), ChatState.Pane.OPENING);
    }

    private void head(ChatState s, int place) {
        boolean hidden = s.hidden();
        Optional<Author> author = pane(s).author();
        Token color = hidden ? Token.MUT : color();
        dot.setStyle("-fx-fill: " + color.css() + ";");
        name.setText(hidden ? Texts.of("chat.blind.name", place) : source.name());
        precision.setText(hidden ? "" : author.map(Author::precision).orElse(""));
        mark.setText(
                hidden
                        ? ""
                        : author.map(Author::mark)
                                .orElse(pane(s).opening() ? Texts.of("chat.opening.short") : ""));
        Parts.show(precision, !precision.getText().isEmpty());
        menu.setDisable(hidden);
        who.setText(hidden ? Texts.of("chat.blind.words") : about(s, author));
    }

    private String about(ChatState s, Optional<Author> author) {
        StringBuilder words = new StringBuilder(source.name());
        author.ifPresent(
                a ->
                        words.append('\n')
                                .append(
                                        a.fingerprint().isEmpty()
                                                ? a.server()
                                                : Texts.of("chat.sha", a.fingerprint())));
        s.choice(source)
                .ifPresent(
                        c -> {
                            words.append('\n').append(c.about());
                            if (c.template()) {
                                words.append('\n').append(Texts.of("chat.template"));
                            }
                        });
        if (source.kind() == Source.Kind.REMOTE) {
            words.append('\n').append(Texts.of("chat.remote"));
        } else {
            words.append('\n').append(Texts.of("chat.local"));
        }
        if (!pane(s).problem().isEmpty()) {
            words.append('\n').append(pane(s).problem());
        }
        return words.toString();
    }

    private Token color() {
        return desk.series().of(source.name());
    }

    private TurnCard.Shown card(ChatState s, Turn turn, int number) {
        Conversation c = s.conversation();
        List<Turn> branches = c.branches(turn);
        List<TurnReply> all = turn.by(source.key());
        Optional<TurnReply> reply = turn.shown(source.key());
        return new TurnCard.Shown(
                turn.id(),
                number,
                turn.prompt(),
                turn.form(),
                turn.task(),
                branches.indexOf(turn) + 1,
                branches.size(),
                reply,
                reply.map(all::indexOf).orElse(-1) + 1,
                all.size(),
                reply.filter(r -> s.judging().contains(r.id())).isPresent(),
                s.hidden(),
                source.kind() != Source.Kind.REMOTE,
                color(),
                pane(s).author(),
                reply.flatMap(model.tokens()::of));
    }

    private void foot(ChatState s, Optional<ChatState.Live> live) {
        Optional<Reply> reply = s.leaf().flatMap(t -> t.shown(source.key())).map(TurnReply::reply);
        boolean writing = live.filter(ChatState.Live::goesOn).isPresent();
        boolean silent = s.hidden() || writing || reply.isEmpty();
        tokens.setText(
                s.hidden()
                        ? Texts.of("chat.blind.foot")
                        : writing
                                ? Texts.of(live.get().waits() ? "chat.waits" : "chat.writing")
                                : "");
        said = silent ? Optional.empty() : reply;
        speed.setText(silent ? "" : ChatWords.speed(reply.get()));
        figures();
        tokens.setTooltip(
                silent
                        ? null
                        : new Tooltip(Texts.of("chat.foot.prompt", reply.get().promptTokens())));
        speed.setTooltip(new Tooltip(Texts.of("chat.foot.speed")));
        first.setTooltip(new Tooltip(Texts.of("chat.foot.first")));
    }

    /// In a narrow pane the words around the figures are left to the tooltips.
    private void figures() {
        boolean narrow = getWidth() < NARROW * desk.settings().get().fontSize();
        first.setText(said.map(r -> ChatWords.first(r, narrow)).orElse(""));
        said.ifPresent(r -> tokens.setText(ChatWords.tokens(r, narrow)));
    }

    private void openMenu() {
        ContextMenu open = new ContextMenu();
        Menu change = new Menu(Texts.of("chat.pane.change"));
        ChatState s = model.state().get();
        for (ModelChoice choice : s.choices()) {
            MenuItem item = new MenuItem(choice.source().name());
            item.setDisable(s.conversation().sources().contains(choice.source()));
            item.setOnAction(e -> model.replace(source, choice.source()));
            change.getItems().add(item);
        }
        MenuItem copy = new MenuItem(Texts.of("chat.pane.copy"));
        copy.setOnAction(e -> Parts.copy(model.all(source)));
        MenuItem command = new MenuItem(Texts.of("copy.command"));
        command.setDisable(model.command(source).isEmpty());
        command.setOnAction(e -> model.command(source).ifPresent(Parts::copy));
        MenuItem remove = new MenuItem(Texts.of("chat.pane.remove"));
        remove.setDisable(s.conversation().sources().size() < 2);
        remove.setOnAction(e -> model.remove(source));
        open.getItems().addAll(change, copy, command, remove);
        open.show(menu, Side.BOTTOM, 0, 0);
    }
}
