package org.hornbook.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.hornbook.classify.Calibrator;
import org.hornbook.classify.EmbedJob;
import org.hornbook.classify.Embedder;
import org.hornbook.classify.KeepJob;
import org.hornbook.classify.LearningCurveJob;
import org.hornbook.classify.Recipe;
import org.hornbook.classify.ScoreJob;
import org.hornbook.classify.StandingLabels;
import org.hornbook.classify.Threshold;
import org.hornbook.classify.TrainClassifierJob;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.corpus.ExportJob;
import org.hornbook.corpus.ExportPlan;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.clean.BenchmarkText;
import org.hornbook.corpus.clean.ContaminationJob;
import org.hornbook.corpus.clean.NearDuplicatesJob;
import org.hornbook.hub.DownloadJob;
import org.hornbook.hub.DownloadPlan;
import org.hornbook.hub.FileChoice;
import org.hornbook.hub.Hub;
import org.hornbook.hub.HubRepository;
import org.hornbook.hub.HubSettings;
import org.hornbook.hub.Listing;
import org.hornbook.hub.RepositoryKind;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.infer.remote.OpenAiChatModel;
import org.hornbook.job.Job;
import org.hornbook.job.JobRecord;
import org.hornbook.label.Annotator;
import org.hornbook.label.Budget;
import org.hornbook.label.LabelImportJob;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.Price;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.KeptRubric;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;
import org.hornbook.train.TokenShard;
import org.hornbook.train.TrainingConfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes the job anew that a record tells of, so that it goes on where it stopped. It is the same
/// job only if its fingerprint is: where inputs have changed since, that is said instead.
public final class JobAgain {
    private final Workbench bench;
    private final Path datasets;
    private final int threads;
    private final Function<String, Optional<ChatModel>> models;
    private final Supplier<HubSettings> hub;

    /// @param datasets the folder of the sample data
    /// @param models finds a model behind an address by its name
    /// @param hub where to download from
    public JobAgain(
            Workbench bench,
            Path datasets,
            int threads,
            Function<String, Optional<ChatModel>> models,
            Supplier<HubSettings> hub) {
        this.hub = hub;
        this.bench = bench;
        this.datasets = datasets;
        this.threads = threads;
        this.models = models;
    }

    /// Whether a record of this kind tells enough to make its job anew.
    public static boolean tellsEnough(JobRecord job) {
        JsonNode config = provenance(job).path("config");
        return switch (job.kind()) {
            case "corpus.import",
                    "corpus.near",
                    "corpus.contamination",
                    "classifier.train",
                    "classifier.score",
                    "classify.curve",
                    "classifier.embed",
                    "classify.keep",
                    CalibrateModel.KIND,
                    "train.tokenizer",
                    "train.tokenize",
                    "train.run",
                    "train.export",
                    "evaluate.run",
                    "hub.download" ->
                    true;
            case "corpus.export", "label.import" -> config.has("file");
            case "label.llm", "label.batch" -> config.has("asked");
            default -> false;
        };
    }

    /// The job. Throws `IllegalArgumentException` or `IOException`, in one sentence, if something
    /// it needs is gone or has changed.
    public Job<?> of(JobRecord record) throws IOException {
        JsonNode provenance = provenance(record);
        JsonNode config = provenance.path("config");
        JsonNode inputs = provenance.path("inputs");
        Job<?> job =
                switch (record.kind()) {
                    case "corpus.import" -> imported(inputs, config);
                    case "corpus.export" -> exported(record, config);
                    case "corpus.near" ->
                            new NearDuplicatesJob(
                                    bench.corpora(),
                                    bench.near(),
                                    bench.corpora()
                                            .require(
                                                    text(inputs, "corpus")
                                                            .replaceFirst(" \\d+$", "")),
                                    config.path("threshold").asDouble());
                    case "corpus.contamination" ->
                            new ContaminationJob(
                                    bench.corpora(),
                                    bench.contamination(),
                                    bench.corpora().require(text(config, "corpus")),
                                    DocumentQuery.parse(text(config, "query")),
                                    BenchmarkText.read(Path.of(text(config, "file"))),
                                    config.path("words").asInt());
                    case "train.export" -> shards(inputs, config);
                    case "label.import" -> labels(config);
                    case "label.llm", "label.batch" -> asked(record.kind(), config);
                    case "classifier.train" ->
                            classifier(inputs, config, provenance.path("seed").asLong());
                    case "classifier.score" -> score(record, config);
                    case "classify.curve" ->
                            curve(inputs, config, provenance.path("seed").asLong());
                    case "classifier.embed" -> embedded(inputs, config);
                    case "classify.keep" -> keep(inputs, config);
                    case CalibrateModel.KIND -> calibrated(config);
                    case "train.tokenizer" ->
                            new Training(bench.workspace())
                                    .tokenizer(
                                            documents(record, " from "),
                                            config.path("vocab").asInt());
                    case "train.tokenize" -> tokenize(record, inputs);
                    case "train.run" -> run(inputs, config);
                    case "evaluate.run" -> trial(inputs, config);
                    case "hub.download" -> download(inputs, config);
                    default ->
                            throw new IllegalArgumentException(
                                    "a job of the kind " + record.kind() + " cannot be made anew");
                };
        if (!job.spec().fingerprint().equals(record.fingerprint())) {
            throw new IllegalArgumentException(
                    "what \""
                            + record.title()
                            + "\" works on has changed since it stopped: start"
                            + " it anew where it was started, or copy its command");
        }
        return job;
    }

