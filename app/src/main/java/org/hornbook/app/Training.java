package org.hornbook.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.JobRecord;
import org.hornbook.store.Json;
import org.hornbook.store.Workspace;
import org.hornbook.train.RunFolder;
import org.hornbook.train.RunPlan;
import org.hornbook.train.TokenShard;
import org.hornbook.train.TokenizeJob;
import org.hornbook.train.TokenizerJob;
import org.hornbook.train.TrainJob;
import org.hornbook.train.TrainingConfig;

/// Where training puts its things in a workspace, and the jobs of a run: tokenizer, shard, model.
public final class Training {
    private final Workspace workspace;

    public Training(Workspace workspace) {
        this.workspace = workspace;
    }

    /// Learns a tokenizer from the documents. Its file is named after them.
    public TokenizerJob tokenizer(DocumentSource documents, int vocab) {
        return new TokenizerJob(
                documents,
                vocab,
                workspace
                        .folder("tokenizers")
                        .resolve(documents.fingerprint().substring(0, 12) + "-" + vocab + ".json"));
    }

    /// Tokenizes the documents with the tokenizer of that file.
    public TokenizeJob shard(DocumentSource documents, Path tokenizer) throws IOException {
        return new TokenizeJob(
                documents, Files.readString(tokenizer), shardFolder(documents, tokenizer));
    }

    /// Where `shard` puts the tokens.
    public Path shardFolder(DocumentSource documents, Path tokenizer) {
        String name = tokenizer.getFileName().toString().replaceAll("\\.json$", "");
        return workspace
                .folder("shards")
                .resolve(documents.fingerprint().substring(0, 12) + "-" + name);
    }

    /// Trains on a shard. The checkpoint gets the name of the run.
    public TrainJob run(String name, TrainingConfig config, Path shard) throws IOException {
        return new TrainJob(
                name,
                config,
                new TrainJob.Places(
                        shard,
                        workspace.folder("runs"),
                        workspace.folder("checkpoints").resolve(name),
                        workspace.folder("logs").resolve("train-" + name + ".log")));
    }

    /// Where a run keeps its states. Nothing is made.
    public RunFolder folder(JobRecord run) {
        return RunFolder.of(
                workspace.folder().resolve("runs"),
                Json.read(run.provenance(), JsonNode.class).path("config").path("name").asText(),
                run.fingerprint());
    }

    /// The job that goes on with a run that has not ended, from its newest state. Throws
    /// `IllegalArgumentException` if what it was started with is not there any more.
    public TrainJob resume(JobRecord run) throws IOException {
        RunPlan plan = folder(run).plan();
        // A workspace may have been moved since: its folders are found by their names.
        Path shard = Path.of(plan.shard().replace('\\', '/'));
        TrainJob job =
                run(
                        plan.name(),
                        plan.config(),
                        workspace.folder("shards").resolve(shard.getFileName()));
        if (!job.spec().fingerprint().equals(run.fingerprint())) {
            throw new IllegalArgumentException(
                    plan.name() + " cannot go on: its tokens have changed since it was started");
        }
        return job;
    }

    /// Opens a shard that was made before.
    public TokenShard open(Path shard) throws IOException {
        return TokenShard.open(shard);
    }
}
