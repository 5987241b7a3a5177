package org.hornbook.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.hornbook.classify.Recipe;
import org.hornbook.job.JobRecord;
import org.hornbook.store.Json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The command line that does what a job does: everything a button starts can be written down, and
/// run again without the window. What only the person knows stands in capitals.
public final class JobCommand {
    private static final Map<String, String> TRAINING =
            Map.ofEntries(
                    Map.entry("layers", "--layers"),
                    Map.entry("hidden", "--hidden"),
                    Map.entry("heads", "--heads"),
                    Map.entry("context", "--context"),
                    Map.entry("vocab", "--vocab"),
                    Map.entry("batch", "--batch"),
                    Map.entry("steps", "--steps"),
                    Map.entry("learningRate", "--lr"),
                    Map.entry("warmup", "--warmup"),
                    Map.entry("schedule", "--schedule"),
                    Map.entry("weightDecay", "--weight-decay"),
                    Map.entry("seed", "--seed"),
                    Map.entry("threads", "--threads"),
                    Map.entry("saveEvery", "--save-every"));

    private final List<JobRecord> all;
    private final Path workspace;

    /// @param all the jobs of the workspace: some names are known only to the job before
    public JobCommand(List<JobRecord> all, Path workspace) {
        this.all = List.copyOf(all);
        this.workspace = workspace;
    }

    /// `hornbook ...`, quoted for a shell.
    public String of(JobRecord job) {
        JsonNode provenance = provenance(job);
        JsonNode config = provenance.path("config");
        List<String> words = new ArrayList<>();
        words.addAll(
                switch (job.kind()) {
                    case "corpus.import" -> imported(provenance, config);
                    case "corpus.export" -> exported(job, config);
                    case "train.export" ->
                            export(
                                    text(config, "of"),
                                    text(config, "query"),
                                    text(config, "folder"),
                                    List.of("--tokenizer", "TOKENIZER"));
                    case "hub.download" -> downloaded(config);
                    case "corpus.near" ->
                            List.of(
                                    "duplicates",
                                    corpus(provenance),
                                    "--threshold",
                                    text(config, "threshold"));
                    case "corpus.contamination" -> checked(config);
                    case "label.import" ->
                            List.of(
                                    "labels",
                                    "import",
                                    known(config, "file", "FILE"),
                                    "--corpus",
                                    text(config, "corpus"));
                    case "label.llm", "label.batch" -> asked(job.kind(), config);
                    case "classifier.train" -> classifier(provenance, config);
                    case "classifier.score" ->
                            List.of(
                                    "classifier",
                                    "score",
                                    text(config, "name"),
                                    "--corpus",
                                    job.title().replaceFirst("^score (.*) with .*$", "$1"));
                    case "classifier.embed" ->
                            List.of(
                                    "embed",
                                    "--corpus",
                                    text(config, "documents"),
                                    "--encoder",
                                    text(config, "name"));
                    case "classify.keep" -> kept(provenance, config);
                    case CalibrateModel.KIND -> calibrated(config);
                    case "train.run" -> run(provenance, config);
                    case "train.tokenizer", "train.tokenize" ->
                            List.of("train", job.title().replaceFirst("^.* ", ""));
                    case ConvertModel.KIND ->
                            List.of(
                                    "convert",
                                    text(config, "name"),
                                    "--precision",
                                    text(config, "precision").replaceFirst("-.*$", ""));
                    case "evaluate.run" ->
                            List.of(
                                    "try",
                                    text(config, "name"),
                                    "--benchmark",
                                    known(config, "benchmarkFile", "FILE"),
                                    "--max-tokens",
                                    provenance
                                            .path("inputs")
                                            .path("model")
                                            .asText()
                                            .replaceFirst("^.* ", ""));
                    default -> List.of("jobs");
                });
        return CommandLine.of(workspace, words);
    }

    private static List<String> imported(JsonNode provenance, JsonNode config) {
        List<String> words = new ArrayList<>(List.of("import"));
        provenance.path("inputs").properties().stream()
                .sorted(Comparator.comparing(e -> e.getValue().asText()))
                .forEach(e -> words.add(e.getKey()));
        words.addAll(List.of("--corpus", text(config, "corpus")));
        option(words, "--text", text(config, "textField"));
        option(words, "--id", text(config, "idField"));
        if (config.has("kept")) {
            words.add(
                    "--keep=" + String.join(",", Json.read(text(config, "kept"), String[].class)));
        }
        return words;
    }

