package org.hornbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// fastText and scikit-learn on the same documents and labels: `-Dscore.python=` names a Python
/// that has them, `-Dscore.fasttext=` fastText's own program. What is not named or not there is
/// said.
record ScorePeers(Path folder, List<String> texts, int[] labels, int training) {
    private static final Path SCRIPT = Path.of("modules", "bench", "peers", "score.py");

    /// One document a line, as fastText reads them: `documents.txt`, and `train.txt` with labels.
    void write() throws IOException {
        StringBuilder all = new StringBuilder();
        StringBuilder train = new StringBuilder();
        StringBuilder known = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String line = texts.get(i).replace('\n', ' ').replace('\r', ' ');
            all.append(line).append('\n');
            known.append(labels[i]).append('\n');
            if (i < training) {
                train.append("__label__").append(labels[i]).append(' ').append(line).append('\n');
            }
        }
        Files.writeString(folder.resolve("documents.txt"), all);
        Files.writeString(folder.resolve("labels.txt"), known);
        Files.writeString(folder.resolve("train.txt"), train);
    }

    /// What the script measured: documents a second by peer and threads, and F1; empty if it cannot
    /// be run.
    Optional<Figures> python() throws IOException, InterruptedException {
        String python = System.getProperty("score.python", "");
        if (python.isEmpty()) {
            System.out.println(
                    "no -Dscore.python=: name a Python with fasttext and scikit-learn to measure them"
                            + " beside ours");
            return Optional.empty();
        }
        List<String> said =
                run(
                        List.of(
                                python,
                                Path.of(System.getProperty("score.script", SCRIPT.toString()))
                                        .toString(),
                                folder.toString(),
                                "" + training));
        said.stream().filter(line -> !Figures.is(line)).forEach(System.out::println);
        return said.stream().filter(Figures::is).map(Figures::read).findFirst();
    }

    /// Documents a second of fastText's program on one thread, less what it takes to start and load
    /// its model; NaN if it is not named.
    double program() throws IOException, InterruptedException {
        String program = System.getProperty("score.fasttext", "");
        if (program.isEmpty()) {
            System.out.println("no -Dscore.fasttext=: name fastText's program to measure it too");
            return Double.NaN;
        }
        run(
                List.of(
                        program,
                        "supervised",
                        "-input",
                        folder.resolve("train.txt").toString(),
                        "-output",
                        folder.resolve("program").toString(),
                        "-wordNgrams",
                        "2",
                        "-dim",
                        "100",
                        "-epoch",
                        "5",
                        "-thread",
                        "1",
                        "-verbose",
                        "0"));
        Path one = Files.writeString(folder.resolve("one.txt"), "one\n");
        double whole = Double.MAX_VALUE;
        double start = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            start = Math.min(start, predict(program, one));
            whole = Math.min(whole, predict(program, folder.resolve("documents.txt")));
        }
        return texts.size() / (whole - start);
    }

    private double predict(String program, Path documents)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        run(List.of(program, "predict", folder + "/program.bin", documents.toString()));
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().forEach(said::add);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.getFirst() + " failed: " + said);
        }
        return said;
    }
}
