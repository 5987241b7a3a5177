package org.hornbook.app.view.labels;

import java.util.List;
import java.util.Optional;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.LlmReport;

/// Asking a model: what would be asked, what it would cost, how far it is.
///
/// @param plan empty until it is made
/// @param preview the first prompts, whole
/// @param running a line of progress, empty if nothing runs
public record AskState(
        Optional<LlmPlan> plan,
        List<String> preview,
        String running,
        double share,
        Optional<LlmReport> report) {
    static final AskState NONE = new AskState(Optional.empty(), List.of(), "", 0, Optional.empty());

    AskState running(String words, double done) {
        return new AskState(plan, preview, words, done, Optional.empty());
    }

    AskState reported(Optional<LlmReport> next) {
        return new AskState(plan, preview, "", 0, next);
    }
}
