package org.hornbook.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hornbook.app.BroughtModel;
import org.hornbook.app.Sentence;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.ImportReport;
import org.hornbook.hub.DownloadJob;
import org.hornbook.hub.DownloadPlan;
import org.hornbook.hub.DownloadReport;
import org.hornbook.hub.FileChoice;
import org.hornbook.hub.Hub;
import org.hornbook.hub.HubFile;
import org.hornbook.hub.HubRepository;
import org.hornbook.hub.HubSettings;
import org.hornbook.hub.RepositoryKind;
import org.hornbook.job.Reuse;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "download",
        description = {
            "Downloads a model or a dataset from the Hugging Face Hub into the cache that Python shares"
                    + " (HF_HOME, HF_HUB_CACHE). Interrupted, the same command goes on with the bytes that are"
                    + " missing.",
            "HF_ENDPOINT names a mirror; the token is read from HF_TOKEN, the settings or the token file, and"
                    + " goes to the Hub alone."
        })
final class DownloadVerb extends Verb {
    @Parameters(paramLabel = "ORG/NAME", description = "or the address of its page")
    private String repository;

    @Option(names = "--dataset", description = "a dataset; default: a model")
    private boolean dataset;

    @Option(names = "--revision", paramLabel = "R", description = "a branch, tag or commit")
    private String revision;

    @Option(
            names = "--parquet",
            description = "the Parquet files that the Hub makes of a dataset: refs/convert/parquet")
    private boolean parquet;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description =
                    "only these files, such as 'data/train-*'; default: of a model configuration, tokenizer"
                            + " and safetensors, of a dataset its Parquet, JSON Lines or CSV files")
    private List<String> include = new ArrayList<>();

    @ArgGroup private Then then = new Then();

    @Option(names = "--plan", description = "show what would be downloaded, and download nothing")
    private boolean planOnly;

    /// What becomes of the files, apart from lying in the cache.
    static final class Then {
        @Option(names = "--import", paramLabel = "CORPUS", description = "import the dataset")
        private String corpus;

        @Option(names = "--to", paramLabel = "DIR", description = "copy the files to a folder")
        private Path to;
    }

    /// What would be downloaded.
    record Planned(
            String repository,
            String commit,
            String folder,
            long bytes,
            long missing,
            List<HubFile> files) {}

    /// What came of it.
    ///
    /// @param model the name among the models; null if it is none
    /// @param imported null if nothing was
    record Done(DownloadReport download, String model, ImportReport imported) {}

    @Override
    void run(Console console) throws Exception {
        SettingsFile files = SettingsFile.usual();
        HubSettings settings = files.hub(files.read());
        DownloadPlan plan;
        try (Hub hub = new Hub(settings)) {
            plan =
                    DownloadPlan.of(
                            hub, wanted(), new FileChoice(include), Optional.ofNullable(then.to));
            if (planOnly) {
                report(console, hub, plan);
                return;
            }
        }
        try (Workbench bench = write()) {
            DownloadReport report =
                    console.follow(bench.runner(), new DownloadJob(settings, plan), Reuse.NEVER);
            if (then.corpus != null) {
                console.say(words(report));
                ImportReport imported = imported(console, bench, plan, report);
                console.report(new Done(report, null, imported), ImportVerb.words(imported));
                return;
            }
            Optional<String> model = model(console, report);
            console.report(
                    new Done(report, model.orElse(null), null),
                    words(report)
                            + model.map(name -> "\nit is among the models as " + name).orElse(""));
        }
    }

    private HubRepository wanted() {
        HubRepository named =
                HubRepository.parse(
                        repository,
                        dataset || parquet || then.corpus != null
                                ? RepositoryKind.DATASET
                                : RepositoryKind.MODEL);
        if (then.corpus != null && named.kind() == RepositoryKind.MODEL) {
            throw new IllegalArgumentException(
                    named + " is a model: only a dataset can be imported into a corpus");
        }
        if (parquet && revision != null) {
            throw new IllegalArgumentException(
                    "--parquet is a revision itself: leave --revision out");
        }
        return revision != null
                ? named.at(revision)
                : parquet ? named.at(HubRepository.CONVERTED) : named;
    }

    private static void report(Console console, Hub hub, DownloadPlan plan) throws Exception {
        long missing = 0;
        StringBuilder words = new StringBuilder();
        for (HubFile file : plan.files()) {
            boolean here = hub.cache().find(plan.repository(), plan.commit(), file).isPresent();
            missing += here ? 0 : file.size();
            words.append(
                    "  %s  %s%s%n"
                            .formatted(
                                    file.path(),
                                    Words.bytes(file.size()),
                                    here ? ", in the cache" : ""));
        }
        words.append(
                "%s at %s: %s, of which %s are to be fetched, into %s"
                        .formatted(
                                plan.repository(),
                                plan.commit(),
                                Words.bytes(plan.bytes()),
                                Words.bytes(missing),
                                plan.folder(hub.cache())));
        console.report(
                new Planned(
                        plan.repository().id(),
                        plan.commit(),
                        plan.folder(hub.cache()).toString(),
                        plan.bytes(),
                        missing,
                        plan.files()),
                words.toString());
    }

    private ImportReport imported(
            Console console, Workbench bench, DownloadPlan plan, DownloadReport report)
            throws Exception {
        List<Path> data =
                report.files().stream()
                        .filter(FileChoice::isData)
                        .map(Path.of(report.folder())::resolve)
                        .toList();
        if (data.isEmpty()) {
            throw new IllegalArgumentException(
                    plan.repository()
                            + " was downloaded, but holds no Parquet, JSON Lines or CSV file to import;"
                            + " it lies in "
                            + report.folder());
        }
        return console.follow(
                bench.runner(),
                new ImportJob(
                        bench.corpora(),
                        new ImportPlan(data, then.corpus, Optional.empty(), Optional.empty())),
                Reuse.NEVER);
    }

    /// A model in the cache goes on the workspace's list; one that was copied elsewhere is left to
    /// whoever wanted it there.
    private Optional<String> model(Console console, DownloadReport report) throws Exception {
        if (report.kind() != RepositoryKind.MODEL
                || then.to != null
                || report.files().stream().noneMatch(DownloadVerb::ofModel)) {
            return Optional.empty();
        }
        try {
            return Optional.of(BroughtModel.add(workspaceFolder().toAbsolutePath(), report));
        } catch (CheckpointException | IllegalArgumentException e) {
            console.say("  It cannot be opened here: " + Sentence.of(e));
            return Optional.empty();
        }
    }

    /// Whether a repository with that file may hold a model.
    private static boolean ofModel(String path) {
        return path.equals("config.json")
                || path.endsWith("genai_config.json")
                || path.toLowerCase(Locale.ROOT).endsWith(".gguf");
    }

    private static String words(DownloadReport r) {
        return "%s: %s (%s) in %s, %s fetched"
                .formatted(
                        r.repository(),
                        Words.count(r.files().size())
                                + (r.files().size() == 1 ? " file" : " files"),
                        Words.bytes(r.bytes()),
                        r.folder(),
                        r.fetched() == 0 ? "nothing" : Words.bytes(r.fetched()));
    }
}
