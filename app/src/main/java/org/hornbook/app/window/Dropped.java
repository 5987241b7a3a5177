package org.hornbook.app.window;

import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.checkpoint.Checkpoint;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is dropped onto the window goes where it belongs: checkpoint folders, packages and GGUF
/// files to the models, all else to a corpus.
final class Dropped {
    private Dropped() {}

    private record Sorted(List<Path> models, List<Path> files) {}

    static void over(DragEvent e) {
        if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
        }
    }

    static void take(Desk desk, DragEvent e) {
        if (e.getDragboard().hasFiles()) {
            route(desk, e.getDragboard().getFiles().stream().map(File::toPath).toList());
            e.setDropCompleted(true);
            e.consume();
        }
    }

    /// Looks at the paths in the background, then goes to their view.
    static void route(Desk desk, List<Path> paths) {
        desk.read(
                () -> {
                    List<Path> models = new ArrayList<>();
                    List<Path> files = new ArrayList<>();
                    for (Path path : paths) {
                        List<Path> inside = Checkpoint.modelsIn(path);
                        (inside.isEmpty() ? files : models)
                                .addAll(inside.isEmpty() ? List.of(path) : inside);
                    }
                    return new Sorted(List.copyOf(models), List.copyOf(files));
                },
                sorted -> {
                    if (!sorted.files().isEmpty()) {
                        desk.navigator().go(Place.CORPORA, new Errand.Import(sorted.files()));
                    }
                    if (!sorted.models().isEmpty()) {
                        desk.navigator().go(Place.MODELS, new Errand.AddModel(sorted.models()));
                    }
                });
    }
}
