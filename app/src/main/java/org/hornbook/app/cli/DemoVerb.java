package org.hornbook.app.cli;

import java.nio.file.Path;
import org.hornbook.app.Demo;
import org.hornbook.app.DemoReport;
import org.hornbook.app.Stages;
import org.hornbook.app.Workbench;
import org.hornbook.job.Job;
import org.hornbook.job.Reuse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "The whole walk on the sample data: documents, labels, classifier, kept part, two small models, and functions"
                        + " they write. Run again, it takes what is done and goes on.")
final class DemoVerb extends Verb {
    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of folds and training; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--datasets",
            paramLabel = "DIR",
            description = "the sample data; default: that of this program",
            hidden = true)
    private Path datasets;

    @Override
    void run(Console console) throws Exception {
        Path data =
                datasets == null
                        ? Path.of(System.getProperty("hornbook.home", "."), "datasets")
                        : datasets;
        try (Workbench bench = write()) {
            DemoReport report = new Demo(bench, data, new Told(console, bench), seed).run();
            if (!console.json()) {
                console.report(report, words(report));
            } else {
                console.say(words(report));
                console.report(report, "");
            }
        }
    }

    /// Stages as lines of text.
    private record Told(Console console, Workbench bench) implements Stages {
        @Override
        public void stage(String words) {
            console.say("\n" + words);
        }

        @Override
        public void result(String words) {
            console.say("  " + words);
        }

        @Override
        public <R> R run(Job<R> job, Reuse reuse) throws Exception {
            return console.follow(bench.runner(), job, reuse);
        }
    }

    private static String words(DemoReport report) {
        StringBuilder words = new StringBuilder("\nThe two models, side by side:\n");
        for (DemoReport.Sample sample : report.exercises().samples()) {
            words.append('\n').append(sample.prompt());
            words.append("\n  [all] ").append(sample.all().stripTrailing());
            words.append("\n  [kept] ").append(sample.kept().stripTrailing()).append('\n');
        }
        return words.append('\n').append(report.verdict()).toString();
    }
}
