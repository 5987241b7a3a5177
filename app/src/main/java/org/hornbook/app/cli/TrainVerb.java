package org.hornbook.app.cli;

import org.hornbook.app.Training;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Reuse;
import org.hornbook.train.Schedule;
import org.hornbook.train.TokenizeJob;
import org.hornbook.train.TokenizerJob;
import org.hornbook.train.TrainReport;
import org.hornbook.train.TrainingConfig;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Locale;

@Command(
        name = "train",
        description =
                "Trains a small phi model on a corpus or a kept set, in a process of its own; the"
                        + " checkpoint is a Hugging Face folder. Interrupted, the same command goes"
                        + " on.")
final class TrainVerb extends Verb {
    @Parameters(paramLabel = "CORPUS|SET")
    private String data;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "of the run and its checkpoint; default: the name of the data")
    private String name;

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description = "a tokenizer.json; default: one is learned from the data")
    private Path tokenizer;

    @Option(
            names = "--vocab",
            defaultValue = "1024",
            description = "of a tokenizer that is learned; default: ${DEFAULT-VALUE}")
    private int vocab;

    @Option(names = "--layers", defaultValue = "4", description = "default: ${DEFAULT-VALUE}")
    private int layers;

    @Option(names = "--hidden", defaultValue = "128", description = "default: ${DEFAULT-VALUE}")
    private int hidden;

    @Option(names = "--heads", defaultValue = "4", description = "default: ${DEFAULT-VALUE}")
    private int heads;

    @Option(
            names = "--context",
            defaultValue = "128",
            description = "tokens in a sequence; default: ${DEFAULT-VALUE}")
    private int context;

    @Option(
            names = "--batch",
            defaultValue = "8",
            description = "sequences in a step; default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--steps", defaultValue = "1000", description = "default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--lr",
            defaultValue = "3e-3",
            description = "highest learning rate; default: ${DEFAULT-VALUE}")
    private double learningRate;

    @Option(
            names = "--warmup",
            defaultValue = "50",
            description = "steps of linear rise; default: ${DEFAULT-VALUE}")
    private int warmup;

    @Option(
            names = "--schedule",
            defaultValue = "linear",
            description = "linear, cosine or constant; default: ${DEFAULT-VALUE}")
    private Schedule schedule;

    @Option(
            names = "--weight-decay",
            defaultValue = "0.1",
            description = "default: ${DEFAULT-VALUE}")
    private double weightDecay;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--save-every",
            defaultValue = "200",
            paramLabel = "STEPS",
            description = "default: ${DEFAULT-VALUE}")
    private int saveEvery;

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = write()) {
            DocumentSource documents = bench.documents(data);
            Training training = new Training(bench.workspace());
            Path words = tokenizer;
            if (words == null) {
                TokenizerJob learn = training.tokenizer(documents, vocab);
                console.follow(bench.runner(), learn, again(learn.file()));
                words = learn.file();
            }
            TokenizeJob shard = training.shard(documents, words);
            Path folder = training.shardFolder(documents, words);
            var manifest =
                    console.follow(bench.runner(), shard, again(folder.resolve("manifest.json")));
            TrainingConfig config =
                    new TrainingConfig(
                            layers,
                            hidden,
                            heads,
                            context,
                            Math.max(vocab, manifest.vocab()),
                            batch,
                            steps,
                            learningRate,
                            Math.min(warmup, steps),
                            schedule,
                            weightDecay,
                            0.9,
                            0.95,
                            1e-8,
                            1,
                            0.5,
                            seed,
                            threads,
                            saveEvery);
            console.say(
                    "%s parameters, %s tokens to see of %s, about %s MB of memory"
                            .formatted(
                                    Words.count(config.parameters()),
                                    Words.count(config.tokens()),
                                    Words.count(manifest.tokens()),
                                    Words.count(config.memoryEstimate() / 1_000_000)));
            TrainReport report =
                    console.follow(
                            bench.runner(),
                            training.run(name == null ? data : name, config, folder),
                            Reuse.NEVER);
            console.report(report, words(report));
        }
    }

    /// A finished job is taken as it is only if what it made is still there.
    private static Reuse again(Path made) {
        return made.toFile().isFile() ? Reuse.FINISHED : Reuse.NEVER;
    }

    static String words(TrainReport r) {
        return String.format(
                Locale.ROOT,
                "%s: %s parameters, loss %.3f to %.3f in %s steps (%s tokens), %s tokens a second;"
                        + " checkpoint in %s",
                r.name(),
                Words.count(r.parameters()),
                r.firstLoss(),
                r.lastLoss(),
                Words.count(r.steps()),
                Words.count(r.tokens()),
                Words.count(Math.round(r.tokensPerSecond())),
                r.checkpoint());
    }
}
