package org.hornbook.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hornbook.chat.ChatRepository;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.SentenceModel;
import org.hornbook.classify.ClassifierExchange;
import org.hornbook.classify.ClassifyRepository;
import org.hornbook.classify.Embedder;
import org.hornbook.classify.EmbeddingRepository;
import org.hornbook.classify.FilteredSetRepository;
import org.hornbook.classify.Recipe;
import org.hornbook.classify.StoredEmbedder;
import org.hornbook.classify.decision.DecisionRepository;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.corpus.clean.ContaminationRepository;
import org.hornbook.corpus.clean.KeepRepository;
import org.hornbook.corpus.clean.NearRepository;
import org.hornbook.corpus.clean.RemovalRepository;
import org.hornbook.evaluate.EvaluateRepository;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.label.LabelRepository;
import org.hornbook.label.rubric.RubricRepository;
import org.hornbook.label.sample.SampleRepository;
import org.hornbook.label.LlmBatchRepository;
import org.hornbook.label.LlmCallRepository;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;
import org.hornbook.store.Workspace;

/// An open workspace with everything in it wired: the only place that knows all rooms.
public final class Workbench implements AutoCloseable {
    private final Workspace workspace;
    private final JobRepository jobs;
    private final JobRunner runner;
    private final CorpusRepository corpora;
    private final RejectedRepository rejected;
    private final LabelRepository labels;
    private final ClassifyRepository classifiers;
    private final FilteredSetRepository sets;
    private final EvaluateRepository answers;
    private final ChatRepository chats;
    private final Encoders encoders;
    private final Models models;

    private Workbench(Workspace workspace) {
        Database database = workspace.database();
        this.workspace = workspace;
        this.jobs = new JobRepository(database);
        this.runner = new JobRunner(jobs, workspace.folder().resolve("logs"));
        this.corpora = new CorpusRepository(database);
        this.rejected = new RejectedRepository(database);
        this.labels = new LabelRepository(database);
        this.classifiers = new ClassifyRepository(database);
        this.sets = new FilteredSetRepository(database, corpora);
        this.answers = new EvaluateRepository(database);
        this.chats = new ChatRepository(database);
        this.encoders = new Encoders(workspace.folder());
        this.models = new Models(this::graphs);
    }

    /// Opens the workspace in `folder`. `holder` is the command that a second writer is told of.
    public static Workbench open(Path folder, Access access, String holder) {
        List<Migrations> migrations =
                List.of(
                        JobRepository.migrations(),
                        CorpusRepository.migrations(),
                        RemovalRepository.migrations(),
                        RejectedRepository.migrations(),
                        LabelRepository.migrations(),
                        RubricRepository.migrations(),
                        SampleRepository.migrations(),
                        LlmCallRepository.migrations(),
                        ClassifyRepository.migrations(),
                        DecisionRepository.migrations(),
                        EmbeddingRepository.migrations(),
                        EvaluateRepository.migrations(),
                        ChatRepository.migrations());
        return new Workbench(Workspace.open(folder.toAbsolutePath(), access, migrations, holder));
    }

    public Workspace workspace() {
        return workspace;
    }

    public JobRepository jobs() {
        return jobs;
    }

    public JobRunner runner() {
        return runner;
    }

    public CorpusRepository corpora() {
        return corpora;
    }

    /// What was removed from corpora.
    public RemovalRepository removals() {
        return new RemovalRepository(workspace.database());
    }

    /// The rows that imports could not use.
    public RejectedRepository rejected() {
        return rejected;
    }

    /// Groups of near-duplicates.
    public NearRepository near() {
        return new NearRepository(workspace.database());
    }

    /// Keeps one of each group of near-duplicates.
    public KeepRepository keeping() {
        return new KeepRepository(near(), removals());
    }

    /// Checks against benchmarks.
    public ContaminationRepository contamination() {
        return new ContaminationRepository(workspace.database());
    }

    public LabelRepository labels() {
        return labels;
    }

    /// Rubrics in all their versions.
    public RubricRepository rubrics() {
        return new RubricRepository(workspace.database());
    }

