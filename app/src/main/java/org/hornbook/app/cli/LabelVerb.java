package org.hornbook.app.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.infer.remote.OpenAiChatModel;
import org.hornbook.infer.remote.Usage;
import org.hornbook.job.Reuse;
import org.hornbook.label.LlmLabelJob;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.LlmReport;
import org.hornbook.label.Price;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "label",
        description = {
            "Lets a language model behind an OpenAI-compatible endpoint label a random sample of a corpus.",
            "Shows the cost before and stops at the cap. The key is read from OPENAI_API_KEY and stored nowhere."
        })
final class LabelVerb extends Verb {
    @Parameters(paramLabel = "CORPUS")
    private String corpus;

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "URL",
            description = "such as http://localhost:11434/v1")
    private String endpoint;

    @Option(names = "--model", required = true, paramLabel = "NAME")
    private String model;

    @Option(
            names = "--annotator",
            paramLabel = "NAME",
            description = "under which the labels are kept; default: the model's name")
    private String annotator;

    @Option(
            names = "--sample",
            defaultValue = "100",
            paramLabel = "N",
            description = "how many documents; default: ${DEFAULT-VALUE}")
    private int sample;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the sample; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--query", defaultValue = "", description = "sample only from these documents")
    private String query;

    @Option(
            names = "--rubric",
            defaultValue = "educational-value",
            description = "name, or name@version; default: ${DEFAULT-VALUE}")
    private String rubric;

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
            description = "never spend more; default: ${DEFAULT-VALUE}")
    private double cap;

    @Option(
            names = "--concurrency",
            defaultValue = "4",
            description = "requests at a time; default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(names = "--plan", description = "show cost and the first prompt, and ask nothing")
    private boolean planOnly;

    /// What would be asked.
    record Planned(
            int documents, Usage estimate, Double dollarsAtMost, double cap, String firstPrompt) {}

    @Override
    void run(Console console) throws Exception {
        Optional<Price> price =
                priceIn == null && priceOut == null
                        ? Optional.empty()
                        : Optional.of(
                                new Price(
                                        priceIn == null ? 0 : priceIn,
                                        priceOut == null ? 0 : priceOut));
        try (Workbench bench = planOnly ? read() : write()) {
            Corpus in = bench.corpora().require(corpus);
            LlmPlan plan =
                    new LlmPlan(
                            sample(bench.corpora().source(in, DocumentQuery.parse(query))),
                            bench.rubrics().require(rubric),
                            price,
                            cap,
                            concurrency,
                            6);
            if (plan.documents().isEmpty()) {
                throw new IllegalArgumentException("no document of " + corpus + " to label");
            }
            console.say(words(plan));
            if (planOnly) {
                String prompt = plan.request(plan.documents().getFirst()).messages().toString();
                console.report(
                        new Planned(
                                plan.documents().size(),
                                plan.estimate(),
                                plan.cost().orElse(null),
                                cap,
                                prompt),
                        prompt);
                return;
            }
            if (price.isEmpty()) {
                throw new IllegalArgumentException(
                        "the price of "
                                + model
                                + " is not known, so the cap of "
                                + cap
                                + " dollars could not be kept: give --price-in and --price-out (0 for a server of your own)");
            }
            LlmReport report =
                    console.follow(
                            bench.runner(),
                            new LlmLabelJob(
                                    bench.labels(),
                                    new OpenAiChatModel(
                                            endpoint,
                                            model,
                                            Optional.ofNullable(System.getenv("OPENAI_API_KEY")),
                                            Duration.ofMinutes(5)),
                                    plan,
                                    annotator == null ? model : annotator),
                            Reuse.NEVER);
            console.report(report, words(report));
        }
    }

    /// The same sample for the same seed and documents.
    private List<Document> sample(DocumentSource documents) {
        List<DocumentId> ids = new ArrayList<>();
        DocumentId at = DocumentId.START;
        List<Document> chosen = new ArrayList<>();
        for (List<Document> page;
                !(page = documents.after(at, 1000)).isEmpty();
                at = page.getLast().id()) {
            page.forEach(d -> ids.add(d.id()));
        }
        Collections.shuffle(ids, new Random(seed));
        ids.subList(0, Math.min(sample, ids.size()))
                .forEach(id -> chosen.addAll(documents.after(new DocumentId(id.value() - 1), 1)));
        return chosen;
    }

    private String words(LlmPlan plan) {
        Usage estimate = plan.estimate();
        return String.format(
                Locale.ROOT,
                "%,d documents, at most about %,d tokens to read and %,d to write; %s; cap %.2f dollars",
                plan.documents().size(),
                estimate.promptTokens(),
                estimate.completionTokens(),
                plan.cost()
                        .map(c -> String.format(Locale.ROOT, "at most about %.4f dollars", c))
                        .orElse("price not known"),
                plan.cap());
    }

    private static String words(LlmReport r) {
        StringBuilder words =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "%,d documents labelled by %s, %,d replies could not be read, %,d documents failed, %,d left at the cap;"
                                        + " %.4f dollars spent",
                                r.labelled(),
                                r.annotator(),
                                r.unparseable(),
                                r.failed().size(),
                                r.left(),
                                r.dollars()));
        r.failed().stream().limit(10).forEach(f -> words.append("\n  ").append(f));
        return words.toString();
    }
}
