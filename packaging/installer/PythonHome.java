import java.nio.file.Path;
import org.graalvm.polyglot.Engine;

/// Lays out the files of the Python that runs what models write, which it would otherwise unpack
/// into the home of everyone who uses it. Run by the build on the class path of the app.
final class PythonHome {
    private PythonHome() {}

    public static void main(String[] arguments) throws Exception {
        Engine.copyResources(Path.of(arguments[0]));
    }
}
