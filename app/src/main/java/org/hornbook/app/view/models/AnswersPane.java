package org.hornbook.app.view.models;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.CodeView;
import org.hornbook.app.kit.Parts;
import org.hornbook.evaluate.Task;

import java.util.List;

/// What a model wrote, task by task: the prompt, its continuation, and what became of it.
final class AnswersPane {
    private static final double PROMPT_LINE = 21;

    private final AnswersViewModel model;
    private final Runnable back;
    private final FlowPane filters = new FlowPane(6, 6);
    private final Label title = Parts.title("");
    private final Label about = Parts.muted("");
    private final ListView<AnswersState.Row> list = new ListView<>();
    private final Label task = Parts.text("", "hb-heading");
    private final FlowPane outcome = new FlowPane(6, 6);
    private final Label why = Parts.paragraph("", "hb-bad");
    private final CodeView prompt = new CodeView();
    private final CodeView written = new CodeView();
    private final CodeView test = new CodeView();
    private final Label noPrompt =
            Parts.paragraph(Texts.of("answers.no.prompt"), "hb-muted", "hb-small");
    private final VBox box = new VBox();
    private boolean showing;
    private boolean tested;

    AnswersPane(AnswersViewModel model, Runnable back) {
        this.model = model;
        this.back = back;
        build();
        model.state().show(this::show);
    }

    private void build() {
        Button away = Parts.button(Texts.of("answers.back"), "B", back);
        away.setId("answers-back");
        about.setMinWidth(0);
        list.setId("answers-list");
        list.getStyleClass().add("hb-list");
        list.setCellFactory(l -> new Cell());
        list.getSelectionModel()
                .selectedIndexProperty()
                .addListener(
                        (o, was, now) -> {
                            if (!showing && now.intValue() >= 0) {
                                model.choose(now.intValue());
                            }
                        });
        VBox left = new VBox(list);
        VBox.setVgrow(list, Priority.ALWAYS);
        left.getStyleClass().add("hb-card");
        left.setMinWidth(220);
        left.setPrefWidth(290);
        left.setMaxWidth(360);
        prompt.setId("answers-prompt");
        written.setId("answers-written");
        why.setId("answers-why");
        task.setMinWidth(0);
        Button tests = Parts.button(Texts.of("answers.test"), "E", this::test);
        tests.setId("answers-test");
        VBox.setVgrow(written, Priority.ALWAYS);
        VBox right =
                Parts.card(
                        Parts.row(10, task, Parts.spacer(), tests),
                        outcome,
                        why,
                        noPrompt,
                        prompt,
                        Parts.text(Texts.of("answers.written"), "hb-muted", "hb-small"),
                        written,
                        test);
        Parts.show(test, false);
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(280);
        HBox below = new HBox(16, left, right);
        VBox.setVgrow(below, Priority.ALWAYS);
        box.setSpacing(12);
        box.getChildren().setAll(Parts.row(12, away, title, about), filters, below);
    }

    Node node() {
        return box;
    }

    void focus() {
        list.requestFocus();
    }

    /// Shows or hides the tests of the task.
    void test() {
        tested = !tested;
        show(model.state().get());
    }

    /// Goes to the next or the one before.
    void step(int by) {
        AnswersState s = model.state().get();
        model.choose(Math.clamp(s.at() + (long) by, 0, Math.max(0, s.shown().size() - 1)));
    }

    private void show(AnswersState s) {
        showing = true;
        title.setText(s.model());
        about.setText(
                s.result()
                        .map(
                                r ->
                                        Texts.of(
                                                "answers.about",
                                                r.benchmark(),
                                                ModelWords.passed(r),
                                                ModelWords.share(r)))
                        .orElse(Texts.of("loading")));
        filters(s);
        List<AnswersState.Row> shown = s.shown();
        if (!list.getItems().equals(shown)) {
            list.getItems().setAll(shown);
        }
        list.getSelectionModel().clearAndSelect(s.at());
        list.scrollTo(Math.max(0, s.at() - 4));
        s.row().ifPresent(this::row);
        Parts.show(noPrompt, !s.prompts());
        showing = false;
    }

    private void filters(AnswersState s) {
        filters.getChildren().clear();
        filters.getChildren().add(filter(s, "", s.rows().size()));
        for (String outcome : Outcomes.ALL) {
            long n = s.count(outcome);
            if (n > 0) {
                filters.getChildren().add(filter(s, outcome, n));
            }
        }
    }

    private Node filter(AnswersState s, String outcome, long n) {
        String word = outcome.isEmpty() ? Texts.of("answers.all") : Outcomes.word(outcome);
        Button button =
                Parts.button(
                        Texts.of("answers.filter", word, Words.count(n)),
                        () -> model.only(outcome));
        button.setId("answers-" + (outcome.isEmpty() ? "all" : outcome.replace(' ', '-')));
        button.getStyleClass().add("hb-filter");
        if (s.only().equals(outcome)) {
            button.getStyleClass().add("hb-on");
        }
        if (!outcome.isEmpty()) {
            button.setGraphic(Outcomes.icon(outcome));
        }
        return button;
    }

    private void row(AnswersState.Row row) {
        task.setText(row.name());
        String became = row.answer().outcome();
        outcome.getChildren().setAll(Outcomes.pill(Outcomes.word(became), became));
        for (AnswersState.Other other : row.others()) {
            outcome.getChildren()
                    .add(
                            Outcomes.pill(
                                    Texts.of(
                                            "answers.other",
                                            other.model(),
                                            Outcomes.word(other.outcome())),
                                    other.outcome()));
        }
        why.setText(row.answer().why());
        Parts.show(why, !row.answer().why().isBlank());
        Parts.show(prompt, row.task().isPresent());
        row.task().map(Task::prompt).ifPresent(p -> code(prompt, p));
        written.show(
                row.answer().completion().isBlank()
                        ? Texts.of("answers.nothing")
                        : row.answer().completion().replaceFirst("^\\R+", ""),
                !row.answer().completion().isBlank(),
                List.of());
        Parts.show(test, tested && row.task().isPresent());
        row.task().map(Task::test).ifPresent(t -> code(test, t));
    }

    private static void code(CodeView view, String text) {
        view.show(text, true, List.of());
        double height = Math.clamp(text.strip().lines().count(), 1, 9) * PROMPT_LINE + 22;
        view.setMinHeight(height);
        view.setPrefHeight(height);
        view.setMaxHeight(height);
    }

    private static final class Cell extends ListCell<AnswersState.Row> {
        @Override
        protected void updateItem(AnswersState.Row row, boolean empty) {
            super.updateItem(row, empty);
            setPrefWidth(0);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            Label name = Parts.text(row.name(), "hb-mono");
            name.setMinWidth(0);
            setGraphic(Parts.row(8, Outcomes.icon(row.answer().outcome()), name));
            setAccessibleText(row.name() + ", " + row.answer().outcome());
        }
    }
}
