package org.hornbook.app.view.home;

import java.time.Duration;
import java.time.Instant;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.JobSummary;
import org.hornbook.app.Overview;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.job.JobRecord;

/// The jobs that ran last, each leading to its record.
record LatelyCard(Desk desk) {
    private static final double ROW = 51;
    private static final double ABOVE = 310;

    /// As many as fit.
    private static long rows(double height) {
        return Math.max(3, (long) ((height - ABOVE) / ROW));
    }

    /// @param height of the page
    Node show(Overview o, double height) {
        VBox card = new VBox(4, Parts.heading(Texts.of("home.lately")));
        card.setMinHeight(0);
        card.getStyleClass().add("hb-card");
        card.setPrefWidth(332);
        card.setMinWidth(260);
        for (JobRecord job : o.jobs().stream().limit(rows(height)).toList()) {
            Label title = Parts.text(job.title());
            title.setMinWidth(0);
            Label said = Parts.text(JobSummary.of(job), "hb-muted", "hb-small");
            said.setMinWidth(0);
            VBox words = new VBox(title, said);
            HBox.setHgrow(words, Priority.ALWAYS);
            words.setMinWidth(0);
            Label when =
                    Parts.text(
                            Words.ago(
                                    Duration.between(
                                            job.ended().orElse(job.started()), Instant.now())),
                            "hb-muted",
                            "hb-small");
            when.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
            HBox row = Parts.row(12, Parts.icon(icon(job)), words, when);
            row.getStyleClass().add("hb-line");
            card.getChildren()
                    .add(
                            Parts.clickable(
                                    row,
                                    r ->
                                            desk.navigator()
                                                    .go(
                                                            Place.JOBS,
                                                            new Errand.ShowJob(
                                                                    job.fingerprint()))));
        }
        return card;
    }

    private static String icon(JobRecord job) {
        return switch (job.kind().split("\\.")[0]) {
            case "corpus" -> "fth-book";
            case "label" -> "fth-tag";
            case "classifier", "classify" -> "fth-bar-chart";
            case "train" -> "fth-trending-up";
            default -> "fth-check-circle";
        };
    }
}
