package org.hornbook.app.view.labels;

import java.util.List;
import java.util.Optional;
import org.hornbook.app.desk.Settings;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.LlmReport;

/// Asking a model: whom, what would be asked, what it would cost, how far it is, what came of it.
///
/// @param models that can be asked
/// @param plan empty until it is made
/// @param cached documents of the plan that were answered before
/// @param preview the first prompts, whole
/// @param running a line of progress, empty if nothing runs
/// @param money the part of it that tells of money
/// @param problems documents that the chosen model gave no label, whenever it was asked
/// @param batches at servers, not back yet
/// @param samples of the corpus that were kept, the newest first
public record AskState(
        List<Model> models,
        Optional<LlmPlan> plan,
        Optional<LlmPlan.Estimate> estimate,
        long cached,
        List<String> preview,
        String running,
        String money,
        double share,
        Optional<LlmReport> report,
        List<Problem> problems,
        List<Waiting> batches,
        List<Drawn> samples) {
    static final AskState NONE =
            new AskState(
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    List.of(),
                    "",
                    "",
                    0,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of());

    /// Someone to ask.
    ///
    /// @param endpoint behind an address; empty for a checkpoint of this machine
    /// @param priced whether its price is known
    public record Model(String name, Optional<Settings.Endpoint> endpoint, boolean priced) {
        /// Under which name its labels are kept.
        String annotator() {
            return endpoint.map(Settings.Endpoint::model).orElse(name);
        }
    }

    /// A document without a label though the model was asked.
    ///
    /// @param raw its words; empty if no reply came
    public record Problem(String document, String why, String raw) {}

    /// A sample that was kept.
    ///
    /// @param how it was drawn, in words
    public record Drawn(String name, int documents, String how, long seed) {}

    /// A batch at a server.
    public record Waiting(String batch, String model, String endpoint, int requests) {}

    AskState with(List<Model> all, List<Problem> odd, List<Waiting> waiting, List<Drawn> kept) {
        return new AskState(
                all, plan, estimate, cached, preview, running, money, share, report, odd, waiting,
                kept);
    }

    AskState planned(LlmPlan next, LlmPlan.Estimate cost, long known, List<String> prompts) {
        return new AskState(
                models,
                Optional.of(next),
                Optional.of(cost),
                known,
                prompts,
                "",
                "",
                0,
                Optional.empty(),
                problems,
                batches,
                samples);
    }

    AskState running(String words, String spent, double done) {
        return new AskState(
                models,
                plan,
                estimate,
                cached,
                preview,
                words,
                spent,
                done,
                Optional.empty(),
                problems,
                batches,
                samples);
    }

    AskState reported(Optional<LlmReport> next) {
        return new AskState(
                models, plan, estimate, cached, preview, "", "", 0, next, problems, batches,
                samples);
    }

    AskState anew() {
        return NONE.with(models, problems, batches, samples);
    }
}
