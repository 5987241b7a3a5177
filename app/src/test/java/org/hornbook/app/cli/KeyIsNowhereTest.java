package org.hornbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hornbook.app.JobCommand;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.job.JobRecord;
import org.hornbook.store.Access;
import org.hornbook.testkit.LoopbackOpenAi;
import org.hornbook.testkit.LoopbackOpenAi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that repeats the key in whatever it says, and all the places where it could turn up.
class KeyIsNowhereTest {
    private static final String KEY = "sk-proj-never-to-be-found-0123456789";

    @TempDir Path folder;
    private String configBefore;

    @BeforeEach
    void settings() {
        configBefore = System.getProperty("hornbook.config");
        System.setProperty("hornbook.config", folder.resolve("config").toString());
    }

    @AfterEach
    void restore() {
        if (configBefore == null) {
            System.clearProperty("hornbook.config");
        } else {
            System.setProperty("hornbook.config", configBefore);
        }
    }

    @Test
    void theKeyIsInNoWorkspaceNoLogNoExportNoCommandAndNothingThatIsSaid() throws Exception {
        Path workspace = folder.resolve("w");
        StringBuilder said = new StringBuilder();
        try (LoopbackOpenAi server = new LoopbackOpenAi(KeyIsNowhereTest::echo)) {
            keep(server);
            Path rows = folder.resolve("rows.jsonl");
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                lines.add("{\"id\": \"d" + i + "\", \"text\": \"document " + i + "!\"}");
            }
            Files.write(rows, lines);
            run(said, workspace, "import", rows.toString(), "--corpus", "c");
            List<String> label =
                    List.of(
                            "label",
                            "c",
                            "--endpoint",
                            server.base(),
                            "--model",
                            "loop",
                            "--price-in",
                            "1",
                            "--price-out",
                            "1",
                            "--concurrency",
                            "2");
            run(said, workspace, label.toArray(String[]::new));
            List<String> batch = new ArrayList<>(label);
            batch.addAll(List.of("--batch", "--annotator", "by batch", "--again"));
            run(said, workspace, batch.toArray(String[]::new));
            run(said, workspace, "labels", "problems", "c");
            run(said, workspace, "labels", "bill");
            run(said, workspace, "jobs");
            run(
                    said,
                    workspace,
                    "export",
                    "c",
                    "--out",
                    folder.resolve("out.jsonl").toString(),
                    "--label",
                    "loop");
            assertThat(server.authorizations()).contains("Bearer " + KEY);
        }
        try (Workbench bench = Workbench.open(workspace, Access.READ, "test")) {
            List<JobRecord> jobs = bench.jobs().all();
            JobCommand command = new JobCommand(jobs, workspace);
            jobs.forEach(j -> said.append(command.of(j)).append(j.provenance()).append('\n'));
            assertThat(said.toString()).contains("label c --endpoint http");
        }
        assertThat(said.toString()).contains("***").doesNotContain(KEY);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(folder.resolve("config"))) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(KEY);
                }
            }
        }
    }

    private void keep(LoopbackOpenAi server) {
        SettingsFile files = SettingsFile.usual();
        files.write(
                files.read()
                        .withEndpoints(
                                List.of(
                                        new org.hornbook.app.desk.Settings.Endpoint(
                                                "Loop", server.base(), "loop", -1, -1))));
        files.key("Loop", KEY);
    }

    private static Answer echo(LoopbackOpenAi.Asked asked) {
        String error = "{\"error\": {\"message\": \"Incorrect key " + KEY + "\"}}";
        int number = asked.number();
        return switch (number % 6) {
            case 0 -> new Answer.Refused(400, error);
            case 1 ->
                    asked.body().contains("custom_id")
                            ? new Answer.Refused(400, error)
                            : new Answer.With(
                                    Map.of("Retry-After", "0"), new Answer.Refused(429, error));
            case 2 -> new Answer.Whole("your key is " + KEY);
            case 3 -> new Answer.Refusal("not with " + KEY);
            default -> new Answer.Whole("{\"rationale\": \"" + KEY + "\", \"score\": 3}");
        };
    }

    private void run(StringBuilder said, Path workspace, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--workspace", workspace.toString()));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(heard, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            Main.run(all.toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        said.append(heard.toString(StandardCharsets.UTF_8)).append('\n');
    }
}
