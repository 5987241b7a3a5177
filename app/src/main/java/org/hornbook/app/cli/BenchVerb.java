package org.hornbook.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hornbook.app.Graphs;
import org.hornbook.app.Words;
import org.hornbook.infer.InferencePace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = "Measures on this machine: `bench inference DIR` a checkpoint.",
        subcommands = BenchVerb.Inference.class)
final class BenchVerb extends Verb {
    @Spec private CommandSpec spec;

    @Override
    void run(Console console) {
        throw new ParameterException(
                spec.commandLine(), "say what to measure: `hornbook bench inference DIR`");
    }

    @Command(
            name = "inference",
            description =
                    "Tokens a second a checkpoint reads and writes, how long it takes to load, and the"
                            + " memory it takes.")
    static final class Inference extends Verb {
        @Parameters(paramLabel = "DIR", description = "a folder with config.json and safetensors")
        private Path folder;

        @Option(
                names = "--contexts",
                split = ",",
                paramLabel = "TOKENS",
                defaultValue = "128,1024",
                description = "lengths of what was read before; default: ${DEFAULT-VALUE}")
        private List<Integer> contexts;

        @Option(
                names = "--runs",
                defaultValue = "3",
                description = "of which the median counts; default: ${DEFAULT-VALUE}")
        private int runs;

        @Option(names = "--threads")
        private int threads = Runtime.getRuntime().availableProcessors();

        @Mixin private PrecisionOptions precision;

        @Override
        void run(Console console) {
            int[] lengths = contexts.stream().mapToInt(c -> c).toArray();
            for (int length : lengths) {
                if (length < 1) {
                    throw new IllegalArgumentException("--contexts " + length + " is less than 1");
                }
            }
            if (runs < 1) {
                throw new IllegalArgumentException("--runs " + runs + " is less than 1");
            }
            InferencePace pace =
                    InferencePace.measure(
                            folder,
                            Graphs.of(workspaceFolder()),
                            threads,
                            precision.precision(folder, Graphs.of(workspaceFolder())),
                            PrecisionOptions.told(console),
                            lengths,
                            runs);
            console.report(pace, words(pace));
        }

        private static String words(InferencePace pace) {
            StringBuilder words = new StringBuilder();
            words.append(
                    String.format(
                            Locale.ROOT,
                            "%s: %s parameters, %d threads%n",
                            pace.folder(),
                            Words.count(pace.parameters()),
                            pace.threads()));
            for (InferencePace.AtContext at : pace.contexts()) {
                words.append(
                        String.format(
                                Locale.ROOT,
                                "at %5d tokens: reads %9.1f, writes %8.1f tokens a second%n",
                                at.context(),
                                at.prefill(),
                                at.decode()));
            }
            words.append(
                    String.format(
                            Locale.ROOT,
                            "text that repeats itself: writes %.1f tokens a second, %.1f without guessing%n"
                                    + "loads in %.2f s; an interrupt ends it after %.0f ms; %.0f MB of memory",
                            pace.copied(),
                            pace.copiedPlainly(),
                            pace.loadSeconds(),
                            pace.cancelSeconds() * 1e3,
                            pace.memoryBytes() / 1e6));
            return words.toString();
        }
    }
}