    private Job<?> imported(JsonNode inputs, JsonNode config) {
        List<Path> paths =
                inputs.properties().stream()
                        .sorted(Comparator.comparing(e -> e.getValue().asText()))
                        .map(e -> Path.of(e.getKey()))
                        .toList();
        return new ImportJob(
                bench.corpora(),
                new ImportPlan(
                        paths,
                        text(config, "corpus"),
                        some(text(config, "textField")),
                        some(text(config, "idField")),
                        some(text(config, "kept"))
                                .map(k -> List.of(Json.read(k, String[].class)))));
    }

    private Job<?> exported(JobRecord record, JsonNode config) {
        Path file = Path.of(text(config, "file"));
        if (!config.has("of")) { // written before exports had columns
            String name = between(record.title(), "export ", " to " + file.getFileName());
            return new ExportJob(bench.documents(name), file);
        }
        return new Exports(bench)
                .file(
                        new ExportPlan(
                                file,
                                config.has("metadata")
                                        ? Optional.of(texts(config.path("metadata")))
                                        : Optional.empty(),
                                texts(config.path("labels")),
                                texts(config.path("scores")),
                                text(config, "of"),
                                text(config, "query")));
    }

    /// The tokenizer is known by its hash alone: it may lie in any checkpoint.
    private Job<?> shards(JsonNode inputs, JsonNode config) throws IOException {
        String hash = inputs.path("tokenizer").asText();
        List<Path> folders =
                List.of(
                        bench.workspace().folder("checkpoints"),
                        bench.workspace().folder("tokenizers"));
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder, 2)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    if (Files.isRegularFile(file) && Sha256.of(file).equals(hash)) {
                        return new Exports(bench)
                                .shards(
                                        text(config, "of"),
                                        text(config, "query"),
                                        file.toString(),
                                        Path.of(text(config, "folder")),
                                        config.path("shardBytes").asLong());
                    }
                }
            }
        }
        throw new IllegalArgumentException(
                "the tokenizer of this export is not in the workspace: run its command again");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(t -> texts.add(t.asText()));
        return texts;
    }

    private Job<?> labels(JsonNode config) {
        return new LabelImportJob(
                bench.labels(),
                bench.corpora(),
                new LabelImportJob.Plan(
                        Path.of(text(config, "file")),
                        bench.corpora().require(text(config, "corpus")),
                        rubric(config),
                        some(text(config, "annotator")),
                        Annotator.Kind.valueOf(text(config, "kind"))));
    }

    private Job<?> asked(String kind, JsonNode config) {
        String name = text(config, "model");
        ChatModel model =
                config.has("checkpoint")
                        ? LabelModels.checkpoint(bench, text(config, "checkpoint"), threads)
                        : models.apply(name)
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "no model called "
                                                                + name
                                                                + " is in the settings: add its address"
                                                                + " there, then resume"));
        List<Document> documents = new ArrayList<>();
        config.path("asked")
                .forEach(id -> documents.add(bench.corpora().get(new DocumentId(id.asLong()))));
        JsonNode price = config.path("price");
        JsonNode look = config.path("look");
        Map<String, String> notes = new LinkedHashMap<>();
        for (String note : List.of("corpus", "endpoint", "checkpoint")) {
            if (config.has(note)) {
                notes.put(note, text(config, note));
            }
        }
        LlmPlan plan =
                new LlmPlan(
                                documents,
                                rubric(config),
                                model.name(),
                                price.size() == 2
                                        ? Optional.of(
                                                new Price(
                                                        price.get(0).asDouble(),
                                                        price.get(1).asDouble()))
                                        : Optional.empty(),
                                new Budget(
                                        config.has("cap")
                                                ? config.path("cap").asDouble()
                                                : Double.POSITIVE_INFINITY,
                                        config.has("capTokens")
                                                ? config.path("capTokens").asLong()
                                                : Long.MAX_VALUE),
                                new LlmPlan.Effort(
                                        config.path("concurrency").asInt(1),
                                        config.path("attempts").asInt(1)),
                                look.isObject()
                                        ? new LlmPlan.Look(
                                                look.path("number").asInt(1),
                                                look.path("retry").asBoolean())
                                        : LlmPlan.Look.FIRST)
                        .noting(notes);
        String annotator = text(config, "annotator");
        if (!kind.equals("label.batch")) {
            return LabelModels.ask(bench, model, plan, annotator);
        }
        if (!(model instanceof OpenAiChatModel remote)) {
            throw new IllegalArgumentException(name + " has no Batch API");
        }
        return LabelModels.batch(bench, remote, plan, annotator, text(config, "endpoint"));
    }

    private Rubric rubric(JsonNode config) {
        String wanted = text(config, "rubric");
        return bench.rubrics().all().stream()
                .map(KeptRubric::rubric)
                .filter(r -> (r.name() + " " + r.version()).equals(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no guideline " + wanted + " any more"));
    }

    private Job<?> classifier(JsonNode inputs, JsonNode config, long seed) throws IOException {
        Corpus corpus = bench.corpora().require(text(inputs, "corpus"));
        String by = text(config, "annotator");
        Annotator annotator =
                bench.labels()
                        .annotator(by)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "nobody called " + by + " has labelled here"));
        Recipe recipe = Json.read(config.path("recipe").toString(), Recipe.class);
        return new TrainClassifierJob(
                bench.classifiers(),
                bench.corpora(),
                new TrainClassifierJob.Plan(
                        text(config, "name"),
                        corpus,
                        annotator,
                        recipe,
                        config.path("keepFrom").asInt(),
                        config.path("folds").asInt(),
                        seed,
                        Calibrator.Method.of(config.path("calibration").asText("platt"))),
                StandingLabels.of(
                        bench.corpora(),
                        corpus.id(),
                        bench.labels().labels(corpus.id(), annotator.id())),
                embedder(recipe));
    }

    private Job<?> curve(JsonNode inputs, JsonNode config, long seed) throws IOException {
        Corpus corpus = bench.corpora().require(text(inputs, "corpus"));
        String by = text(config, "annotator");
        Annotator annotator =
                bench.labels()
                        .annotator(by)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "nobody called " + by + " has labelled here"));
        Recipe recipe = Json.read(config.path("recipe").toString(), Recipe.class);
        return new LearningCurveJob(
                bench.corpora(),
                new LearningCurveJob.Plan(
                        text(config, "name"),
                        recipe,
                        corpus,
                        by,
                        config.path("keepFrom").asInt(),
                        config.path("folds").asInt(),
                        config.path("seeds").asInt(),
                        seed),
                StandingLabels.of(
                        bench.corpora(),
                        corpus.id(),
                        bench.labels().labels(corpus.id(), annotator.id())),
                embedder(recipe));
    }

    private Job<?> score(JobRecord record, JsonNode config) throws IOException {
        TrainedClassifier classifier = classifier(text(config, "name"));
        String name = between(record.title(), "score ", " with " + classifier.name());
        return new ScoreJob(
                bench.classifiers(),
                classifier,
                bench.documents(name),
                embedder(classifier.classifier().recipe()));
    }

    private Job<?> keep(JsonNode inputs, JsonNode config) {
        String rule = text(config, "threshold");
        Threshold threshold =
                rule.startsWith("top ")
                        ? new Threshold.TopFraction(
                                Double.parseDouble(between(rule, "top ", "%")) / 100)
                        : new Threshold.AtLeast(Double.parseDouble(between(rule, "score >= ", "")));
        return new KeepJob(
                bench.sets(),
                bench.classifiers(),
                text(config, "name"),
                bench.corpora().require(text(inputs, "corpus").replaceFirst(" \\d+$", "")),
                classifier(text(config, "classifier")),
                threshold);
    }

    private TrainedClassifier classifier(String name) {
        return bench.classifiers()
                .find(name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no classifier " + name + " any more"));
    }

    private Job<?> tokenize(JobRecord record, JsonNode inputs) throws IOException {
        Path tokenizer =
                found(
                        bench.workspace().folder("tokenizers"),
                        f -> Sha256.of(f).equals(text(inputs, "tokenizer")),
                        "the tokenizer of \"" + record.title() + "\"");
        return new Training(bench.workspace())
                .shard(bench.documents(between(record.title(), "tokenize ", "")), tokenizer);
    }

    private Job<?> calibrated(JsonNode config) throws IOException {
        String of = text(config, "texts");
        CalibrationTexts texts =
                switch (text(config, "textsOption")) {
                    case CalibrationTexts.CORPUS -> CalibrationTexts.of(bench.documents(of));
                    case CalibrationTexts.FILE -> CalibrationTexts.of(Path.of(of));
                    default -> CalibrationTexts.shipped(datasets);
                };
        return new CalibrateModel(
                text(config, "name"),
                Path.of(text(config, "folder")),
                bench.graphs(),
                texts,
                config.path("block").asInt(),
                config.path("samples").asInt(),
                threads);
    }

    private Job<?> run(JsonNode inputs, JsonNode config) throws IOException {
        Path shard =
                found(
                        bench.workspace().folder("shards"),
                        f -> TokenShard.open(f).manifest().sha256().equals(text(inputs, "tokens")),
                        "the token shard of " + text(config, "name"));
        return new Training(bench.workspace())
                .run(
                        text(config, "name"),
                        Json.read(config.path("training").toString(), TrainingConfig.class),
                        shard);
    }

    private Job<?> trial(JsonNode inputs, JsonNode config) throws IOException {
        String name = text(config, "name");
        Path file =
                config.has("benchmarkFile")
                        ? Path.of(text(config, "benchmarkFile"))
                        : datasets.resolve("exercises").resolve("held-out.jsonl.gz");
        String model = text(inputs, "model");
        return new Trial(
                bench,
                new Trial.Plan(
                        name,
                        bench.checkpoint(name),
                        file,
                        Integer.parseInt(model.substring(model.lastIndexOf(' ') + 1)),
                        Duration.ofMillis(config.path("timeLimitMillis").asLong()),
                        threads));
    }

    private Job<?> download(JsonNode inputs, JsonNode config) throws IOException {
        HubRepository repository =
                new HubRepository(
                        text(config, "kind").equals("dataset")
                                ? RepositoryKind.DATASET
                                : RepositoryKind.MODEL,
                        text(config, "repository"),
                        text(config, "revision"));
        List<String> include = new ArrayList<>();
        config.path("include").forEach(glob -> include.add(glob.asText()));
        HubSettings settings = hub.get();
        try (Hub opened = new Hub(settings)) {
            Listing then = opened.files(repository.at(text(inputs, "commit")));
            DownloadPlan plan =
                    DownloadPlan.of(
                            new Listing(repository, then.commit(), then.files()),
                            new FileChoice(include),
                            some(text(config, "to")).map(Path::of));
            DownloadJob job = new DownloadJob(settings, plan);
            return repository.kind() == RepositoryKind.MODEL && plan.to().isEmpty()
                    ? BroughtModel.adding(bench.workspace().folder(), job)
                    : job;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the Hub", e);
        }
    }

    private Optional<Embedder> embedder(Recipe recipe) {
        return bench.embedder(recipe);
    }

    private EmbedJob embedded(JsonNode inputs, JsonNode config) {
        Encoders.Known encoder =
                bench.encoders()
                        .find(text(inputs, "encoder"))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "the encoder "
                                                        + text(config, "name")
                                                        + " is not here any more"));
        return new EmbedJob(
                bench.embeddings(),
                bench.documents(text(config, "documents")),
                bench.embedder(Optional.of(encoder.folder().toString())).orElseThrow());
    }

    private DocumentSource documents(JobRecord record, String after) {
        int at = record.title().lastIndexOf(after);
        return bench.documents(record.title().substring(at + after.length()));
    }

    @FunctionalInterface
    private interface Wanted {
        boolean is(Path path) throws IOException;
    }

    private static Path found(Path folder, Wanted wanted, String what) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.sorted().toList();
        }
        for (Path entry : entries) {
            try {
                if (wanted.is(entry)) {
                    return entry;
                }
            } catch (IOException | IllegalArgumentException e) {
                // Not finished, or damaged: not the one.
            }
        }
        throw new IllegalArgumentException(what + " is not here any more");
    }

    private static String between(String words, String before, String after) {
        if (!words.startsWith(before) || !words.endsWith(after)) {
            throw new IllegalArgumentException("\"" + words + "\" names nothing to go on with");
        }
        return words.substring(before.length(), words.length() - after.length());
    }

    static JsonNode provenance(JobRecord job) {
        try {
            return Json.mapper().readTree(job.provenance());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the provenance of " + job.title() + " is damaged", e);
        }
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    private static String text(JsonNode config, String field) {
        return config.path(field).asText();
    }
}
