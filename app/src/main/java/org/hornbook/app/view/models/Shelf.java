package org.hornbook.app.view.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.hornbook.app.Sentence;
import org.hornbook.app.Workbench;
import org.hornbook.app.AddedModels;
import org.hornbook.app.CalibrateModel;
import org.hornbook.app.ConvertModel;
import org.hornbook.app.Precisions;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.Precision;
import org.hornbook.checkpoint.SentenceModel;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.infer.Encoder;
import org.hornbook.infer.OnnxGenerator;
import org.hornbook.infer.calibrate.PrecisionFigures;
import org.hornbook.job.JobRecord;
import org.hornbook.store.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what checkpoints there are, where they come from and what came of them. Waits for files.
final class Shelf {
    private static final long SMALL = 64_000_000; // bytes that are hashed while one waits
    private static final Pattern LICENCE = Pattern.compile("(?mi)^licen[cs]e:\\s*(\\S.*)$");

    private final Map<String, Model> seen = new ConcurrentHashMap<>();

    /// What was read.
    record Content(
            List<Model> models,
            List<Tried> tried,
            List<CheckpointTrash.Trashed> trash,
            Converted converted) {}

    Content read(Workbench bench) throws IOException {
        Path workspace = bench.workspace().folder();
        List<JobRecord> jobs = bench.jobs().all();
        List<Model> models = new ArrayList<>();
        for (Path folder : folders(workspace.resolve("checkpoints"))) {
            String name = folder.getFileName().toString();
            models.add(model(name, folder, false, origin(name, jobs, workspace)));
        }
        for (AddedModels.Added added : new AddedModels(workspace).all()) {
            models.add(model(added.name(), added.path(), true, Optional.empty()));
        }
        return new Content(
                List.copyOf(models),
                jobs.stream().flatMap(j -> tried(j).stream()).toList(),
                new CheckpointTrash(workspace).all(),
                converted(jobs, models, new Precisions(workspace)));
    }

    private static Converted converted(
            List<JobRecord> jobs, List<Model> models, Precisions precisions) {
        List<Converted.One> all = new ArrayList<>();
        List<Converted.Calibrated> calibrated = new ArrayList<>();
        for (JobRecord job : jobs) {
            if (job.status() != JobRecord.Status.SUCCEEDED || job.result().isEmpty()) {
                continue;
            }
            if (job.kind().equals(ConvertModel.KIND)) {
                all.add(
                        new Converted.One(
                                content(job),
                                PrecisionViewModel.kind(
                                        tree(job.provenance())
                                                .path("config")
                                                .path("precision")
                                                .asText()),
                                Json.read(job.result().get(), PrecisionFigures.class)));
            } else if (job.kind().equals(CalibrateModel.KIND)) {
                calibrated.add(
                        new Converted.Calibrated(
                                content(job),
                                Json.read(job.result().get(), CalibrateModel.Report.class)));
            }
        }
        return new Converted(
                List.copyOf(all),
                List.copyOf(calibrated),
                models.stream()
                        .collect(
                                Collectors.toMap(
                                        Model::name,
                                        m -> precisions.of(m.name()).layers(),
                                        (a, b) -> a)));
    }

    /// The fingerprint of the model a job was about.
    private static String content(JobRecord job) {
        return tree(job.provenance()).path("inputs").path("model").asText();
    }

    private static Map<Precision.Kind, Long> memory(Checkpoint opened) {
        Map<Precision.Kind, Long> memory = new EnumMap<>(Precision.Kind.class);
        for (Precision.Kind kind : Precision.Kind.values()) {
            memory.put(kind, OnnxGenerator.bytes(opened, Precision.of(kind)));
        }
        return memory;
    }

