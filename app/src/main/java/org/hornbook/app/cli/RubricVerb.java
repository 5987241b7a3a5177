package org.hornbook.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.KeptRubric;
import org.hornbook.label.rubric.RubricDiff;
import org.hornbook.label.rubric.RubricText;
import org.hornbook.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rubric",
        description = {
            "What annotators are asked: versioned texts with a scale, examples and a reply's schema.",
            "`list`, `show`, `edit` (the change is a new version; labels stay with theirs), `copy`,"
                    + " `diff`, and `compare`, which asks a model with two of them about the same"
                    + " documents. A rubric is named NAME, its newest version, or NAME@VERSION."
        },
        subcommands = {
            RubricVerb.Listed.class,
            RubricVerb.Show.class,
            RubricVerb.Edit.class,
            RubricVerb.Copy.class,
            RubricVerb.Diff.class,
            RubricCompareVerb.class
        })
final class RubricVerb extends Verb {
    @Override
    void run(Console console) throws Exception {
        list(this, console);
    }

    private static void list(Verb verb, Console console) throws Exception {
        try (Workbench bench = verb.read()) {
            List<KeptRubric> all = bench.rubrics().all();
            console.report(all, String.join("\n", all.stream().map(RubricVerb::words).toList()));
        }
    }

    private static String words(KeptRubric k) {
        return "%-28s %8s labels, %d-%d%s%s"
                .formatted(
                        k.rubric().title(),
                        Words.count(k.labels()),
                        k.rubric().lowest(),
                        k.rubric().highest(),
                        k.rubric().examples().isEmpty()
                                ? ""
                                : ", " + k.rubric().examples().size() + " examples",
                        k.from().map(f -> ", from " + f).orElse(", came with the program"));
    }

    @Command(name = "list", description = "Lists all rubrics with their versions.")
    static final class Listed extends Verb {
        @Override
        void run(Console console) throws Exception {
            list(this, console);
        }
    }

    @Command(
            name = "show",
            description = "Prints a rubric as the plain text that `rubric edit --file` reads.")
    static final class Show extends Verb {
        @Parameters(paramLabel = "RUBRIC")
        private String rubric;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = read()) {
                Rubric shown = bench.rubrics().require(rubric);
                console.report(shown, RubricText.write(shown).stripTrailing());
            }
        }
    }

    @Command(
            name = "edit",
            description =
                    "Saves the rubric of a file as the next version. The file holds what `rubric show`"
                            + " prints, changed, or a rubric as JSON.")
    static final class Edit extends Verb {
        @Parameters(paramLabel = "RUBRIC")
        private String rubric;

        @Option(names = "--file", required = true, paramLabel = "FILE")
        private Path file;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = write()) {
                Rubric from = bench.rubrics().require(rubric);
                Rubric newest = bench.rubrics().require(from.name());
                Rubric words = words().as(from.name(), from.version());
                Rubric saved = bench.rubrics().save(words, from);
                console.report(
                        saved,
                        saved.equals(newest)
                                ? saved.title() + " says just that already"
                                : "saved as "
                                        + saved.title()
                                        + "; labels stay with the version they were given under");
            }
        }

        private Rubric words() throws java.io.IOException {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            try {
                return text.stripLeading().startsWith("{")
                        ? Json.read(text, Rubric.class)
                        : RubricText.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
            }
        }
    }

    @Command(name = "copy", description = "Duplicates a rubric under another name.")
    static final class Copy extends Verb {
        @Parameters(paramLabel = "RUBRIC", index = "0")
        private String rubric;

        @Parameters(paramLabel = "NAME", index = "1")
        private String name;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = write()) {
                Rubric copy = bench.rubrics().copy(bench.rubrics().require(rubric), name);
                console.report(copy, copy.title() + " says what " + rubric + " says");
            }
        }
    }

    @Command(name = "diff", description = "Tells what differs between two rubrics, word by word.")
    static final class Diff extends Verb {
        @Parameters(paramLabel = "RUBRIC", index = "0")
        private String first;

        @Parameters(paramLabel = "RUBRIC", index = "1")
        private String second;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = read()) {
                RubricDiff diff =
                        RubricDiff.of(
                                bench.rubrics().require(first), bench.rubrics().require(second));
                console.report(diff, diff.text().stripTrailing());
            }
        }
    }
}
