package org.hornbook.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.infer.LocalChatModel;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.infer.remote.OpenAiChatModel;
import org.hornbook.job.Job;
import org.hornbook.label.LlmBatchJob;
import org.hornbook.label.LlmLabelJob;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.LlmReport;

/// The models that can be asked for labels, and the jobs that ask them.
public final class LabelModels {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration WHOLE = Duration.ofMinutes(5);
    private static final Duration BATCH_PAUSE = Duration.ofSeconds(5);

    private LabelModels() {}

    /// A model behind an address: a reply is given up after two minutes of silence, or five in all.
    public static OpenAiChatModel remote(String url, String model, Optional<String> key) {
        return new OpenAiChatModel(url, model, key, PATIENCE).within(WHOLE);
    }

    /// A checkpoint of the workspace, or one by its folder. Its name tells the weights, so that
    /// other weights are asked anew.
    public static ChatModel checkpoint(Workbench bench, String name, int threads) {
        Path folder = bench.checkpoint(name);
        String fingerprint;
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            fingerprint = checkpoint.fingerprint();
        }
        return new LocalChatModel(
                name + " " + fingerprint.substring(0, 8),
                () -> {
                    Models.Lent lent = bench.models().open(name, folder, threads);
                    return new LocalChatModel.Opened(
                            lent.model().text(), lent.model().turns(), lent::close);
                });
    }

    /// The names of the checkpoints of a workspace that can write text.
    public static List<String> checkpoints(Path workspace) throws IOException {
        List<String> names = new ArrayList<>();
        Path folder = workspace.resolve("checkpoints");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(LabelModels::writes)
                        .map(f -> f.getFileName().toString())
                        .sorted()
                        .forEach(names::add);
            }
        }
        new AddedModels(workspace)
                .all().stream()
                        .filter(a -> writes(a.path()))
                        .map(AddedModels.Added::name)
                        .forEach(names::add);
        return names;
    }

    private static boolean writes(Path folder) {
        return Checkpoint.claimsText(folder) && !folder.getFileName().toString().startsWith(".");
    }

    /// The job that asks at once.
    public static Job<LlmReport> ask(
            Workbench bench, ChatModel model, LlmPlan plan, String annotator) {
        return new LlmLabelJob(bench.labels(), bench.calls(), model, plan, annotator);
    }

    /// The job that has it answered within a day at half price.
    ///
    /// @param plan at that price
    public static Job<LlmReport> batch(
            Workbench bench, OpenAiChatModel model, LlmPlan plan, String annotator, String url) {
        return new LlmBatchJob(
                bench.labels(),
                bench.calls(),
                bench.batches(),
                model.batches(),
                plan,
                annotator,
                url,
                BATCH_PAUSE);
    }
}
