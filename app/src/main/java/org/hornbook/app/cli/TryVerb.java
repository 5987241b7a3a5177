package org.hornbook.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hornbook.app.Trial;
import org.hornbook.app.Workbench;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.job.Reuse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "try",
        description =
                "Lets checkpoints write the functions of a benchmark (HumanEval's form) and runs them against their tests in a"
                        + " sandbox.")
final class TryVerb extends Verb {
    @Parameters(
            paramLabel = "CHECKPOINT",
            arity = "1..*",
            description = "names in the workspace, or folders")
    private List<String> checkpoints;

    @Option(
            names = "--benchmark",
            required = true,
            paramLabel = "FILE",
            description = "tasks as JSON Lines (.jsonl, .gz)")
    private Path file;

    @Option(names = "--max-tokens", defaultValue = "256", description = "default: ${DEFAULT-VALUE}")
    private int maxTokens;

    @Option(
            names = "--time-limit",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "for one program; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--threads")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    void run(Console console) throws Exception {
        List<EvalResult> results = new ArrayList<>();
        try (Workbench bench = write()) {
            for (String checkpoint : checkpoints) {
                Trial trial =
                        new Trial(
                                bench,
                                new Trial.Plan(
                                        checkpoint,
                                        bench.checkpoint(checkpoint),
                                        file,
                                        maxTokens,
                                        Duration.ofSeconds(seconds),
                                        threads));
                results.add(console.follow(bench.runner(), trial, Reuse.FINISHED));
            }
            StringBuilder words = new StringBuilder();
            results.forEach(r -> words.append(words(r)).append('\n'));
            console.report(Map.of("results", results), words.toString().stripTrailing());
        }
    }

    static String words(EvalResult r) {
        return String.format(
                Locale.ROOT,
                "%s on %s: passed %d of %d, %.1f%% (95%% interval %.1f-%.1f)",
                r.name(),
                r.benchmark(),
                r.passed(),
                r.of(),
                100 * r.share(),
                100 * r.low(),
                100 * r.high());
    }
}