    private static List<String> exported(JobRecord job, JsonNode config) {
        List<String> more = new ArrayList<>();
        if (config.has("metadata")) {
            List<String> names = new ArrayList<>();
            config.path("metadata").forEach(m -> names.add(m.asText()));
            more.add("--columns=" + String.join(",", names));
        }
        config.path("labels").forEach(l -> more.addAll(List.of("--label", l.asText())));
        config.path("scores").forEach(l -> more.addAll(List.of("--score", l.asText())));
        String of =
                config.has("of")
                        ? text(config, "of")
                        : job.title().replaceFirst("^export (\\S+).*$", "$1");
        return export(of, text(config, "query"), text(config, "file"), more);
    }

    /// The words of an export that has not been started yet.
    public static List<String> export(String of, String query, String out, List<String> more) {
        List<String> words = new ArrayList<>(List.of("export"));
        words.add(of);
        boolean minus = query.strip().startsWith("-");
        if (!query.isBlank() && !minus) {
            words.add(query);
        }
        words.addAll(List.of("--out", out));
        words.addAll(more);
        if (minus) {
            words.addAll(List.of("--", query));
        }
        return words;
    }

    private static List<String> downloaded(JsonNode config) {
        List<String> include = new ArrayList<>();
        config.path("include").forEach(glob -> include.add(glob.asText()));
        return download(
                text(config, "repository"),
                text(config, "kind").equals("dataset"),
                text(config, "revision"),
                include,
                text(config, "to"));
    }

    /// The words of a download that has not been started yet.
    ///
    /// @param include patterns of files; empty for the usual ones
    /// @param to a folder; empty for the cache alone
    public static List<String> download(
            String repository, boolean dataset, String revision, List<String> include, String to) {
        List<String> words = new ArrayList<>(List.of("download", repository));
        if (dataset) {
            words.add("--dataset");
        }
        option(words, "--revision", revision.equals("main") ? "" : revision);
        include.forEach(glob -> option(words, "--include", glob));
        option(words, "--to", to);
        return words;
    }

    private static String corpus(JsonNode provenance) {
        return provenance.path("inputs").path("corpus").asText().replaceFirst(" \\d+$", "");
    }

    private static List<String> checked(JsonNode config) {
        List<String> words = new ArrayList<>(List.of("contamination", text(config, "corpus")));
        if (!text(config, "query").isEmpty()) {
            words.add(text(config, "query"));
        }
        words.addAll(
                List.of(
                        "--benchmark",
                        known(config, "file", "FILE"),
                        "--words",
                        text(config, "words")));
        return words;
    }

    private static List<String> asked(String kind, JsonNode config) {
        List<String> words = new ArrayList<>(List.of("label", known(config, "corpus", "CORPUS")));
        if (config.has("checkpoint")) {
            words.addAll(List.of("--checkpoint", text(config, "checkpoint")));
        } else {
            words.addAll(
                    List.of(
                            "--endpoint",
                            known(config, "endpoint", "URL"),
                            "--model",
                            text(config, "model")));
        }
        words.addAll(
                List.of(
                        "--annotator",
                        text(config, "annotator"),
                        "--rubric",
                        text(config, "rubric").replaceFirst(" \\d+$", "")));
        JsonNode look = config.path("look");
        if (look.path("number").asInt(1) > 1) {
            words.add("--again=" + look.path("number").asInt());
        }
        if (look.path("retry").asBoolean()) {
            words.add("--retry");
        }
        if (config.has("asked")) {
            words.addAll(List.of("--sample", String.valueOf(config.path("asked").size())));
        }
        option(words, "--cap", text(config, "cap"));
        option(words, "--cap-tokens", text(config, "capTokens"));
        option(words, "--concurrency", text(config, "concurrency"));
        boolean batch = kind.equals("label.batch");
        JsonNode price = config.path("price");
        if (price.size() == 2) {
            double whole = batch ? 2 : 1; // the verb halves it
            words.addAll(
                    List.of(
                            "--price-in", String.valueOf(price.get(0).asDouble() * whole),
                            "--price-out", String.valueOf(price.get(1).asDouble() * whole)));
        }
        if (batch) {
            words.add("--batch");
        }
        return words;
    }

