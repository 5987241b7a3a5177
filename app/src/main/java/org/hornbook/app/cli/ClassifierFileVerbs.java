package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.classify.ClassifierExchange;
import org.hornbook.classify.Embedder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Optional;

/// A classifier as one file: out of a workspace, and into another.
final class ClassifierFileVerbs {
    private ClassifierFileVerbs() {}

    @Command(
            name = "export",
            description = {
                "Writes a classifier to one file, with where it came from: recipe, whom it imitates,"
                        + " hash of the labels, rubrics, seed, figures on held-out folds, versions.",
                "The file is a zip with checksums; documents and labels are not in it."
            })
    static final class Export extends Verb {
        @Parameters(paramLabel = "CLASSIFIER")
        private String name;

        @Option(
                names = {"--to", "-o"},
                required = true,
                paramLabel = "FILE")
        private Path to;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = read()) {
                ClassifierExchange.Exported written =
                        bench.exchange().export(ClassifierVerb.classifier(bench, name), to);
                console.report(written, name + " written to " + to);
            }
        }
    }

    @Command(
            name = "import",
            description =
                    "Brings in a classifier that `classifier export` wrote. A damaged or changed"
                            + " file is refused.")
    static final class Import extends Verb {
        @Parameters(paramLabel = "FILE")
        private Path file;

        @Option(names = "--name", paramLabel = "NAME", description = "default: its own")
        private String name;

        @Option(
                names = "--corpus",
                paramLabel = "NAME",
                description =
                        "the corpus it is shown with; default: the one here that has the name of the"
                                + " one it learned from")
        private String corpus;

        @Option(
                names = "--encoder",
                paramLabel = "CHECKPOINT",
                description = "the model whose embedding it reads, if it reads one")
        private String encoder;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = write()) {
                ClassifierExchange.Imported taken =
                        bench.exchange()
                                .take(
                                        file,
                                        Optional.ofNullable(name),
                                        Optional.ofNullable(corpus),
                                        bench.embedder(Optional.ofNullable(encoder))
                                                .map(Embedder::fingerprint));
                console.report(taken, words(taken));
            }
        }

        private static String words(ClassifierExchange.Imported taken) {
            return (taken.wasHere()
                            ? taken.name() + " was here already: "
                            : taken.name() + " is here: ")
                    + taken.recipe()
                    + ", imitates "
                    + taken.annotator()
                    + "; "
                    + ClassifierVerb.words(taken.evaluation())
                    + "\n"
                    + Words.count(taken.known())
                    + " of the "
                    + Words.count(taken.learned())
                    + " documents it learned from are here"
                    + (taken.corpus().isEmpty()
                            ? "; it belongs to no corpus here yet: --corpus names one"
                            : "");
        }
    }
}
