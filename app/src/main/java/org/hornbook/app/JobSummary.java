package org.hornbook.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.hornbook.job.JobRecord;
import org.hornbook.job.Pace;
import org.hornbook.store.Json;

import java.util.Locale;

/// What came of a job, in a few words.
public final class JobSummary {
    private JobSummary() {}

    /// `22,000 documents`, `loss 0.40`, `passed 166 of 240`; progress for one that has not ended
    /// well.
    public static String of(JobRecord job) {
        if (job.status() != JobRecord.Status.SUCCEEDED || job.result().isEmpty()) {
            return job.error()
                    .orElse(
                            job.progress().unit().isEmpty()
                                    ? ""
                                    : Words.progress(job.progress(), Pace.UNKNOWN));
        }
        try {
            return of(job.kind(), Json.mapper().readTree(job.result().get()));
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String of(String kind, JsonNode r) {
        return switch (kind) {
            case "corpus.import" -> documents(r.path("documents"));
            case "corpus.export" ->
                    documents(r.path("documents")) + ", " + Words.bytes(r.path("bytes").asDouble());
            case "hub.download" ->
                    Words.count(r.path("files").size())
                            + (r.path("files").size() == 1 ? " file, " : " files, ")
                            + Words.bytes(r.path("bytes").asDouble());
            case "corpus.near" ->
                    Words.count(r.path("members").asLong())
                            + " documents in "
                            + Words.count(r.path("groups").asLong())
                            + " groups";
            case "corpus.contamination" ->
                    Words.count(r.path("contaminated").asLong())
                            + " of "
                            + documents(r.path("documents"))
                            + " contaminated";
            case "label.import" -> Words.count(r.path("labels").asLong()) + " labels";
            case "label.llm", "label.batch" ->
                    Words.count(r.path("labelled").asLong())
                            + " labels, "
                            + Words.dollars(r.path("dollars").asDouble());
            case "classifier.train" ->
                    "F1 "
                            + Words.share(r.path("evaluation").path("f1").asDouble())
                            + " ("
                            + Words.interval(
                                    r.path("evaluation").path("f1Low").asDouble(),
                                    r.path("evaluation").path("f1High").asDouble())
                            + ") from "
                            + Words.count(r.path("labels").asLong())
                            + " labels";
            case "classifier.score", "classifier.embed", "classify.keep" ->
                    documents(r.path("documents"));
            case CalibrateModel.KIND ->
                    String.format(
                            Locale.ROOT,
                            "KL to fp32 %.5f, perplexity %.3f",
                            r.path("divergence").asDouble(),
                            r.path("perplexity").asDouble());
            case "train.tokenizer" -> Words.count(r.path("vocab").asLong()) + " tokens";
            case "train.export", "train.tokenize" ->
                    Words.compact(r.path("tokens").asDouble()) + " tokens";
            case "train.run" ->
                    String.format(
                            Locale.ROOT,
                            "loss %.2f after %s tokens",
                            r.path("lastLoss").asDouble(),
                            Words.compact(r.path("tokens").asDouble()));
            case "evaluate.run" ->
                    "passed " + r.path("passed").asInt() + " of " + r.path("of").asInt();
            default -> "";
        };
    }

    private static String documents(JsonNode count) {
        return Words.count(count.asLong()) + " documents";
    }
}
