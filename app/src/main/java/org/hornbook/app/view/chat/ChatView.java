package org.hornbook.app.view.chat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.controlsfx.control.PopOver;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.chat.Form;
import org.hornbook.chat.Prompt;
import org.hornbook.chat.Source;
import org.hornbook.chat.TurnReply;

/// Up to four models side by side, one composer for all.
public final class ChatView implements Screen {
    private final Desk desk;
    private final Trials trials;
    private final ChatViewModel model;
    private final ConversationsViewModel kept;
    private final PromptsViewModel prompts;
    private final Composer composer;
    private final ConversationsPane conversations;
    private final SettingsPane settings;
    private final PromptsPane promptsPane;
    private final PopOver over = new PopOver();
    private final ToggleButton completion = segment("completion");
    private final ToggleButton chat = segment("chat");
    private final Button choose;
    private final Button column;
    private final Button blind;
    private final Button tuned;
    private final Button listed;
    private final Label about = Parts.muted("");
    private final HBox panes = new HBox(12);
    private final ScrollPane strip = new ScrollPane(panes);
    private final HBox middle = new HBox(12);
    private final HBox ballot = Parts.row(8);
    private final HBox tries = Parts.row(8);
    private final VBox box = new VBox();
    private final StackPane root = new StackPane(box);
    private final Map<String, PaneView> views = new HashMap<>();
    private Optional<Form> chatForm = Optional.empty(); // until one was chosen
    private boolean front;

