package org.hornbook.app.view.jobs;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.ColumnsRow;
import org.hornbook.app.kit.Parts;
import org.kordamp.ikonli.javafx.FontIcon;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/// The jobs, one a row, the newest first.
final class JobList {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<ColumnsRow.Column> COLUMNS =
            List.of(
                    new ColumnsRow.Column("state", 7, false, false, 0),
                    new ColumnsRow.Column("title", 13, true, false, 0),
                    new ColumnsRow.Column("result", 11, true, false, 1),
                    new ColumnsRow.Column("started", 4.6, false, true, 2),
                    new ColumnsRow.Column("took", 5.4, false, true, 3));

    private static final double TWO_LINES = 2.55; // ems

    private final Desk desk;
    private final ListView<JobRow> list = new ListView<>();
    private final VBox box;
    private final Label none = Parts.paragraph(Texts.of("jobs.none.shown"), "hb-muted");
    private boolean showing;

    JobList(Desk desk, Consumer<String> chosen) {
        this.desk = desk;
        list.setId("jobs-list");
        list.getStyleClass().add("hb-list");
        list.setAccessibleText(Texts.of("place.jobs"));
        list.setCellFactory(l -> new Row());
        list.setPlaceholder(none);
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (o, was, now) -> {
                            if (now != null && !showing) {
                                chosen.accept(now.fingerprint());
                            }
                        });
        VBox.setVgrow(list, Priority.ALWAYS);
        ColumnsRow head = columns(COLUMNS.stream().map(c -> heading(c.id())).toList());
        head.getStyleClass().add("hb-list-head");
        head.setMinHeight(ColumnsRow.USE_PREF_SIZE);
        box = new VBox(head, list);
        box.getStyleClass().add("hb-card");
        box.setMinHeight(190);
    }

    private static Label heading(String column) {
        Label label = Parts.text(Texts.of("jobs.column." + column), "hb-muted", "hb-small");
        label.setMinWidth(0);
        return label;
    }

    private ColumnsRow columns(List<? extends Node> cells) {
        return new ColumnsRow(COLUMNS, () -> desk.settings().get().fontSize(), cells);
    }

    Node node() {
        return box;
    }

    void focus() {
        list.requestFocus();
    }

    void show(JobsState s) {
        showing = true;
        List<JobRow> shown = s.shown();
        if (sameJobs(shown)) {
            for (int i = 0; i < shown.size(); i++) {
                if (!list.getItems().get(i).equals(shown.get(i))) {
                    list.getItems().set(i, shown.get(i));
                }
            }
        } else {
            list.getItems().setAll(shown);
        }
        int at = -1;
        for (int i = 0; i < shown.size(); i++) {
            at = shown.get(i).fingerprint().equals(s.chosen()) ? i : at;
        }
        if (at >= 0 && list.getSelectionModel().getSelectedIndex() != at) {
            list.getSelectionModel().clearAndSelect(at);
            list.scrollTo(Math.max(0, at - 3));
        }
        showing = false;
    }

    /// Time has passed: durations are written anew.
    void refresh() {
        list.refresh();
    }

    private boolean sameJobs(List<JobRow> shown) {
        if (shown.size() != list.getItems().size()) {
            return false;
        }
        for (int i = 0; i < shown.size(); i++) {
            if (!shown.get(i).fingerprint().equals(list.getItems().get(i).fingerprint())) {
                return false;
            }
        }
        return true;
    }

    private final class Row extends ListCell<JobRow> {
        @Override
        protected void updateItem(JobRow job, boolean empty) {
            super.updateItem(job, empty);
            setPrefWidth(0);
            setGraphic(empty || job == null ? null : row(job));
            setAccessibleText(empty || job == null ? null : job.title() + ", " + word(job.stage()));
        }
    }

    static String word(Stage stage) {
        return Texts.of("jobs.stage." + stage.name().toLowerCase(java.util.Locale.ROOT));
    }

    static FontIcon icon(Stage stage) {
        FontIcon icon = Parts.icon(stage.icon());
        icon.getStyleClass().add("hb-tone-" + stage.tone());
        return icon;
    }

    static String kind(String kind) {
        String key = "jobs.kind." + kind;
        return Texts.has(key) ? Texts.of(key) : kind;
    }

    private ColumnsRow row(JobRow job) {
        Label word = Parts.text(word(job.stage()), "hb-small");
        word.setMinWidth(0);
        Label title = Parts.text(job.title());
        title.setTooltip(new Tooltip(job.title()));
        ColumnsRow row =
                columns(
                        List.of(
                                Parts.row(7, icon(job.stage()), word),
                                two(false, title, small(kind(job.kind()))),
                                result(job),
                                started(job),
                                Parts.text(
                                        job.took(Instant.now()).map(JobList::duration).orElse(""),
                                        "hb-muted",
                                        "hb-small")));
        row.setMinHeight(TWO_LINES * desk.settings().get().fontSize());
        return row;
    }

    private static String duration(Duration took) {
        return took.toMillis() < 950 ? Texts.of("jobs.under.second") : Words.duration(took);
    }

    private static Node started(JobRow job) {
        Label when =
                Parts.text(
                        job.started()
                                .map(s -> Words.ago(Duration.between(s, Instant.now())))
                                .orElse(""),
                        "hb-muted",
                        "hb-small");
        job.started()
                .ifPresent(
                        s ->
                                when.setTooltip(
                                        new Tooltip(
                                                TIME.format(s.atZone(ZoneId.systemDefault())))));
        return when;
    }

    private static Node result(JobRow job) {
        return switch (job.stage()) {
            case RUNNING -> {
                ProgressBar bar = new ProgressBar(job.share());
                bar.setMaxWidth(Double.MAX_VALUE);
                yield two(false, small(running(job)), bar);
            }
            case WAITING -> small(Texts.of("jobs.waits"));
            case DONE -> cut(job.result());
            case FAILED -> {
                Label why = cut(job.error());
                why.getStyleClass().add("hb-bad");
                yield why;
            }
            case STOPPED, INTERRUPTED ->
                    small(
                            job.share() >= 0
                                    ? Texts.of("jobs.at", Words.percent(job.share()))
                                    : job.progress().unit().isEmpty()
                                            ? ""
                                            : Words.count(job.progress().done())
                                                    + " "
                                                    + job.progress().unit());
        };
    }

    private static Label cut(String words) {
        Label label = Parts.paragraph(words, "hb-small");
        label.setMinHeight(0);
        label.setMinWidth(0);
        label.setTooltip(words.isEmpty() ? null : new Tooltip(words));
        return label;
    }

    /// `41%, 5,100 a second, 3 min left`
    private static String running(JobRow job) {
        if (job.progress().unit().isEmpty()) {
            return Texts.of("jobs.begins");
        }
        StringBuilder words = new StringBuilder();
        words.append(
                job.share() >= 0
                        ? Words.percent(job.share())
                        : Words.count(job.progress().done()) + " " + job.progress().unit());
        if (job.pace().perSecond() > 0) {
            words.append(" \u00b7 ").append(Texts.of("jobs.rate", rate(job.pace().perSecond())));
        }
        job.pace()
                .left()
                .ifPresent(
                        l ->
                                words.append(" \u00b7 ")
                                        .append(Texts.of("jobs.left", Words.duration(l))));
        return words.toString();
    }

    private static String rate(double perSecond) {
        return perSecond >= 10 ? Words.count(Math.round(perSecond)) : Words.figure(perSecond);
    }

    private static Label small(String words) {
        Label label = Parts.text(words, "hb-muted", "hb-small");
        label.setMinWidth(0);
        return label;
    }

    private static VBox two(boolean right, Node above, Node below) {
        VBox both = new VBox(2, above, below);
        both.setAlignment(right ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        both.setMinWidth(0);
        return both;
    }
}
