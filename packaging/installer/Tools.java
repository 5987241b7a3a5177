import java.nio.file.Path;

/// The programs of the JDK that runs the build.
final class Tools {
    private Tools() {}

    static String of(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
