package org.hornbook.app.view.train;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.hornbook.app.OpenedModel;
import org.hornbook.app.Subjects;
import org.hornbook.evaluate.Completer;

/// Lets a saved state of a run continue prompts: always the most likely token, on one thread, so
/// that training goes on beside it almost undisturbed.
final class SampleMaker {
    private static final int TOKENS = 96;
    private static final List<String> MODEL =
            List.of(
                    "config.json",
                    "generation_config.json",
                    "model.safetensors",
                    "tokenizer.json",
                    "tokenizer_config.json");

    /// A state of a run as a model folder.
    record Source(Path run, int step, Path model) {}

    /// Adds a sample for each prompt that has none at this step yet; whether any was added. A state
    /// that its run has meanwhile replaced gives nothing.
    boolean make(Source source, List<Prompts.Prompt> prompts) throws IOException {
        SampleFile file = SampleFile.in(source.run());
        Map<SampleFile.Key, Sample> there = file.read();
        List<Prompts.Prompt> missing =
                prompts.stream()
                        .filter(p -> !there.containsKey(new SampleFile.Key(source.step(), p.id())))
                        .toList();
        if (missing.isEmpty()) {
            return false;
        }
        int before = Thread.currentThread().getPriority();
        Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
        Path copy = Files.createTempDirectory("hornbook-state");
        try {
            copy(source.model(), copy);
            write(source, missing, copy, file);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            delete(copy);
            Thread.currentThread().setPriority(before);
        }
    }

    private static void write(
            Source source, List<Prompts.Prompt> missing, Path copy, SampleFile file)
            throws IOException {
        try (OpenedModel model = OpenedModel.open("run", copy, copy.resolve("graphs"), 1)) {
            Completer completer = Subjects.greedy(model, TOKENS).completer();
            for (Prompts.Prompt prompt : missing) {
                file.add(continued(source.step(), prompt, completer));
            }
        }
    }

    private static Sample continued(int step, Prompts.Prompt prompt, Completer completer) {
        try {
            return new Sample(
                    step, prompt.id(), prompt.text(), completer.complete(prompt.text()), "", "");
        } catch (Exception e) {
            // A prompt that leaves no room in a short context is a finding, not an accident.
            return new Sample(
                    step, prompt.id(), prompt.text(), "", "", String.valueOf(e.getMessage()));
        }
    }

    /// A run removes its older states while it trains: what is read here is its own copy.
    private static void copy(Path from, Path to) throws IOException {
        for (String name : MODEL) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path inner, IOException failure)
                            throws IOException {
                        Files.delete(inner);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
