package org.hornbook.app.cli;

import org.hornbook.app.desk.Place;
import org.hornbook.app.window.Screenshots;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;

@Command(
        name = "screenshots",
        hidden = true,
        description = "Takes a picture of every view of a workspace, light and dark, in two sizes.")
final class ScreenshotsVerb extends Verb {
    @Option(names = "--out", required = true, paramLabel = "DIR")
    private Path out;

    @Option(names = "--view", description = "only these views")
    private List<Place> places = List.of(Place.values());

    @Override
    void run(Console console) throws Exception {
        Screenshots.take(workspaceFolder(), out, places);
        console.report(java.util.Map.of("folder", out.toString()), "pictures in " + out);
    }
}
