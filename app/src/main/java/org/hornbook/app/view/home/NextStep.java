package org.hornbook.app.view.home;

import org.hornbook.app.Overview;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.job.JobRecord;

/// The one thing worth doing next, computed from where the workspace stands.
///
/// @param errand null if going there is all
public record NextStep(String words, String button, Place place, Errand errand) {
    static NextStep of(Overview o) {
        if (o.labelled() == 0) {
            return step("label", Place.LABELS, null);
        }
        if (o.classifier().isEmpty()) {
            return step("classifier", Place.COMPARE, null, Words.count(o.labelled()));
        }
        if (o.kept().isEmpty()) {
            return step("keep", Place.COMPARE, null);
        }
        if (o.runs().isEmpty()) {
            return step(
                    "train",
                    Place.TRAIN,
                    new Errand.NewRun(o.kept().get().name()),
                    o.kept().get().name());
        }
        if (o.results().isEmpty()) {
            return step("try", Place.MODELS, null);
        }
        if (o.disagreements() > 0) {
            return step(
                    "review", Place.COMPARE, new Errand.Review(), Words.count(o.disagreements()));
        }
        long unfinished =
                o.jobs().stream()
                        .filter(
                                j ->
                                        j.status() == JobRecord.Status.INTERRUPTED
                                                || j.status() == JobRecord.Status.FAILED)
                        .count();
        return unfinished > 0
                ? step("jobs", Place.JOBS, null, Words.count(unfinished))
                : step("chat", Place.CHAT, null);
    }

    private static NextStep step(String key, Place place, Errand errand, Object... values) {
        return new NextStep(
                Texts.of("home.next." + key, values),
                Texts.of("home.next." + key + ".button"),
                place,
                errand);
    }
}
