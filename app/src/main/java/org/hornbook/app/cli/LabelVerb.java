package org.hornbook.app.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hornbook.app.LabelModels;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.infer.remote.OpenAiChatModel;
import org.hornbook.job.Reuse;
import org.hornbook.label.AnnotatorId;
import org.hornbook.label.Budget;
import org.hornbook.label.LlmCallRepository;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.LlmReport;
import org.hornbook.label.Price;
import org.hornbook.label.PriceList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "label",
        description = {
            "Lets a language model label a random sample of a corpus: one behind an OpenAI-compatible endpoint, or a"
                    + " checkpoint of this workspace.",
            "Shows the cost before and stops at the cap; what was answered before is not asked again. The key is read"
                    + " from HORNBOOK_API_KEY or OPENAI_API_KEY, or is the one kept in the settings, and goes nowhere"
                    + " else."
        })
final class LabelVerb extends Verb {
    private static final int PREVIEWED = 10;

    @Parameters(paramLabel = "CORPUS")
    private String corpus;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "such as http://localhost:11434/v1")
    private String endpoint;

    @Option(names = "--model", paramLabel = "NAME", description = "of the model at the endpoint")
    private String model;

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME",
            description = "a checkpoint of this workspace, or its folder, in place of an endpoint")
    private String checkpoint;

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
            names = "--of-sample",
            paramLabel = "NAME",
            description = "ask about the documents of a sample that `hornbook sample` keeps")
    private String ofSample;

    @Option(
            names = "--rubric",
            defaultValue = "educational-value",
            description = "name, or name@version; default: ${DEFAULT-VALUE}")
    private String rubric;

    @Option(
            names = "--again",
            arity = "0..1",
            fallbackValue = "2",
            paramLabel = "LOOK",
            description = {
                "ask the same model once more about what it has labelled, to see whether it agrees with itself; kept as"
                        + " NAME (2), or with LOOK 3 as NAME (3)"
            })
    private Integer again;

    @Option(
            names = "--retry",
            description =
                    "ask again only where the model gave no label: a reply that could not be read, a refusal, a failure")
    private boolean retry;

    @Option(
            names = "--price-in",
            paramLabel = "DOLLARS",
            description =
                    "a million prompt tokens; default: the list of prices in the settings, 0 on this machine")
    private Double priceIn;

    @Option(
            names = "--price-out",
            paramLabel = "DOLLARS",
            description = "a million tokens of the reply")
    private Double priceOut;

    @Option(
            names = "--cap",
            paramLabel = "DOLLARS",
            description = "never spend more; default: 1, if the price is known")
    private Double cap;

    @Option(
            names = "--cap-tokens",
            paramLabel = "N",
            description = "never use more tokens; needed where no price is known")
    private Long capTokens;

    @Option(
            names = "--concurrency",
            defaultValue = "4",
            description = "requests at a time; default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--batch",
            description =
                    "by the Batch API: within a day, at half price. Ctrl+C stops the waiting only; the same command goes"
                            + " on with it")
    private boolean batch;

    @Option(names = "--plan", description = "show cost and ten prompts, and ask nothing")
    private boolean planOnly;

    /// What would be asked.
    record Planned(
            LlmPlan.Estimate estimate, Budget cap, Optional<Price> price, List<String> prompts) {}

    @Override
    void run(Console console) throws Exception {
        if ((endpoint == null) == (checkpoint == null) || (endpoint != null && model == null)) {
            throw new IllegalArgumentException(
                    "say which model: --endpoint URL --model NAME, or --checkpoint NAME");
        }
        if (batch && endpoint == null) {
            throw new IllegalArgumentException(
                    "--batch needs an --endpoint: a checkpoint here has no Batch API");
        }
        SettingsFile files = SettingsFile.usual();
        try (Workbench bench = planOnly ? read() : write()) {
            Corpus in = bench.corpora().require(corpus);
            try (ChatModel asked = model(bench, files)) {
                String name =
                        annotator == null ? checkpoint == null ? model : checkpoint : annotator;
                LlmPlan plan = plan(bench, in, files, asked, name);
                LlmPlan.Estimate estimate = plan.estimate();
                console.say(words(plan, estimate));
                if (planOnly) {
                    plan(console, plan, estimate);
                    return;
                }
                plan.check();
                LlmReport report =
                        console.follow(
                                bench.runner(),
                                batch
                                        ? LabelModels.batch(
                                                bench,
                                                (OpenAiChatModel) asked,
                                                plan,
                                                name,
                                                endpoint)
                                        : LabelModels.ask(bench, asked, plan, name),
                                Reuse.NEVER);
                console.report(report, words(report));
            }
        }
    }

    private ChatModel model(Workbench bench, SettingsFile files) {
        if (checkpoint != null) {
            return LabelModels.checkpoint(
                    bench, checkpoint, Runtime.getRuntime().availableProcessors());
        }
        String kept =
                files.read().endpoints().stream()
                        .filter(e -> e.url().equals(endpoint) && e.model().equals(model))
                        .map(Settings.Endpoint::name)
                        .findFirst()
                        .orElse("");
        return LabelModels.remote(endpoint, model, files.key(kept));
    }

    private LlmPlan plan(
            Workbench bench, Corpus in, SettingsFile files, ChatModel asked, String name) {
        Optional<Price> price = price(files);
        LlmPlan.Look look = new LlmPlan.Look(again == null ? 1 : again, retry);
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("corpus", corpus);
        notes.put(
                checkpoint == null ? "endpoint" : "checkpoint",
                checkpoint == null ? endpoint : checkpoint);
        LlmPlan plan =
                new LlmPlan(
                                documents(bench, in, look, name),
                                bench.rubrics().require(rubric),
                                asked.name(),
                                price,
                                budget(price),
                                new LlmPlan.Effort(checkpoint == null ? concurrency : 1, 6),
                                look)
                        .noting(notes);
        return batch ? plan.batched() : plan;
    }

    private Optional<Price> price(SettingsFile files) {
        if (priceIn != null || priceOut != null) {
            return Optional.of(
                    new Price(priceIn == null ? 0 : priceIn, priceOut == null ? 0 : priceOut));
        }
        return checkpoint == null ? files.prices().price(endpoint, model) : Optional.of(Price.FREE);
    }

    private Budget budget(Optional<Price> price) {
        return new Budget(
                cap != null ? cap : price.isPresent() ? 1 : Double.POSITIVE_INFINITY,
                capTokens == null ? Long.MAX_VALUE : capTokens);
    }

    private List<Document> documents(Workbench bench, Corpus in, LlmPlan.Look look, String name) {
        List<Document> documents;
        if (look.retry()) {
            Optional<AnnotatorId> by =
                    bench.labels().annotator(look.annotator(name)).map(a -> a.id());
            documents =
                    by.map(id -> bench.calls().problems(in.id(), id)).orElse(List.of()).stream()
                            .map(LlmCallRepository.Problem::document)
                            .distinct()
                            .map(bench.corpora()::get)
                            .toList();
        } else if (ofSample != null) {
            documents = bench.corpora().get(bench.samples().require(in, ofSample).documents());
        } else {
            Set<DocumentId> before =
                    look.number() == 1
                            ? Set.of()
                            : bench.labels()
                                    .annotator(name)
                                    .map(a -> bench.labels().values(in.id(), a.id()).keySet())
                                    .map(HashSet::new)
                                    .orElseGet(HashSet::new);
            documents =
                    sample(
                            bench.corpora().source(in, DocumentQuery.parse(query)),
                            look.number() == 1,
                            before);
        }
        if (documents.isEmpty()) {
            throw new IllegalArgumentException(
                    look.retry()
                            ? "every document of "
                                    + corpus
                                    + " that "
                                    + name
                                    + " was asked about has a label"
                            : look.number() > 1
                                    ? name
                                            + " has labelled nothing of "
                                            + corpus
                                            + " yet: there is nothing to look at again"
                                    : "no document of " + corpus + " to label");
        }
        return documents;
    }

    /// The same sample for the same seed and documents.
    private List<Document> sample(DocumentSource documents, boolean all, Set<DocumentId> only) {
        List<DocumentId> ids = new ArrayList<>();
        DocumentId at = DocumentId.START;
        List<Document> chosen = new ArrayList<>();
        for (List<Document> page;
                !(page = documents.after(at, 1000)).isEmpty();
                at = page.getLast().id()) {
            page.stream()
                    .map(Document::id)
                    .filter(id -> all || only.contains(id))
                    .forEach(ids::add);
        }
        Collections.shuffle(ids, new Random(seed));
        ids.subList(0, Math.min(sample, ids.size()))
                .forEach(id -> chosen.addAll(documents.after(new DocumentId(id.value() - 1), 1)));
        return chosen;
    }

    private static void plan(Console console, LlmPlan plan, LlmPlan.Estimate estimate) {
        List<String> prompts =
                plan.documents().stream().limit(PREVIEWED).map(plan::prompt).toList();
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < prompts.size(); i++) {
            words.append(i == 0 ? "" : "\n\n")
                    .append("--- prompt ")
                    .append(i + 1)
                    .append(" of the first ")
                    .append(prompts.size())
                    .append("\n")
                    .append(prompts.get(i));
        }
        console.report(
                new Planned(estimate, plan.budget(), plan.price(), prompts), words.toString());
    }

    private String words(LlmPlan plan, LlmPlan.Estimate e) {
        return String.format(
                Locale.ROOT,
                "%,d documents, about %,d tokens to read and %,d to %,d to write (%s); %s; %s",
                e.documents(),
                e.low().promptTokens(),
                e.low().completionTokens(),
                e.high().completionTokens(),
                e.tokenizer().isEmpty()
                        ? "estimated: a token for three bytes"
                        : "counted with " + e.tokenizer(),
                plan.price()
                        .map(
                                p ->
                                        p.free()
                                                ? PriceList.here(endpoint == null ? "" : endpoint)
                                                                || checkpoint != null
                                                        ? "free, on this machine"
                                                        : "free"
                                                : String.format(
                                                        Locale.ROOT,
                                                        "%.4f to %.4f dollars%s",
                                                        e.dollars().orElseThrow().low(),
                                                        e.dollars().orElseThrow().high(),
                                                        batch ? " at half price" : ""))
                        .orElse("price not known"),
                plan.budget().capsDollars()
                        ? String.format(Locale.ROOT, "cap %.2f dollars", plan.budget().dollars())
                        : plan.budget().capsTokens()
                                ? String.format(
                                        Locale.ROOT, "cap %,d tokens", plan.budget().tokens())
                                : "no cap");
    }

    private static String words(LlmReport r) {
        StringBuilder words =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "%,d documents labelled by %s, %,d replies could not be read, %,d refused, %,d documents failed, %,d"
                                        + " left; %,d from what was answered before; %.4f dollars spent, %.4f estimated at most",
                                r.labelled(),
                                r.annotator(),
                                r.unparseable(),
                                r.refused(),
                                r.failed().size(),
                                r.left(),
                                r.cached(),
                                r.dollars(),
                                r.estimatedDollars()));
        if (r.lost() > 0) {
            words.append(
                    String.format(
                            Locale.ROOT,
                            "%n  %,d replies were lost on the way and may have been charged: %.4f dollars of these are their estimate",
                            r.lost(),
                            r.lostDollars()));
        }
        if (r.guessed() > 0) {
            words.append(
                    String.format(
                            Locale.ROOT,
                            "%n  for %,d replies the server did not say what was used: it was counted here",
                            r.guessed()));
        }
        r.failed().stream().limit(10).forEach(f -> words.append("\n  ").append(f));
        if (r.unparseable() + r.refused() + r.failed().size() > 0) {
            words.append(
                    "\n  `hornbook labels problems` lists what came instead of a label; --retry asks again");
        }
        return words.toString();
    }
}
