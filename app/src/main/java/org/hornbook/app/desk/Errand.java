package org.hornbook.app.desk;

import java.nio.file.Path;
import java.util.List;

/// What one view asks of another.
public sealed interface Errand {
    /// Browse what a query finds.
    record Browse(String corpus, String query) implements Errand {}

    /// Import files into a corpus.
    record Import(List<Path> files) implements Errand {}

    /// Label what a query finds.
    record LabelThese(String corpus, String query) implements Errand {}

    /// Look at the largest disagreements.
    record Review() implements Errand {}

    /// Begin a run on a kept set or a corpus; an empty name leaves the choice open.
    record NewRun(String data) implements Errand {}

    /// Talk with checkpoints.
    record Talk(List<String> checkpoints) implements Errand {}

    /// Add checkpoint folders that lie elsewhere to the models.
    record AddModel(List<Path> folders) implements Errand {}

    /// Show one job.
    record ShowJob(String fingerprint) implements Errand {}
}