    private static List<Path> folders(Path checkpoints) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(checkpoints)) {
            return all.filter(Files::isDirectory)
                    .filter(p -> !p.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private Model model(String name, Path folder, boolean added, Optional<Model.Origin> origin)
            throws IOException {
        List<Model.FileSize> files = files(folder);
        String key = key(folder, files);
        Model known = seen.get(key);
        if (known == null) {
            known = opened(name, folder, files);
            seen.put(key, known);
        }
        return known.as(name, added, origin);
    }

    private Model opened(String name, Path folder, List<Model.FileSize> files) throws IOException {
        return SentenceModel.isIn(folder) ? encoder(name, folder) : checkpoint(name, folder, files);
    }

    /// An encoder's files lie in folders of their own.
    private static Model encoder(String name, Path folder) throws IOException {
        List<Model.FileSize> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.add(new Model.FileSize(folder.relativize(file).toString(), Files.size(file)));
            }
        }
        long bytes = files.stream().mapToLong(Model.FileSize::bytes).sum();
        Optional<Model.Encodes> encodes = Optional.empty();
        Optional<String> hash = Optional.empty();
        String wrong = "";
        try {
            SentenceModel model = SentenceModel.open(folder);
            encodes =
                    Optional.of(
                            new Model.Encodes(
                                    model.hidden() * model.pooling().size(),
                                    model.maxTokens(),
                                    model.pooling().stream()
                                            .map(p -> p.name().toLowerCase(Locale.ROOT))
                                            .map(p -> p.replace('_', ' '))
                                            .collect(Collectors.joining(" + ")),
                                    model.unitLength(),
                                    model.lowerCase(),
                                    model.prompt(),
                                    model.onnx().isPresent(),
                                    licence(folder),
                                    List.copyOf(files)));
            hash = bytes <= SMALL ? Optional.of(Encoder.fingerprint(folder)) : Optional.empty();
        } catch (CheckpointException | IllegalArgumentException e) {
            wrong = Sentence.of(e);
        }
        return new Model(
                name,
                folder,
                false,
                bytes,
                Files.getLastModifiedTime(folder).toInstant(),
                Optional.empty(),
                encodes,
                wrong,
                Optional.empty(),
                hash);
    }

    private static Model checkpoint(String name, Path folder, List<Model.FileSize> files)
            throws IOException {
        long bytes = files.stream().mapToLong(Model.FileSize::bytes).sum();
        Instant modified =
                Files.exists(folder)
                        ? Files.getLastModifiedTime(folder).toInstant()
                        : Instant.EPOCH;
        Optional<Model.Facts> facts = Optional.empty();
        Optional<String> hash = Optional.empty();
        String wrong = "";
        try (Checkpoint opened = Checkpoint.open(folder)) {
            facts =
                    Optional.of(
                            new Model.Facts(
                                    opened.shape(),
                                    opened.ready().isPresent()
                                            ? Optional.empty()
                                            : Optional.of(opened.config()),
                                    opened.shape().parameters(),
                                    opened.elements(),
                                    opened.hasTokenizer(),
                                    opened.usedVocabulary(),
                                    licence(folder, opened.notes()),
                                    opened.notes(),
                                    files,
                                    memory(opened)));
            hash = bytes <= SMALL ? Optional.of(opened.fingerprint()) : Optional.empty();
        } catch (CheckpointException | IllegalArgumentException e) {
            wrong = Sentence.of(e);
        }
        return new Model(
                name,
                folder,
                false,
                bytes,
                modified,
                facts,
                Optional.empty(),
                wrong,
                Optional.empty(),
                hash);
    }

    /// The same model with its hash, which was left out for its size.
    Model hashed(Model model) throws IOException {
        if (model.encodes().isPresent()) {
            Model hashed = model.hashed(Encoder.fingerprint(model.folder()));
            seen.put(key(model.folder(), files(model.folder())), hashed);
            return hashed;
        }
        try (Checkpoint opened = Checkpoint.open(model.folder())) {
            Model hashed = model.hashed(opened.fingerprint());
            seen.put(key(model.folder(), files(model.folder())), hashed);
            return hashed;
        }
    }

    /// Differs as soon as a file of the folder does.
    private static String key(Path folder, List<Model.FileSize> files) throws IOException {
        StringBuilder key = new StringBuilder(folder.toString());
        for (Model.FileSize file : files) {
            key.append('\n').append(file.name()).append(' ').append(file.bytes()).append(' ');
            key.append(Files.getLastModifiedTime(inside(folder, file.name())).toMillis());
        }
        return key.toString();
    }

    private static List<Model.FileSize> files(Path folder) throws IOException {
        if (Files.isRegularFile(folder)) { // a GGUF file
            String name = folder.getFileName().toString();
            return List.of(new Model.FileSize(name, Files.size(folder)));
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<Model.FileSize> files = new ArrayList<>();
        for (Path file : entries) {
            files.add(new Model.FileSize(file.getFileName().toString(), Files.size(file)));
        }
        return List.copyOf(files);
    }

    private static Path inside(Path place, String name) {
        return Files.isDirectory(place) ? place.resolve(name) : place;
    }

    private static String licence(Path place, Map<String, String> notes) throws IOException {
        return Files.isDirectory(place)
                ? licence(place)
                : notes.getOrDefault("general.license", "");
    }

    /// What a licence file begins with, or what the head of a README names.
    private static String licence(Path folder) throws IOException {
        for (String name : List.of("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE")) {
            if (Files.isRegularFile(folder.resolve(name))) {
                try (Stream<String> lines = Files.lines(folder.resolve(name))) {
                    return lines.map(String::strip)
                            .filter(l -> !l.isEmpty())
                            .findFirst()
                            .orElse("");
                } catch (java.io.UncheckedIOException e) {
                    return name;
                }
            }
        }
        Path readme = folder.resolve("README.md");
        if (Files.isRegularFile(readme) && Files.size(readme) < 1 << 20) {
            Matcher named =
                    LICENCE.matcher(
                            new String(
                                    Files.readAllBytes(readme),
                                    java.nio.charset.StandardCharsets.UTF_8));
            return named.find() ? named.group(1).strip() : "";
        }
        return "";
    }

    private static Optional<Model.Origin> origin(String name, List<JobRecord> jobs, Path workspace)
            throws IOException {
        for (JobRecord job : jobs) {
            if (!job.kind().equals("train.run")
                    || job.status() != JobRecord.Status.SUCCEEDED
                    || job.result().isEmpty()) {
                continue;
            }
            JsonNode provenance = tree(job.provenance());
            if (provenance.path("config").path("checkpoint").asText().equals(name)) {
                return Optional.of(origin(job, provenance, jobs, workspace));
            }
        }
        return Optional.empty();
    }

    private static Model.Origin origin(
            JobRecord job, JsonNode provenance, List<JobRecord> jobs, Path workspace)
            throws IOException {
        String tokens = provenance.path("inputs").path("tokens").asText();
        String data =
                jobs.stream()
                        .filter(j -> j.kind().equals("train.tokenize"))
                        .flatMap(j -> j.result().stream())
                        .map(Shelf::tree)
                        .filter(r -> r.path("sha256").asText().equals(tokens))
                        .map(r -> r.path("name").asText())
                        .findFirst()
                        .orElse("");
        JsonNode report = tree(job.result().orElseThrow());
        Path run =
                workspace
                        .resolve("runs")
                        .resolve(
                                provenance.path("config").path("name").asText()
                                        + "-"
                                        + job.fingerprint().substring(0, 12));
        return new Model.Origin(
                job.fingerprint(),
                data,
                report.path("steps").asLong(),
                report.path("tokens").asLong(),
                report.path("firstLoss").asDouble(),
                report.path("lastLoss").asDouble(),
                report.path("tokensPerSecond").asDouble(),
                provenance.path("seed").asLong(),
                job.ended().orElse(job.started()),
                Optional.of(run).filter(Files::isDirectory),
                states(run));
    }

    private static List<String> states(Path run) throws IOException {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(run)) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> n.matches("step-\\d+"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static Optional<Tried> tried(JobRecord job) {
        if (!job.kind().equals("evaluate.run")
                || job.status() != JobRecord.Status.SUCCEEDED
                || job.result().isEmpty()) {
            return Optional.empty();
        }
        JsonNode provenance = tree(job.provenance());
        String[] model = provenance.path("inputs").path("model").asText().split(" ");
        String last = model[model.length - 1];
        return Optional.of(
                new Tried(
                        job.fingerprint(),
                        model[0],
                        provenance.path("inputs").path("benchmark").asText(),
                        last.matches("\\d{1,8}") ? Integer.parseInt(last) : 0,
                        provenance.path("config").path("benchmarkFile").asText(),
                        Json.read(job.result().get(), EvalResult.class),
                        job.ended().orElse(job.started())));
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job's record is damaged: " + e.getMessage(), e);
        }
    }
}
