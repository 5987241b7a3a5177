package org.hornbook.app.window;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.FxJobs;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.job.JobState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What runs, with progress and a way to stop it; what went wrong; what the machine gives.
final class StatusBar {
    private final Desk desk;
    private final HBox bar;
    private final Hyperlink title = Parts.link("", () -> {});
    private final ProgressBar progress = new ProgressBar(0);
    private final Label words = Parts.muted("");
    private final Hyperlink cancel = Parts.link(Texts.of("cancel"), () -> {});
    private final Label notice = Parts.text("", "hb-bad");
    private final Label machine = Parts.muted("");
    private final Timeline clock;

    StatusBar(Desk desk) {
        this.desk = desk;
        title.setOnAction(e -> desk.navigator().go(Place.JOBS));
        title.setId("status-job");
        progress.setPrefWidth(120);
        notice.setId("notice");
        notice.setMinWidth(0);
        notice.setOnMouseClicked(e -> desk.notice().set(""));
        bar = Parts.row(12, title, progress, words, cancel, notice, Parts.spacer(), machine);
        bar.getStyleClass().add("hb-status");
        desk.jobs().running().show(this::running);
        desk.notice().show(n -> quiet());
        desk.holder().show(h -> quiet());
        clock = new Timeline(new KeyFrame(Duration.seconds(3), e -> machine()));
        clock.setCycleCount(Animation.INDEFINITE);
        desk.hold(() -> javafx.application.Platform.runLater(clock::stop));
        machine();
        bar.sceneProperty()
                .addListener(
                        (o, was, scene) -> {
                            if (scene == null) {
                                clock.stop();
                            } else {
                                clock.play();
                            }
                        });
    }

    HBox node() {
        return bar;
    }

    private void quiet() {
        String said = desk.notice().get();
        String holder = desk.holder().get();
        notice.setText(
                !said.isEmpty() ? said : holder.isEmpty() ? "" : Texts.of("shell.follow", holder));
        notice.setTooltip(
                notice.getText().isEmpty()
                        ? null
                        : new javafx.scene.control.Tooltip(notice.getText()));
    }

    private void running(List<FxJobs.Running> jobs) {
        boolean some = !jobs.isEmpty();
        Parts.show(progress, some);
        Parts.show(words, some);
        Parts.show(cancel, some);
        if (!some) {
            title.setText(Texts.of("shell.idle"));
            title.setOnAction(e -> desk.navigator().go(Place.JOBS));
            return;
        }
        FxJobs.Running first = jobs.getFirst();
        title.setOnAction(
                e ->
                        desk.navigator()
                                .go(
                                        Place.JOBS,
                                        new Errand.ShowJob(first.handle().spec().fingerprint())));
        title.setText(
                jobs.size() == 1
                        ? first.title()
                        : Texts.of("shell.waiting", first.title(), jobs.size() - 1));
        cancel.setOnAction(e -> first.handle().cancel());
        if (first.state() instanceof JobState.Running<?>(var done, var pace)) {
            double share = done.total() > 0 ? (double) done.done() / done.total() : -1;
            progress.setProgress(share);
            words.setText(Words.brief(done, pace));
        } else {
            progress.setProgress(-1);
            words.setText("");
        }
    }

    private void machine() {
        int threads = desk.settings().get().threads();
        desk.background()
                .run(
                        StatusBar::memory,
                        m -> machine.setText(Texts.of("shell.machine", threads, m[0], m[1])),
                        e -> machine.setText(""));
    }

    /// What this process holds, and what the machine has.
    private static String[] memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        if (Files.isReadable(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    used = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        }
        long all =
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                                instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : Runtime.getRuntime().maxMemory();
        return new String[] {Words.bytes(used), Words.bytes(all)};
    }
}
