package org.hornbook.app.cli;

import java.util.List;
import java.util.Locale;
import org.hornbook.app.LabelModels;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.label.LlmBatchRepository.LlmBatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "batches",
        description =
                "The batches that were given to servers, and how far they are. `label --batch` with the same words as"
                        + " before fetches what is done.")
final class LabelBatchesVerb extends Verb {
    @Option(
            names = "--cancel",
            paramLabel = "BATCH",
            description =
                    "ask the server to stop this one; what is answered by then is charged, and comes with `label --batch`")
    private String cancel;

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            List<LlmBatch> all = bench.batches().all();
            if (cancel != null) {
                LlmBatch batch =
                        all.stream()
                                .filter(b -> b.server().equals(cancel))
                                .findFirst()
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "no batch "
                                                                + cancel
                                                                + " was given to a server from this workspace"));
                SettingsFile files = SettingsFile.usual();
                String kept =
                        files.read().endpoints().stream()
                                .filter(e -> e.url().equals(batch.endpoint()))
                                .map(Settings.Endpoint::name)
                                .findFirst()
                                .orElse("");
                String status =
                        LabelModels.remote(batch.endpoint(), batch.model(), files.key(kept))
                                .batches()
                                .cancel(cancel)
                                .status();
                console.report(batch, cancel + " is " + status);
                return;
            }
            StringBuilder words = new StringBuilder();
            for (LlmBatch b : all) {
                words.append(
                        "%-28s %-10s %8s requests to %s at %s%s%n"
                                .formatted(
                                        b.server().isEmpty()
                                                ? "(not yet at the server)"
                                                : b.server(),
                                        b.state().name().toLowerCase(Locale.ROOT),
                                        Words.count(b.requests()),
                                        b.model(),
                                        b.endpoint(),
                                        b.problem().isEmpty() ? "" : ": " + b.problem()));
            }
            console.report(
                    all,
                    all.isEmpty()
                            ? "No batch has been given to a server: `hornbook label --batch` gives one."
                            : words.toString().stripTrailing());
        }
    }
}
