package org.hornbook.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hornbook.app.AddedModels;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.infer.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "models",
        description =
                "The models of a workspace: its checkpoints, and folders, packages and GGUF files"
                        + " that were added to it.")
final class ModelsVerb extends Verb {
    @Option(
            names = "--add",
            paramLabel = "PATH",
            description = "puts a folder or a GGUF file on the list; several times")
    private List<Path> add = new ArrayList<>();

    /// @param added whether it lies elsewhere
    record Listed(String name, String place, boolean added) {}

    /// @param device what models run on
    record Report(List<Listed> models, Device device) {}

    @Override
    void run(Console console) throws Exception {
        Path workspace = workspaceFolder().toAbsolutePath();
        List<Path> opened = new ArrayList<>();
        for (Path path : add) {
            List<Path> models = Checkpoint.modelsIn(path);
            for (Path model : models.isEmpty() ? List.of(path) : models) {
                Checkpoint.open(model).close();
                opened.add(model);
            }
        }
        List<Listed> all = here(workspace.resolve("checkpoints"));
        if (!opened.isEmpty()) {
            write().close(); // makes the workspace where there is none
        }
        AddedModels added = new AddedModels(workspace);
        Set<String> taken = new HashSet<>(all.stream().map(Listed::name).toList());
        opened.forEach(model -> added.add(model, taken));
        added.all().forEach(a -> all.add(new Listed(a.name(), a.folder(), true)));
        StringBuilder words = new StringBuilder();
        all.forEach(m -> words.append(m.name()).append("  ").append(m.place()).append('\n'));
        Device device = Device.chosen();
        words.append("run ")
                .append(device.words(Runtime.getRuntime().availableProcessors()))
                .append(": ")
                .append(device.because());
        console.report(
                new Report(List.copyOf(all), device),
                all.isEmpty()
                        ? "no models yet: train one, download one, or `models --add PATH`"
                        : words.toString());
    }

    private static List<Listed> here(Path checkpoints) throws Exception {
        List<Listed> all = new ArrayList<>();
        if (Files.isDirectory(checkpoints)) {
            try (Stream<Path> folders = Files.list(checkpoints)) {
                folders.filter(Checkpoint::isOne)
                        .filter(f -> !f.getFileName().toString().startsWith("."))
                        .sorted()
                        .forEach(
                                f ->
                                        all.add(
                                                new Listed(
                                                        f.getFileName().toString(),
                                                        f.toString(),
                                                        false)));
            }
        }
        return all;
    }
}
