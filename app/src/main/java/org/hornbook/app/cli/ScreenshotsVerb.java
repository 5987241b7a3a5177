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

    @Option(
            names = "--size",
            paramLabel = "WIDTHxHEIGHT",
            description = "in this size; may be given again")
    private List<String> sizes = List.of();

    @Option(
            names = "--run",
            paramLabel = "COMMAND",
            description = "run this command in the view first; may be given again")
    private List<String> commands = List.of();

    @Override
    void run(Console console) throws Exception {
        Screenshots.take(
                workspaceFolder(),
                out,
                places,
                sizes.isEmpty()
                        ? Screenshots.SIZES
                        : sizes.stream().map(ScreenshotsVerb::size).toList(),
                commands);
        console.report(java.util.Map.of("folder", out.toString()), "pictures in " + out);
    }

    private static Screenshots.Size size(String words) {
        if (!words.matches("\\d{3,4}x\\d{3,4}")) {
            throw new IllegalArgumentException("a size of " + words + ": write it as 1280x800");
        }
        String[] sides = words.split("x");
        return new Screenshots.Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }
}