    /// Documents chosen for labelling.
    public SampleRepository samples() {
        return new SampleRepository(workspace.database(), corpora);
    }

    /// What language models were asked, and what it cost.
    public LlmCallRepository calls() {
        return new LlmCallRepository(workspace.database());
    }

    /// The batches that were given to servers.
    public LlmBatchRepository batches() {
        return new LlmBatchRepository(workspace.database());
    }

    public ClassifyRepository classifiers() {
        return classifiers;
    }

    /// What becomes of documents: lines, and what people decided against them.
    public DecisionRepository decisions() {
        return new DecisionRepository(workspace.database());
    }

    /// Carries classifiers as files from workspace to workspace.
    public ClassifierExchange exchange() {
        return new ClassifierExchange(classifiers, corpora, labels);
    }

    public FilteredSetRepository sets() {
        return sets;
    }

    public EvaluateRepository answers() {
        return answers;
    }

    public ChatRepository chats() {
        return chats;
    }

    /// Documents by the name of a kept set or a corpus. Throws `IllegalArgumentException` if it is
    /// neither.
    public DocumentSource documents(String name) {
        return sets.find(name)
                .map(sets::source)
                .orElseGet(() -> corpora.source(corpora.require(name)));
    }

    /// A checkpoint by the name it has in this workspace, there or added from elsewhere, or by its
    /// folder.
    public Path checkpoint(String nameOrFolder) {
        Path here = workspace.folder().resolve("checkpoints").resolve(nameOrFolder);
        Path folder =
                isModel(here)
                        ? here
                        : new AddedModels(workspace.folder())
                                .find(nameOrFolder)
                                .orElse(Path.of(nameOrFolder));
        if (!isModel(folder)) {
            throw new IllegalArgumentException(
                    nameOrFolder
                            + " is neither a checkpoint of this workspace nor a folder with a config.json");
        }
        return folder;
    }

    private static boolean isModel(Path folder) {
        return Checkpoint.isOne(folder) || SentenceModel.isIn(folder);
    }

    /// Where graphs written from checkpoints are kept.
    public Path graphs() {
        return workspace.folder("graphs");
    }

    /// The encoders that this workspace knows.
    public Encoders encoders() {
        return encoders;
    }

    /// The checkpoints that are open to write text.
    public Models models() {
        return models;
    }

    /// Embeddings of documents.
    public EmbeddingRepository embeddings() {
        return classifiers.embeddings();
    }

    /// An encoder by its name among the models, its folder or its fingerprint; what it gives is
    /// kept in the workspace. Throws `IllegalArgumentException` or `CheckpointException`, in one
    /// sentence, if there is none or it cannot be used.
    public Optional<Embedder> embedder(Optional<String> encoder) {
        return encoder.map(
                name -> {
                    Optional<Encoders.Known> known =
                            name.contains(":") ? encoders.find(name) : Optional.empty();
                    return stored(
                            known.map(k -> encoders.open(k.name(), k.folder()))
                                    .orElseGet(() -> opened(name)));
                });
    }

    /// The encoder that a recipe reads, looked for among those that the workspace knows; empty if
    /// the recipe reads none, or if it is not here any more.
    public Optional<Embedder> embedder(Recipe recipe) {
        return recipe instanceof Recipe.OnEncoder dense
                ? encoders.find(dense.encoder())
                        .map(known -> stored(encoders.open(known.name(), known.folder())))
                : Optional.empty();
    }

    private Embedder opened(String nameOrFolder) {
        Path folder = checkpoint(nameOrFolder);
        Path name = folder.toAbsolutePath().normalize().getFileName();
        boolean path = folder.equals(Path.of(nameOrFolder));
        return encoders.open(path && name != null ? name.toString() : nameOrFolder, folder);
    }

    private Embedder stored(Embedder embedder) {
        return new StoredEmbedder(embedder, embeddings());
    }

    @Override
    public void close() throws IOException {
        runner.close();
        encoders.close();
        models.close();
        workspace.close();
    }
}
