package org.hornbook.app.view.labels;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.desk.Settings;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.rubric.RubricTrial;
import org.hornbook.label.sample.Sample;

/// Two rubrics tried on the same documents.
///
/// @param samples of the corpus, the newest first
/// @param cost what asking both would cost, in words; empty until it is asked for
/// @param running a line of progress; empty if nothing runs
/// @param share of the work that is done, 0-1; -1 if that is not known
/// @param trial the last one that is done
/// @param keys of the documents it changed
record TrialState(
        List<Settings.Endpoint> endpoints,
        List<Sample> samples,
        String cost,
        boolean ready,
        String running,
        double share,
        Optional<RubricTrial> trial,
        Map<DocumentId, String> keys) {
    static final TrialState NONE =
            new TrialState(List.of(), List.of(), "", false, "", 0, Optional.empty(), Map.of());

    TrialState read(List<Settings.Endpoint> models, List<Sample> chosen) {
        return new TrialState(models, chosen, cost, ready, running, share, trial, keys);
    }

    TrialState costing(String words, boolean can) {
        return new TrialState(endpoints, samples, words, can, running, share, trial, keys);
    }

    TrialState running(String words, double done) {
        return new TrialState(endpoints, samples, cost, ready, words, done, trial, keys);
    }

    TrialState done(Optional<RubricTrial> next, Map<DocumentId, String> names) {
        return new TrialState(endpoints, samples, "", false, "", 0, next, names);
    }
}
