package org.hornbook.app.view.labels;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.label.LlmReport;

/// What came of asking a model: labels and money, and what came instead of a label.
final class AskOutcome {
    private static final int LISTED = 50;
    private static final int LONGEST = 400;

    private final Runnable reconsider;
    private final Runnable retry;

    /// @param reconsider goes back to choosing
    /// @param retry asks again about what was no label
    AskOutcome(Runnable reconsider, Runnable retry) {
        this.reconsider = reconsider;
        this.retry = retry;
    }

    /// Puts what was labelled and what was not into `box`.
    void report(VBox box, AskState s, LlmReport r) {
        Label done =
                Parts.paragraph(
                        Texts.of(
                                "ask.done",
                                Words.count(r.labelled()),
                                r.annotator(),
                                Words.dollars(r.dollars())),
                        "hb-strong");
        done.setId("ask-done");
        box.getChildren()
                .addAll(
                        done,
                        line(
                                "ask.spent",
                                Texts.of(
                                        "ask.spent.of",
                                        Words.dollars(r.dollars()),
                                        Words.dollars(r.estimatedDollars()))),
                        line("ask.cached", Words.count(r.cached())),
                        line("ask.unread", Words.count(r.unparseable())),
                        line("ask.refused", Words.count(r.refused())),
                        line("ask.failed", Words.count(r.failed().size())),
                        line("ask.left", Words.count(r.left())));
        if (r.lost() > 0) {
            box.getChildren()
                    .add(
                            Parts.paragraph(
                                    Texts.of(
                                            "ask.lost",
                                            Words.count(r.lost()),
                                            Words.dollars(r.lostDollars())),
                                    "hb-muted",
                                    "hb-small"));
        }
        if (r.guessed() > 0) {
            box.getChildren()
                    .add(
                            Parts.paragraph(
                                    Texts.of("ask.guessed", Words.count(r.guessed())),
                                    "hb-muted",
                                    "hb-small"));
        }
        box.getChildren().add(Parts.button(Texts.of("ask.again"), reconsider));
        if (!s.problems().isEmpty()) {
            problems(box, s);
        }
    }

    /// What came instead of a label, word for word, with a button that asks again.
    void problems(VBox box, AskState s) {
        Button again = Parts.button(Texts.of("ask.retry", Words.count(s.problems().size())), retry);
        again.setId("ask-retry");
        box.getChildren().add(again);
        for (AskState.Problem p : s.problems().stream().limit(LISTED).toList()) {
            VBox entry =
                    new VBox(
                            2,
                            Parts.text(p.document(), "hb-strong", "hb-small"),
                            Parts.paragraph(p.why(), "hb-bad", "hb-small"));
            if (!p.raw().isBlank() && !p.why().endsWith(p.raw())) {
                entry.getChildren()
                        .add(
                                Parts.paragraph(
                                        p.raw().length() > LONGEST
                                                ? p.raw().substring(0, LONGEST) + "\u2026"
                                                : p.raw(),
                                        "hb-muted",
                                        "hb-small"));
            }
            entry.getStyleClass().add("hb-line");
            box.getChildren().add(entry);
        }
    }

    static HBox line(String key, String words) {
        Label what = Parts.muted(Texts.of(key));
        what.setMinWidth(0);
        Label value = Parts.text(words, "hb-strong");
        value.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = Parts.row(8, what, Parts.spacer(), value);
        row.getStyleClass().add("hb-line");
        return row;
    }
}
