package org.hornbook.app.view.jobs;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.FactTable;
import org.hornbook.app.kit.Parts;

import java.nio.file.Path;
import java.util.List;

/// All about one job: how far it is, what went wrong, the command that does the same, its log and
/// its provenance; and the way to stop it or to go on.
final class JobPane {
    private final Desk desk;
    private final JobsViewModel model;
    private final Label title = Parts.paragraph("", "hb-heading");
    private final Label stage = Parts.pill("", "plain");
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label elsewhere = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label error = Parts.paragraph("", "hb-bad");
    private final Hyperlink details = Parts.link("", () -> {});
    private final Button cancel;
    private final Button resume;
    private final Hyperlink place = Parts.link("", () -> {});
    private final Label unable = Parts.paragraph(Texts.of("jobs.unable"), "hb-muted", "hb-small");
    private final Label command = Parts.paragraph("", "hb-mono");
    private final VBox commandBox = new VBox(command);
    private final ToggleGroup tabs = new ToggleGroup();
    private final ToggleButton logTab = tab("log");
    private final ToggleButton provenanceTab = tab("provenance");
    private final HBox files = Parts.row(10);
    private final TextArea log = new TextArea();
    private final FactTable facts = new FactTable();
    private final ScrollPane provenance = new ScrollPane(facts);
    private final StackPane below = new StackPane();
    private final VBox inside;
    private final VBox box;
    private String shown = "";

    JobPane(Desk desk, JobsViewModel model) {
        this.desk = desk;
        this.model = model;
        cancel = Parts.button(Texts.of("cancel"), "X", model::cancel);
        cancel.setId("jobs-cancel");
        resume = Parts.primary(Texts.of("jobs.resume"), "R", model::resume);
        resume.setId("jobs-resume");
        title.setId("jobs-title");
        stage.setId("jobs-stage");
        error.setId("jobs-error");
        command.setId("jobs-command");
        unable.setId("jobs-unable");
        log.setId("jobs-log");
        facts.setId("jobs-provenance");
        bar.setMaxWidth(Double.MAX_VALUE);
        stage.setMinWidth(Label.USE_PREF_SIZE);
        details.setOnAction(
                e -> {
                    details.setVisited(false);
                    logTab.setSelected(true);
                    model.whole();
                });
        details.setId("jobs-details");
        commandBox.getStyleClass().add("hb-box-code");
        log.setEditable(false);
        log.setWrapText(true);
        log.getStyleClass().addAll("hb-mono", "hb-log");
        provenance.setFitToWidth(true);
        provenance.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        HBox.setHgrow(title, Priority.ALWAYS);
        Button copy = Parts.button(Texts.of("jobs.copy"), "C", this::copy);
        copy.setId("jobs-copy");
        FlowPane actions = new FlowPane(8, 8, resume, cancel, copy, place);
        actions.setRowValignment(javafx.geometry.VPos.CENTER);
        VBox.setVgrow(below, Priority.ALWAYS);
        below.setMinHeight(40);
        log.setMinHeight(40);
        inside =
                new VBox(
                        9,
                        Parts.row(8, title, stage),
                        actions,
                        bar,
                        progress,
                        elsewhere,
                        error,
                        unable,
                        commandBox,
                        Parts.row(14, logTab, provenanceTab, Parts.spacer(), files, details),
                        below);
        VBox.setVgrow(inside, Priority.ALWAYS);
        box = Parts.card(inside);
        box.setMinHeight(0);
        logTab.setSelected(true);
        below.getChildren().setAll(log);
    }

    private ToggleButton tab(String key) {
        ToggleButton tab = new ToggleButton(Texts.of("jobs.tab." + key));
        tab.getStyleClass().setAll("toggle-button", "hb-tab");
        tab.setId("jobs-tab-" + key);
        tab.setToggleGroup(tabs);
        tab.setMinWidth(ToggleButton.USE_PREF_SIZE);
        tab.setOnAction(
                e -> {
                    tab.setSelected(true);
                    tabShown();
                });
        return tab;
    }

    private void tabShown() {
        below.getChildren().setAll(provenanceTab.isSelected() ? provenance : log);
    }

    Node node() {
        return box;
    }

    /// Puts the command line on the clipboard.
    void copy() {
        if (!model.command().isEmpty()) {
            Parts.copy(model.command());
        }
    }

    /// From the log to the provenance, and back.
    void turn() {
        (provenanceTab.isSelected() ? logTab : provenanceTab).setSelected(true);
        tabShown();
    }

    void show(JobsState s) {
        Parts.show(inside, s.job().isPresent());
        s.job().ifPresent(j -> show(s, j));
    }

