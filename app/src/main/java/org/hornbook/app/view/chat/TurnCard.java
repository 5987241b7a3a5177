package org.hornbook.app.view.chat;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Token;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.PythonColours;
import org.hornbook.chat.Author;
import org.hornbook.chat.Form;
import org.hornbook.chat.Source;
import org.hornbook.chat.TurnReply;
import org.hornbook.infer.StopReason;

/// One turn in one pane: the prompt, what the model made of it, and what can be done with that.
final class TurnCard extends VBox {
    private static final Token UNNAMED = Token.MUT;

    private final ChatViewModel model;
    private final Source source;
    private final CodeFlow reply = new CodeFlow();
    private final VBox below = new VBox(4);
    private Shown shown;
    private Optional<ChatState.Live> live = Optional.empty();

    /// What a card shows, apart from text that is being written.
    ///
    /// @param number of the prompt, from 1
    /// @param branch which of its branches it is, from 1
    /// @param version which of its replies is shown, from 1
    /// @param author of the pane's model, once it is open
    /// @param tokens of the reply, where they are to be seen
    record Shown(
            String turn,
            int number,
            String prompt,
            Form form,
            String task,
            int branch,
            int branches,
            Optional<TurnReply> reply,
            int version,
            int versions,
            boolean judging,
            boolean hidden,
            boolean continues,
            Token color,
            Optional<Author> author,
            Optional<TokensViewModel.Weighed> tokens) {}

    TurnCard(ChatViewModel model, Source source) {
        super(8);
        this.model = model;
        this.source = source;
        reply.getStyleClass().add("hb-reply");
    }

    void show(Shown next, Optional<ChatState.Live> writing) {
        boolean other = !next.equals(shown);
        shown = next;
        if (other) {
            CodeFlow prompt = new CodeFlow();
            prompt.getStyleClass().add("hb-prompt");
            prompt.show("", next.prompt().stripTrailing(), code(next.prompt()), false);
            getChildren().setAll(heading(), prompt, reply, below);
            Token color = next.hidden() ? UNNAMED : next.color();
            reply.setStyle(
                    "-fx-border-color: transparent transparent transparent " + color.css() + ";");
        }
        if (other || !writing.equals(live)) {
            live = writing;
            said();
        }
    }

    private boolean code(String words) {
        return !words.contains("```") && PythonColours.isCode(words);
    }

    private Node heading() {
        String name =
                shown.task().isEmpty()
                        ? Texts.of("chat.prompt", shown.number())
                        : Texts.of("chat.exercise", shown.number());
        Label label = Parts.text(name, "hb-muted", "hb-small");
        if (!shown.task().isEmpty()) {
            label.setTooltip(new Tooltip(shown.task()));
        }
        HBox row = Parts.row(6, label, Parts.spacer());
        if (shown.branches() > 1) {
            row.getChildren()
                    .add(
                            steps(
                                    "branch",
                                    shown.branch(),
                                    shown.branches(),
                                    by -> model.branch(shown.turn(), by)));
        }
        Hyperlink edit = small(Texts.of("chat.edit"), () -> model.edit(shown.turn()));
        edit.getStyleClass().add("hb-chat-edit");
        row.getChildren().add(edit);
        return row;
    }

    private void said() {
        if (live.isPresent() && live.get().goesOn()) {
            writing(live.get());
        } else if (live.isPresent()) {
            problem(live.get().problem());
        } else if (shown.reply().isPresent()) {
            written(shown.reply().get());
        } else {
            Parts.show(reply, false);
            below.getChildren()
                    .setAll(
                            Parts.row(
                                    8,
                                    Parts.text(Texts.of("chat.unasked"), "hb-muted", "hb-small"),
                                    small(
                                            Texts.of("chat.ask"),
                                            () -> model.again(shown.turn(), source))));
        }
    }

    private void writing(ChatState.Live now) {
        Parts.show(reply, !now.waits() || !now.text().isEmpty());
        words(now.text(), !now.waits());
        Label pill = Parts.pill(Texts.of(now.waits() ? "chat.waits" : "chat.writing"), "info");
        below.getChildren().setAll(pill);
    }

    private void problem(String why) {
        Parts.show(reply, false);
        Label said = Parts.paragraph(why, "hb-bad", "hb-small");
        below.getChildren()
                .setAll(
                        said,
                        small(
                                Texts.of("chat.again.problem"),
                                () -> model.again(shown.turn(), source)));
    }