    public ChatView(Desk desk) {
        this.desk = desk;
        this.trials = new Trials(desk);
        desk.hold(trials);
        this.model = new ChatViewModel(desk, trials);
        this.kept = new ConversationsViewModel(desk);
        this.prompts = new PromptsViewModel(desk, trials);
        this.composer = new Composer(model, this::dropped, root::requestFocus);
        this.conversations =
                new ConversationsPane(
                        model, kept, this::markdown, this::jsonLines, this::conversations);
        this.settings =
                new SettingsPane(
                        model, new MemoryPane(new MemoryViewModel(desk)).node(), this::settings);
        this.promptsPane = new PromptsPane(this::chosen);
        this.choose = Parts.button(Texts.of("chat.prompts"), "P", this::prompts);
        this.column = Parts.button(Texts.of("chat.column"), "C", this::column);
        this.blind = Parts.button(Texts.of("chat.blind"), "B", this::blind);
        this.tuned = Parts.button(Texts.of("chat.settings"), "S", this::settings);
        this.listed =
                Parts.iconButton(
                        "fth-list", Texts.of("chat.conversations.key"), this::conversations);
        build();
        model.state().show(s -> show());
        model.live().show(l -> show());
        model.tokens().state().show(t -> show());
        model.draft().show(composer::show);
        model.tally().show(settings::show);
        kept.shown().show(conversations::show);
        prompts.lists().show(promptsPane::show);
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                        kept.refresh();
                    }
                });
    }

    private void build() {
        ToggleGroup forms = new ToggleGroup();
        completion.setToggleGroup(forms);
        chat.setToggleGroup(forms);
        completion.setOnAction(e -> form(Form.COMPLETION));
        chat.setOnAction(e -> form(chatForm()));
        completion.getStyleClass().add("first");
        choose.setId("chat-prompts-button");
        column.setId("chat-column");
        blind.setId("chat-blind");
        tuned.setId("chat-settings");
        listed.setId("chat-conversations-button");
        about.setId("chat-about");
        about.setMinWidth(0);
        HBox segments = new HBox(completion, chat);
        segments.setMinWidth(Region.USE_PREF_SIZE);
        HBox top =
                Parts.row(
                        10, listed, segments, choose, about, Parts.spacer(), blind, tuned, column);
        HBox.setHgrow(about, Priority.SOMETIMES);
        strip.setFitToHeight(true);
        strip.setFitToWidth(true);
        strip.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        strip.getStyleClass().add("hb-chat-strip");
        HBox.setHgrow(strip, Priority.ALWAYS);
        middle.getChildren().setAll(strip);
        VBox.setVgrow(middle, Priority.ALWAYS);
        middle.setMinHeight(120);
        ballot.setAlignment(Pos.CENTER);
        ballot.setId("chat-ballot");
        tries.setId("chat-tries");
        tries.getChildren()
                .setAll(
                        Parts.text(Texts.of("chat.try"), "hb-muted", "hb-small"),
                        Parts.button(Texts.of("chat.try.exercise"), "X", this::exercise),
                        Parts.button(Texts.of("chat.try.self"), () -> first("self-awareness")),
                        Parts.button(Texts.of("chat.try.code"), () -> first("code")),
                        Parts.button(Texts.of("chat.try.question"), () -> first("textbook")));
        box.getStyleClass().add("hb-view");
        box.getChildren().setAll(top, middle, ballot, tries, composer.node());
        root.setFocusTraversable(true);
        over.setContentNode(promptsPane.node());
        over.setArrowLocation(PopOver.ArrowLocation.TOP_LEFT);
        over.setDetachable(false);
        over.getStyleClass().add("hb-popover");
    }

    private static ToggleButton segment(String form) {
        ToggleButton button = new ToggleButton(Texts.of("chat." + form));
        button.getStyleClass().setAll("toggle-button", "hb-segment");
        button.setId("chat-" + form);
        return button;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void shown() {
        front = true;
        model.refresh();
        kept.refresh();
        prompts.refresh();
        composer.focus();
    }

    @Override
    public void hidden() {
        front = false;
        over.hide();
    }

    @Override
    public void accept(Errand errand) {
        if (errand instanceof Errand.Talk(List<String> checkpoints)) {
            model.talk(checkpoints);
        }
    }

    @Override
    public List<Command> commands() {
        List<Command> all = new ArrayList<>();
        all.add(Command.of("chat.compose", "do", "W", composer::focus));
        all.add(Command.of("chat.new", "do", "Shortcut+N", model::fresh));
        all.add(Command.of("chat.stop", "do", "Esc", model::writing, model::stop));
        all.add(Command.of("chat.again", "do", "R", this::asked, model::again));
        all.add(Command.of("chat.edit", "do", "E", this::asked, this::editLast));
        all.add(Command.of("chat.branch.before", "do", "Shift+Left", this::asked, () -> turn(-1)));
        all.add(Command.of("chat.branch.after", "do", "Shift+Right", this::asked, () -> turn(1)));
        all.add(Command.of("chat.exercise", "do", "X", this::exercise));
        all.add(Command.of("chat.run", "do", "T", this::asked, model::run));
        all.add(Command.of("chat.prompts", "do", "P", this::prompts));
        all.add(Command.of("chat.form", "do", "F", this::otherForm));
        all.add(Command.of("chat.blind", "do", "B", this::blind));
        for (int i = 0; i <= ChatViewModel.MOST; i++) {
            all.add(vote(i));
        }
        all.add(Command.of("chat.settings", "do", "S", this::settings));
        all.add(Command.of("chat.conversations", "do", "H", this::conversations));
        all.add(Command.of("chat.column", "do", "C", this::column));
        all.add(Command.of("chat.markdown", "do", null, this::asked, this::markdown));
        all.add(Command.of("chat.jsonl", "do", null, this::asked, this::jsonLines));
        all.add(
                Command.of(
                        "chat.undo",
                        "do",
                        "Shortcut+Z",
                        () -> !kept.shown().get().undo().isEmpty(),
                        kept::undo));
        return all;
    }

    private Command vote(int which) {
        return new Command(
                "chat.vote" + which,
                Texts.of("command.group.do"),
                which == 0 ? Texts.of("command.chat.tie") : Texts.of("command.chat.vote", which),
                KeyCombination.valueOf(String.valueOf(which)),
                () -> which <= model.state().get().contenders().size() && votable(),
                () -> vote(model, which));
    }

    private void vote(ChatViewModel to, int which) {
        to.vote(which);
        composer.focus();
    }

    private boolean asked() {
        return !model.state().get().conversation().turns().isEmpty();
    }

    private boolean votable() {
        return !model.state().get().contenders().isEmpty() && !model.writing();
    }

    // ---- what is done ----

    private void form(Form next) {
        if (next.hasTurns()) {
            chatForm = Optional.of(next);
        }
        model.form(next);
        show();
    }

    private void otherForm() {
        form(model.state().get().conversation().form().hasTurns() ? Form.COMPLETION : chatForm());
    }

    /// How chat is put unless a person said otherwise.
    private Form chatForm() {
        return chatForm.orElse(model.state().get().templates() ? Form.TEMPLATE : Form.QUESTION);
    }

    private void exercise() {
        String before = model.state().get().leaf().map(t -> t.task()).orElse("");
        prompts.exercise(before).ifPresent(this::exercise);
    }

    private void exercise(Prompt prompt) {
        model.exercise(prompt);
        root.requestFocus();
    }

    private void first(String list) {
        prompts.lists().get().stream()
                .filter(l -> l.name().equals(list))
                .findFirst()
                .ifPresent(l -> chosen(l.prompts().getFirst()));
    }

    private void prompts() {
        if (over.isShowing()) {
            over.hide();
        } else {
            over.show(choose);
            promptsPane.focus();
        }
    }

    private void chosen(Prompt prompt) {
        over.hide();
        model.prompt(prompt);
        composer.focus();
    }

    private void dropped(Path file) {
        prompts.add(file, this::chosen);
    }

    private void editLast() {
        model.edit(model.state().get().conversation().leaf());
    }

    private void turn(int by) {
        model.branch(model.state().get().conversation().leaf(), by);
    }

    private void blind() {
        model.blind();
    }

    private void settings() {
        side(settings.node(), false);
        if (middle.getChildren().contains(settings.node())) {
            settings.focus();
        } else {
            composer.focus();
        }
    }

    private void conversations() {
        side(conversations.node(), true);
        if (middle.getChildren().contains(conversations.node())) {
            kept.refresh();
            conversations.focus();
        } else {
            composer.focus();
        }
    }

    private void side(Node node, boolean left) {
        if (!middle.getChildren().remove(node)) {
            middle.getChildren().add(left ? 0 : middle.getChildren().size(), node);
        }
        mark(tuned, middle.getChildren().contains(settings.node()));
        mark(listed, middle.getChildren().contains(conversations.node()));
    }

    private static void mark(Button button, boolean on) {
        button.getStyleClass().remove("hb-on");
        if (on) {
            button.getStyleClass().add("hb-on");
        }
    }

    private void column() {
        ContextMenu menu = new ContextMenu();
        ChatState s = model.state().get();
        for (ModelChoice choice : s.choices()) {
            if (!s.conversation().sources().contains(choice.source())) {
                MenuItem item = new MenuItem(choice.source().name());
                item.setOnAction(e -> model.add(choice.source()));
                menu.getItems().add(item);
            }
        }
        MenuItem endpoint = new MenuItem(Texts.of("chat.column.endpoint"));
        endpoint.setOnAction(e -> desk.navigator().settings());
        MenuItem folder = new MenuItem(Texts.of("chat.column.folder"));
        folder.setOnAction(e -> desk.navigator().go(Place.MODELS));
        menu.getItems().addAll(folder, endpoint);
        menu.show(column, Side.BOTTOM, 0, 0);
    }

    private void markdown() {
        export(".md");
    }

    private void jsonLines() {
        export(".jsonl");
    }

    private void export(String end) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("chat.export.title"));
        String name = model.state().get().conversation().name();
        chooser.setInitialFileName(name.replaceAll("[^\\w-]+", "-").replaceAll("^-|-$", "") + end);
        File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            model.export(file.toPath());
        }
    }

    // ---- what is shown ----

    private void show() {
        ChatState s = model.state().get();
        if (s.ready() && s.choices().isEmpty() && s.conversation().turns().isEmpty()) {
            empty();
            return;
        }
        if (root.getChildren().getFirst() != box) {
            root.getChildren().setAll(box);
        }
        boolean turns = s.conversation().form().hasTurns();
        if (turns) {
            chatForm = Optional.of(s.conversation().form());
        }
        completion.setSelected(!turns);
        chat.setSelected(turns);
        about.setText(ChatWords.settings(s.conversation()));
        about.setTooltip(new Tooltip(about.getText()));
        mark(blind, s.blind());
        List<Source> sources = s.order();
        column.setDisable(sources.size() >= ChatViewModel.MOST);
        List<PaneView> shown = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            PaneView view =
                    views.computeIfAbsent(source.key(), k -> new PaneView(desk, model, source));
            view.show(s, Optional.ofNullable(model.live().get().get(source.key())), i + 1);
            shown.add(view);
        }
        views.values().retainAll(shown);
        if (!panes.getChildren().equals(shown)) {
            panes.getChildren().setAll(shown);
        }
        boolean writing = model.writing();
        composer.show(s, writing);
        settings.show(s);
        conversations.current(s.conversation().id());
        Parts.show(tries, s.ready() && !asked() && !writing);
        ballot(s, writing);
    }

    private void ballot(ChatState s, boolean writing) {
        List<TurnReply> contenders = writing ? List.of() : s.contenders();
        boolean decided = s.blind() && s.vote().isPresent();
        Parts.show(ballot, !contenders.isEmpty() || decided);
        ballot.getChildren().clear();
        if (!contenders.isEmpty()) {
            ballot.getChildren().add(Parts.text(Texts.of("chat.vote"), "hb-strong"));
            for (int i = 1; i <= contenders.size(); i++) {
                int which = i;
                Button button =
                        Parts.button(
                                Texts.of("chat.blind.name", i),
                                String.valueOf(i),
                                () -> vote(model, which));
                button.setId("chat-vote-" + i);
                ballot.getChildren().add(button);
            }
            Button tie = Parts.button(Texts.of("chat.tie"), "0", () -> vote(model, 0));
            tie.setId("chat-vote-0");
            ballot.getChildren().add(tie);
        } else if (decided) {
            ballot.getChildren()
                    .add(
                            Parts.text(
                                    s.vote()
                                            .get()
                                            .winner()
                                            .map(w -> Texts.of("chat.voted", w.words()))
                                            .orElse(Texts.of("chat.voted.tie")),
                                    "hb-muted"));
        }
    }

    private void empty() {
        if (root.getChildren().getFirst() == box) {
            Button train =
                    Parts.primary(
                            Texts.of("chat.none.train"),
                            "",
                            () -> desk.navigator().go(Place.TRAIN));
            Button models =
                    Parts.button(
                            Texts.of("chat.none.models"), () -> desk.navigator().go(Place.MODELS));
            train.setId("chat-none-train");
            models.setId("chat-none-models");
            root.getChildren()
                    .setAll(
                            Parts.empty(
                                    "fth-message-square", Texts.of("chat.none"), train, models));
        }
    }
}