    private static List<String> classifier(JsonNode provenance, JsonNode config) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "classifier",
                                "train",
                                "--corpus",
                                provenance.path("inputs").path("corpus").asText(),
                                "--annotator",
                                text(config, "annotator"),
                                "--name",
                                text(config, "name"),
                                "--keep-from",
                                text(config, "keepFrom"),
                                "--folds",
                                text(config, "folds"),
                                "--seed",
                                provenance.path("seed").asText()));
        if (config.has("secondLooks")) {
            words.add("--settled");
        }
        if (text(config.path("recipe"), "recipe").equals("ngram-average")) {
            words.addAll(List.of("--recipe", "ngram-average"));
        }
        String weights = config.path("recipe").path("weights").asText("none");
        if (!weights.equals("none")) {
            words.addAll(List.of("--class-weights", weights));
        }
        String calibration = config.path("calibration").asText("platt");
        if (!calibration.equals("platt")) {
            words.addAll(List.of("--calibration", calibration));
        }
        words.addAll(
                RecipeWords.of(Json.mapper().convertValue(config.path("recipe"), Recipe.class)));
        return words;
    }

    private List<String> kept(JsonNode provenance, JsonNode config) {
        String by =
                all.stream()
                        .filter(j -> j.kind().equals("classifier.train"))
                        .map(j -> provenance(j).path("config"))
                        .filter(c -> text(c, "name").equals(text(config, "classifier")))
                        .map(c -> text(c, "annotator"))
                        .findFirst()
                        .orElse("ANNOTATOR");
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "compare",
                                "--corpus",
                                provenance
                                        .path("inputs")
                                        .path("corpus")
                                        .asText()
                                        .replaceFirst(" \\d+$", ""),
                                "--annotator",
                                by,
                                "--classifier",
                                text(config, "classifier"),
                                "--keep",
                                text(config, "name")));
        String rule = text(config, "threshold");
        if (rule.startsWith("top ")) {
            double percent = Double.parseDouble(rule.replaceFirst("^top (.*)%$", "$1"));
            words.addAll(List.of("--top", String.valueOf(percent / 100)));
        } else {
            words.addAll(List.of("--threshold", rule.replaceFirst("^score >= ", "")));
        }
        return words;
    }

    private static List<String> calibrated(JsonNode config) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "calibrate",
                                text(config, "folder"),
                                "--block",
                                text(config, "block"),
                                "--samples",
                                text(config, "samples")));
        option(words, text(config, "textsOption"), text(config, "texts"));
        return words;
    }

    private List<String> run(JsonNode provenance, JsonNode config) {
        String tokens = provenance.path("inputs").path("tokens").asText();
        String data =
                all.stream()
                        .filter(j -> j.kind().equals("train.tokenize"))
                        .filter(j -> j.result().filter(r -> r.contains(tokens)).isPresent())
                        .map(j -> j.title().replaceFirst("^tokenize ", ""))
                        .findFirst()
                        .orElse("DATA");
        return train(data, text(config, "name"), tokenizer(provenance), config.path("training"));
    }

    /// The words of a run that has not been started yet.
    ///
    /// @param tokenizer a tokenizer.json that is not learned from the data; empty if one is
    /// @param training a `TrainingConfig` as JSON
    public static List<String> train(
            String data, String name, String tokenizer, JsonNode training) {
        List<String> words = new ArrayList<>(List.of("train", data, "--name", name));
        option(words, "--tokenizer", tokenizer);
        training.fieldNames()
                .forEachRemaining(
                        field ->
                                option(
                                        words,
                                        TRAINING.getOrDefault(field, ""),
                                        text(training, field).toLowerCase(java.util.Locale.ROOT)));
        return words;
    }

    /// The tokenizer of a run, if it was learned from other documents than it trains on.
    private String tokenizer(JsonNode provenance) {
        String hash = provenance.path("inputs").path("tokenizer").asText();
        String documents =
                all.stream()
                        .filter(j -> j.kind().equals("train.tokenize"))
                        .filter(
                                j ->
                                        j.result()
                                                .filter(
                                                        r ->
                                                                r.contains(
                                                                        provenance
                                                                                .path("inputs")
                                                                                .path("tokens")
                                                                                .asText()))
                                                .isPresent())
                        .map(j -> provenance(j).path("inputs").path("documents").asText())
                        .findFirst()
                        .orElse("");
        return all.stream()
                .filter(j -> j.kind().equals("train.tokenizer"))
                .filter(j -> j.result().filter(r -> r.contains(hash)).isPresent())
                .filter(
                        j ->
                                !provenance(j)
                                        .path("inputs")
                                        .path("documents")
                                        .asText()
                                        .equals(documents))
                .map(j -> Path.of(result(j).path("file").asText().replace('\\', '/')))
                .map(f -> workspace.resolve("tokenizers").resolve(f.getFileName()).toString())
                .findFirst()
                .orElse("");
    }

    private static JsonNode result(JobRecord job) {
        return Json.read(job.result().orElse("{}"), JsonNode.class);
    }

    private static JsonNode provenance(JobRecord job) {
        try {
            return Json.mapper().readTree(job.provenance());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the provenance of " + job.title() + " is damaged", e);
        }
    }

    private static void option(List<String> words, String name, String value) {
        if (!name.isEmpty() && !value.isEmpty()) {
            words.addAll(List.of(name, value));
        }
    }

    private static String known(JsonNode config, String field, String otherwise) {
        return config.has(field) ? text(config, field) : otherwise;
    }

    private static String text(JsonNode config, String field) {
        return config.path(field).asText();
    }
}