    private void written(TurnReply r) {
        Parts.show(reply, true);
        words(r.text(), false);
        FlowPane row = new FlowPane(8, 2);
        row.setAlignment(Pos.CENTER_LEFT);
        verdict(r).ifPresent(row.getChildren()::add);
        String stop = ChatWords.stop(r.reply().stop());
        if (!stop.isEmpty()) {
            row.getChildren().add(Parts.text(stop, "hb-muted", "hb-small"));
        }
        if (shown.versions() > 1) {
            row.getChildren()
                    .add(
                            steps(
                                    "version",
                                    shown.version(),
                                    shown.versions(),
                                    by -> model.version(shown.turn(), source, by)));
        }
        FlowPane links = new FlowPane(8, 2);
        links.setAlignment(Pos.CENTER_RIGHT);
        if (!shown.task().isEmpty() && !r.verdict().given() && !shown.judging()) {
            links.getChildren()
                    .add(
                            link(
                                    "run",
                                    () ->
                                            model.state()
                                                    .get()
                                                    .conversation()
                                                    .turn(shown.turn())
                                                    .ifPresent(t -> model.run(t, r))));
        }
        if (shown.continues() && !shown.hidden()) {
            links.getChildren().add(link("tokens", () -> model.tokens().toggle(shown.turn(), r)));
        }
        links.getChildren().add(link("copy", () -> Parts.copy(r.text())));
        links.getChildren().add(link("again", () -> model.again(shown.turn(), source)));
        StopReason why = r.reply().stop();
        if (shown.continues() && (why == StopReason.MAX_TOKENS || why == StopReason.CANCELLED)) {
            links.getChildren().add(link("continue", () -> model.resume(shown.turn(), r)));
        }
        HBox all = new HBox(8, row, links);
        HBox.setHgrow(row, Priority.SOMETIMES);
        HBox.setHgrow(links, Priority.ALWAYS);
        row.setPrefWrapLength(110);
        links.setPrefWrapLength(120);
        row.setMinWidth(Region.USE_PREF_SIZE);
        below.getChildren().setAll(all);
        shown.tokens().map(TokensFlow::of).ifPresent(below.getChildren()::add);
        replaced(r);
    }

    /// The pane's model may have been trained anew since: then this was another one.
    private void replaced(TurnReply r) {
        if (!shown.hidden() && shown.author().filter(a -> !a.same(r.author())).isPresent()) {
            below.getChildren()
                    .addFirst(
                            Parts.paragraph(
                                    Texts.of("chat.replaced", r.author().words()),
                                    "hb-muted",
                                    "hb-small"));
        }
    }

    private Optional<Node> verdict(TurnReply r) {
        if (shown.judging()) {
            return Optional.of(Parts.pill(Texts.of("chat.running"), "info"));
        }
        if (!r.verdict().given()) {
            return Optional.empty();
        }
        Label pill =
                r.verdict().passed()
                        ? Parts.pill(Texts.of("chat.passed"), "keep")
                        : Parts.pill(
                                Texts.of(
                                        r.verdict().outcome().equals("failed")
                                                ? "chat.wrong"
                                                : "chat.wrong.other",
                                        r.verdict().outcome()),
                                "drop");
        pill.getStyleClass().add("hb-verdict");
        String why = r.verdict().why().isEmpty() ? Texts.of("chat.passed.why") : r.verdict().why();
        pill.setTooltip(new Tooltip(why));
        pill.setAccessibleHelp(why);
        return Optional.of(pill);
    }

    /// A reply that goes on with a program begins where the prompt ended: on the next line, mostly.
    private void words(String words, boolean caret) {
        boolean turns = shown.form().hasTurns();
        boolean code = code(turns ? words : shown.prompt() + words);
        String drawn = turns ? words.strip() : words.replaceFirst("^\n+", "").stripTrailing();
        reply.show(code && !turns ? shown.prompt() + "\n" : "", drawn, code, caret);
    }

    private static Hyperlink link(String word, Runnable action) {
        Hyperlink link = small(Texts.of("chat.reply." + word), action);
        link.getStyleClass().add("hb-chat-" + word);
        return link;
    }

    private static Hyperlink small(String words, Runnable action) {
        Hyperlink link = Parts.link(words, action);
        link.getStyleClass().addAll("hb-quiet-link", "hb-small");
        return link;
    }

    private static Node steps(String id, int at, int of, java.util.function.IntConsumer step) {
        Hyperlink before = small("\u2039", () -> step.accept(-1));
        before.setAccessibleText(Texts.of("chat." + id + ".before"));
        before.setTooltip(new Tooltip(Texts.of("chat." + id + ".before")));
        before.getStyleClass().add("hb-" + id + "-before");
        before.setDisable(at <= 1);
        Hyperlink after = small("\u203a", () -> step.accept(1));
        after.setAccessibleText(Texts.of("chat." + id + ".after"));
        after.setTooltip(new Tooltip(Texts.of("chat." + id + ".after")));
        after.getStyleClass().add("hb-" + id + "-after");
        after.setDisable(at >= of);
        Label words = Parts.text(Texts.of("chat.of", at, of), "hb-muted", "hb-small");
        words.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = Parts.row(2, before, words, after);
        row.setMinWidth(Region.USE_PREF_SIZE);
        return row;
    }
}
