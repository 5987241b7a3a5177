package org.hornbook.app.view.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hornbook.app.Workbench;
import org.hornbook.classify.FilteredSet;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.JobRecord;
import org.hornbook.store.Json;
import org.hornbook.train.TokenShard;
import org.hornbook.train.TokenizerJob;

/// What a workspace offers to train on, and what is known of it before its tokens are made.
///
/// @param names taken by runs and checkpoints
public record TrainingData(
        List<Choice> choices, List<Learned> tokenizers, List<Made> shards, Set<String> names) {
    static final TrainingData NONE = new TrainingData(List.of(), List.of(), List.of(), Set.of());

    /// Documents to train on.
    ///
    /// @param kept whether it is a kept set
    /// @param of the corpus of a kept set; empty for a corpus
    public record Choice(
            String name,
            boolean kept,
            String of,
            long documents,
            long characters,
            String fingerprint) {}

    /// A tokenizer that is there.
    ///
    /// @param from the documents it was learned from
    public record Learned(String file, int vocab, String from, String sha256) {}

    /// A shard that is there.
    ///
    /// @param characters of its documents; 0 if they are not known
    record Made(TokenShard.Manifest manifest, long characters) {}

    /// The number of tokens of data.
    ///
    /// @param exact whether it was counted
    record Tokens(double count, boolean exact) {}

    /// Kept sets first, the newest on top. Waits for files.
    static TrainingData read(Workbench bench) {
        List<Choice> choices = new ArrayList<>();
        Map<Long, String> corpora = new HashMap<>();
        bench.corpora().all().forEach(c -> corpora.put(c.id().value(), c.name()));
        for (FilteredSet set : bench.sets().all().reversed()) {
            choices.add(
                    new Choice(
                            set.name(),
                            true,
                            corpora.getOrDefault(set.corpus().value(), ""),
                            set.documents(),
                            set.characters(),
                            set.fingerprint()));
        }
        for (Corpus corpus : bench.corpora().all()) {
            choices.add(
                    new Choice(
                            corpus.name(),
                            false,
                            "",
                            corpus.documents(),
                            bench.corpora().characters(corpus.id()),
                            bench.corpora().source(corpus).fingerprint()));
        }
        choices.removeIf(c -> c.documents() == 0);
        List<JobRecord> jobs = bench.jobs().all();
        Path folder = bench.workspace().folder();
        return new TrainingData(
                List.copyOf(choices),
                tokenizers(folder, jobs),
                shards(folder.resolve("shards"), choices),
                names(folder.resolve("checkpoints"), jobs));
    }

    private static List<Learned> tokenizers(Path folder, List<JobRecord> jobs) {
        return jobs.stream()
                .filter(j -> j.kind().equals("train.tokenizer"))
                .filter(j -> j.status() == JobRecord.Status.SUCCEEDED)
                .flatMap(
                        j ->
                                j
                                        .result()
                                        .map(r -> Json.read(r, TokenizerJob.Report.class))
                                        .map(
                                                r ->
                                                        new Learned(
                                                                here(folder, r.file()),
                                                                r.vocab(),
                                                                j.title()
                                                                        .replaceFirst(
                                                                                "^.* from ", ""),
                                                                r.sha256()))
                                        .stream())
                .filter(l -> Files.isRegularFile(Path.of(l.file())))
                .toList();
    }

    /// A workspace may have been moved since.
    private static String here(Path folder, String file) {
        Path name = Path.of(file.replace('\\', '/')).getFileName();
        return folder.resolve("tokenizers").resolve(name).toString();
    }

    private static List<Made> shards(Path folder, List<Choice> choices) {
        List<Made> made = new ArrayList<>();
        try (Stream<Path> entries =
                Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path shard : entries.toList()) {
                Path manifest = shard.resolve(TokenShard.MANIFEST);
                if (Files.isRegularFile(manifest)) {
                    TokenShard.Manifest m =
                            Json.read(Files.readString(manifest), TokenShard.Manifest.class);
                    long characters =
                            choices.stream()
                                    .filter(c -> c.fingerprint().equals(m.source()))
                                    .mapToLong(Choice::characters)
                                    .findFirst()
                                    .orElse(0);
                    made.add(new Made(m, characters));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return List.copyOf(made);
    }

    private static Set<String> names(Path checkpoints, List<JobRecord> jobs) {
        Set<String> names = new HashSet<>();
        jobs.stream()
                .filter(j -> j.kind().equals("train.run"))
                .forEach(j -> names.add(RunReader.name(j)));
        try (Stream<Path> entries =
                Files.isDirectory(checkpoints) ? Files.list(checkpoints) : Stream.empty()) {
            entries.forEach(p -> names.add(p.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + checkpoints, e);
        }
        return Set.copyOf(names);
    }

    Optional<Choice> choice(String name) {
        return choices.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    Optional<Learned> learned(String file) {
        return tokenizers.stream().filter(l -> l.file().equals(file)).findFirst();
    }

    /// The tokenizer of this size that was learned from the corpus of a kept set: with it, losses
    /// on the two compare.
    Optional<Learned> sharedBy(Choice choice, int vocab) {
        return tokenizers.stream()
                .filter(l -> l.vocab() == vocab)
                .filter(l -> choice.kept() && l.from().equals(choice.of()))
                .findFirst();
    }

    /// A name like this one that is free.
    String free(String name) {
        String base = name.isEmpty() ? "run" : name;
        int number = 2;
        String free = base;
        while (names.contains(free)) {
            free = base + "-" + number++;
        }
        return free;
    }

    /// How many tokens the documents come to: counted before, or by the characters a token took in
    /// other shards of this vocabulary, or by a rule.
    Tokens tokens(Choice choice, String tokenizer, int vocab) {
        String hash = learned(tokenizer).map(Learned::sha256).orElse("");
        Optional<TokenShard.Manifest> counted =
                shards.stream()
                        .map(Made::manifest)
                        .filter(m -> m.source().equals(choice.fingerprint()))
                        .filter(
                                m ->
                                        hash.isEmpty()
                                                ? ownTokenizer(choice, vocab, m)
                                                : m.tokenizer().equals(hash))
                        .findFirst();
        if (counted.isPresent()) {
            return new Tokens(counted.get().tokens(), true);
        }
        double each =
                shards.stream()
                        .filter(s -> s.manifest().vocab() == vocab && s.characters() > 0)
                        .mapToDouble(s -> (double) s.characters() / s.manifest().tokens())
                        .findFirst()
                        .orElse(0.35 * Math.log(vocab) / Math.log(2) - 0.6);
        return new Tokens(choice.characters() / each, false);
    }

    private boolean ownTokenizer(Choice choice, int vocab, TokenShard.Manifest shard) {
        return tokenizers.stream()
                .anyMatch(
                        l ->
                                l.sha256().equals(shard.tokenizer())
                                        && l.vocab() == vocab
                                        && l.from().equals(choice.name()));
    }
}
