import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The control file of the .deb: jpackage's, with the size as it is and a fuller description.
final class Control {
    private Control() {}

    static String of(String made, Path tree) throws IOException {
        StringBuilder control = new StringBuilder();
        boolean description = false;
        for (String line : made.lines().filter(l -> !l.isBlank()).toList()) {
            description = line.startsWith("Description:") || description && line.startsWith(" ");
            if (line.startsWith("Installed-Size:")) {
                control.append("Installed-Size: ").append(kilobytes(tree)).append('\n');
            } else if (!description) {
                control.append(line).append('\n');
            }
        }
        return control.append(
                        """
                        Description: workbench for making small language models
                         Browse text and code, have a small part labelled for educational value, train a
                         classifier that imitates the labels, keep what reads like a textbook, train small
                         phi models on it, and see what they can do. Everything runs on this machine.
                        """)
                .toString();
    }

    private static long kilobytes(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes / 1024;
        }
    }
}
