package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietTest {
    @TempDir Path home;

    /// In a process of its own: the library decides once, and the variables that mark a build
    /// server or a test would silence it anyway.
    @Test
    void theRuntimeLeavesNoDeviceIdAndNoReportInTheHomeOfAPerson() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-Duser.home=" + home,
                                        "-Djava.io.tmpdir=" + home.resolve("tmp"),
                                        "-cp",
                                        System.getProperty(
                                                "surefire.test.class.path",
                                                System.getProperty("java.class.path")),
                                        Started.class.getName()))
                        .redirectErrorStream(true);
        Files.createDirectory(home.resolve("tmp"));
        for (String variable :
                List.of(
                        "CI",
                        "GITHUB_ACTIONS",
                        "ORT_RUNNING_UNIT_TESTS",
                        "ORT_DISABLE_TELEMETRY",
                        "ORT_TELEMETRY_DISABLED",
                        "XDG_CACHE_HOME")) {
            builder.environment().remove(variable);
        }
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        try (Stream<Path> entries = Files.walk(home)) {
            assertThat(entries.map(Path::toString))
                    .noneMatch(e -> e.toLowerCase().contains("microsoft"))
                    .noneMatch(e -> e.contains("deviceid"));
        }
    }

    static final class Started {
        public static void main(String[] arguments) throws Exception {
            Quiet.environment();
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
