package org.hornbook.app.cli;

import java.util.Locale;
import java.util.Optional;
import org.hornbook.app.LabelModels;
import org.hornbook.app.RubricTrials;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.Reuse;
import org.hornbook.label.LlmLabelJob;
import org.hornbook.label.LlmReport;
import org.hornbook.label.Price;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.RubricTrial;
import org.hornbook.label.sample.Sample;
import org.hornbook.label.sample.Whom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description = {
            "Asks a model about the same documents with two rubrics, and tells how far the labels"
                    + " agree, how they shift, what each cost, and which documents changed.",
            "Shows the cost before and stops at the cap, which is for both. The key is read from"
                    + " OPENAI_API_KEY and stored nowhere."
        })
final class RubricCompareVerb extends Verb {
    @Parameters(paramLabel = "RUBRIC", index = "0")
    private String first;

    @Parameters(paramLabel = "RUBRIC", index = "1")
    private String second;

    @Option(names = "--corpus", required = true, paramLabel = "NAME")
    private String corpus;

    @Option(
            names = "--sample",
            paramLabel = "NAME",
            description = "documents chosen by `hornbook sample`; default: some at random")
    private String sample;

    @Option(
            names = "--size",
            defaultValue = "200",
            paramLabel = "N",
            description = "documents at random; default: ${DEFAULT-VALUE}")
    private int size;

    @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--query", defaultValue = "", description = "only of these documents")
    private String query;

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "URL",
            description = "such as http://localhost:11434/v1")
    private String endpoint;

    @Option(names = "--model", required = true, paramLabel = "NAME")
    private String model;

    @Option(
            names = "--price-in",
            paramLabel = "DOLLARS",
            description = "a million prompt tokens; 0 for a server of your own")
    private Double priceIn;

    @Option(
            names = "--price-out",
            paramLabel = "DOLLARS",
            description = "a million tokens of the reply")
    private Double priceOut;

    @Option(
            names = "--cap",
            defaultValue = "1",
            paramLabel = "DOLLARS",
            description = "never spend more on both; default: ${DEFAULT-VALUE}")
    private double cap;

    @Option(
            names = "--concurrency",
            defaultValue = "4",
            description = "requests at a time; default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--changed",
            defaultValue = "10",
            paramLabel = "N",
            description = "changed documents to print; default: ${DEFAULT-VALUE}")
    private int changed;

    @Option(names = "--plan", description = "show what it would cost, and ask nothing")
    private boolean planOnly;

    /// What would be asked.
    record Planned(int documents, Double dollarsAtMost, double cap) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = write()) {
            Corpus in = bench.corpora().require(corpus);
            RubricTrials trials = new RubricTrials(bench);
            Rubric one = bench.rubrics().require(first);
            Rubric two = bench.rubrics().require(second);
            RubricTrials.Asked asked =
                    new RubricTrials.Asked(
                            in,
                            sample(bench, in, trials),
                            one,
                            two,
                            LabelModels.remote(
                                    endpoint,
                                    model,
                                    Optional.ofNullable(System.getenv("OPENAI_API_KEY"))),
                            price(),
                            cap,
                            concurrency);
            int documents = asked.sample().documents().size();
            Optional<Double> cost = trials.cost(asked);
            String words =
                    "%s documents of %s, asked twice; %s; cap %s"
                            .formatted(
                                    Words.count(documents),
                                    asked.sample().name(),
                                    cost.map(c -> "at most about " + Words.dollars(c))
                                            .orElse("price not known"),
                                    Words.dollars(cap));
            if (planOnly) {
                console.report(new Planned(documents, cost.orElse(null), cap), words);
                return;
            }
            console.say(words);
            if (cost.isEmpty()) {
                throw new IllegalArgumentException(
                        "the price of "
                                + model
                                + " is not known, so the cap could not be kept: give --price-in and"
                                + " --price-out (0 for a server of your own)");
            }
            LlmReport a = ask(console, bench, trials.first(asked));
            LlmReport b = ask(console, bench, trials.second(asked, a));
            RubricTrial trial = trials.report(asked, a, b);
            console.report(trial, words(trial, bench));
        }
    }

    private Sample sample(Workbench bench, Corpus in, RubricTrials trials) {
        if (sample != null) {
            return bench.samples().require(in, sample);
        }
        return trials.sample(
                in,
                new Sample.Plan(new Whom.Random(), query, "", "", size, seed),
                "trial of " + size);
    }

    private Optional<Price> price() {
        return priceIn == null && priceOut == null
                ? SettingsFile.usual().prices().price(endpoint, model)
                : Optional.of(
                        new Price(priceIn == null ? 0 : priceIn, priceOut == null ? 0 : priceOut));
    }

    /// What was answered before is taken as it is, unless something is missing from it.
    private static LlmReport ask(Console console, Workbench bench, LlmLabelJob job)
            throws Exception {
        LlmReport known = console.follow(bench.runner(), job, Reuse.FINISHED);
        return known.failed().isEmpty() && known.left() == 0
                ? known
                : console.follow(bench.runner(), job, Reuse.NEVER);
    }

    private String words(RubricTrial t, Workbench bench) {
        StringBuilder words = new StringBuilder();
        words.append(
                "%s against %s, asked of %s about %s documents: weighted kappa %s, identical %s, the second %+.2f (%+.2f to %+.2f)%n"
                        .formatted(
                                t.first().rubric(),
                                t.second().rubric(),
                                t.model(),
                                Words.count(t.n()),
                                LabelsAgreementVerb.figure(t.kappa()),
                                Words.percent(t.exact().value()),
                                t.shift().value(),
                                t.shift().low(),
                                t.shift().high()));
        for (RubricTrial.Side side : new RubricTrial.Side[] {t.first(), t.second()}) {
            words.append(
                    "%s: mean %s, %s labels%s, %s%n"
                            .formatted(
                                    side.rubric(),
                                    Words.figure(side.mean()),
                                    Words.count(side.labelled()),
                                    side.lost() == 0
                                            ? ""
                                            : ", " + Words.count(side.lost()) + " without",
                                    Words.dollars(side.dollars())));
        }
        words.append("%s documents changed".formatted(Words.count(t.changed().size())));
        for (RubricTrial.Changed c :
                t.changed().subList(0, Math.min(changed, t.changed().size()))) {
            words.append(
                    String.format(
                            Locale.ROOT,
                            "%n  %s: %d, then %d%n      %s%n      %s",
                            bench.corpora().get(c.document()).key(),
                            c.first(),
                            c.second(),
                            c.firstRationale(),
                            c.secondRationale()));
        }
        return words.toString();
    }
}