    private void show(JobsState s, JobRow job) {
        title.setText(job.title());
        stage.setText(JobList.word(job.stage()));
        stage.setGraphic(JobList.icon(job.stage()));
        stage.getStyleClass().removeIf(c -> c.startsWith("hb-pill-"));
        stage.getStyleClass()
                .add("hb-pill-" + (job.stage().tone().equals("acc") ? "info" : job.stage().tone()));
        boolean running = job.stage() == Stage.RUNNING;
        Parts.show(bar, running);
        bar.setProgress(job.share());
        progress.setText(said(job));
        Parts.show(progress, !progress.getText().isEmpty());
        elsewhere.setText(
                running && !job.here()
                        ? Texts.of("jobs.elsewhere", String.valueOf(job.pid()))
                        : "");
        Parts.show(elsewhere, !elsewhere.getText().isEmpty());
        error.setText(job.error());
        Parts.show(error, !job.error().isEmpty());
        Parts.show(cancel, model.cancellable());
        Parts.show(resume, model.resumable());
        Parts.show(
                unable, job.stage().resumable() && s.detail().filter(d -> !d.again()).isPresent());
        place(job);
        s.detail().ifPresent(d -> command.setText(d.command()));
        Parts.show(commandBox, s.detail().isPresent());
        s.detail().ifPresent(this::provenance);
        log(s);
    }

    private static String said(JobRow job) {
        return switch (job.stage()) {
            case RUNNING ->
                    job.progress().unit().isEmpty()
                            ? Texts.of("jobs.begins")
                            : Words.progress(job.progress(), job.pace());
            case WAITING -> Texts.of("jobs.waits.long");
            case DONE -> job.result();
            case STOPPED, INTERRUPTED, FAILED ->
                    job.progress().unit().isEmpty()
                            ? ""
                            : Texts.of(
                                    job.record().flatMap(r -> r.cursor()).isPresent()
                                            ? "jobs.kept"
                                            : "jobs.reached",
                                    Words.progress(
                                            job.progress().saying(""),
                                            org.hornbook.job.Pace.UNKNOWN));
        };
    }

    private void place(JobRow job) {
        Place to =
                switch (job.kind()) {
                    case "corpus.import",
                            "corpus.export",
                            "corpus.near",
                            "corpus.contamination",
                            "train.export" ->
                            Place.CORPORA;
                    case "hub.download" ->
                            job.title().startsWith("download dataset")
                                    ? Place.CORPORA
                                    : Place.MODELS;
                    case "label.import", "label.llm", "label.batch" -> Place.LABELS;
                    case "classifier.train", "classifier.score", "classify.keep" -> Place.COMPARE;
                    case "classifier.embed" -> Place.CORPORA;
                    case "train.tokenizer", "train.tokenize", "train.run" -> Place.TRAIN;
                    default -> Place.MODELS;
                };
        place.setText(Texts.of("jobs.place", to.title()));
        place.setOnAction(
                e -> {
                    place.setVisited(false);
                    desk.navigator().go(to);
                });
    }

    private void provenance(JobsState.Detail d) {
        String key = d.fingerprint() + d.config().hashCode();
        if (key.equals(shown)) {
            return;
        }
        shown = key;
        facts.empty();
        group("jobs.inputs", d.inputs());
        group("jobs.config", d.config());
        group("jobs.machine", d.machine());
    }

    private void group(String heading, List<JobsState.Fact> lines) {
        if (lines.isEmpty()) {
            return;
        }
        facts.heading(Texts.of(heading));
        for (JobsState.Fact line : lines) {
            if (line.hash()) {
                facts.hash(line.name(), line.value());
            } else {
                facts.fact(line.name(), line.value());
            }
        }
    }

    private void log(JobsState s) {
        JobsState.Log tail = s.log();
        String text =
                tail.file() == null
                        ? s.detail().isPresent() ? Texts.of("jobs.log.none") : ""
                        : (tail.cut() ? Texts.of("jobs.log.cut") + "\n" : "") + tail.shown();
        if (!text.equals(log.getText())) {
            log.setText(text);
            log.end();
        }
        details.setText(Texts.of(tail.whole() ? "jobs.details.hide" : "jobs.details"));
        Parts.show(details, tail.hasDetails());
        List<Path> all = s.detail().map(JobsState.Detail::logs).orElse(List.of());
        files.getChildren().clear();
        if (all.size() > 1) {
            for (Path file : all) {
                Hyperlink link =
                        Parts.link(
                                Texts.of(
                                        file.getFileName().toString().startsWith("job-")
                                                ? "jobs.log.own"
                                                : "jobs.log.child"),
                                () -> model.log(file));
                link.setDisable(file.equals(tail.file()));
                files.getChildren().add(link);
            }
        }
    }
}
