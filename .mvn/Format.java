import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Formats every Java file of the project in place, or with `check` as first argument only says which differ.
class Format {
    public static void main(String[] arguments) throws Exception {
        boolean check = arguments.length > 0 && arguments[0].equals("check");
        Formatter formatter =
                new Formatter(JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());
        List<Path> differing = new ArrayList<>();
        for (String room : List.of("app", "modules", "datasets", "packaging")) {
            try (Stream<Path> files = Files.walk(Path.of(room))) {
                for (Path file : files.filter(Format::isSource).toList()) {
                    String before = Files.readString(file);
                    String after = formatter.formatSource(RemoveUnusedImports.removeUnusedImports(before));
                    if (!after.equals(before)) {
                        differing.add(file);
                        if (!check) {
                            Files.writeString(file, after);
                        }
                    }
                }
            }
        }
        differing.forEach(System.out::println);
        if (check && !differing.isEmpty()) {
            System.out.println(differing.size() + " files are not formatted: run `mvn -N -Pformat validate`");
            System.exit(1);
        }
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && !file.toString().contains("target");
    }
}
