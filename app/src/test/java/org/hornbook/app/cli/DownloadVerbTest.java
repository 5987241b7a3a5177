package org.hornbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hornbook.app.JobAgain;
import org.hornbook.app.JobCommand;
import org.hornbook.app.JobSummary;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.job.JobRecord;
import org.hornbook.store.Access;
import org.hornbook.store.Json;
import org.hornbook.testkit.LoopbackHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadVerbTest {
    @TempDir Path folder;
    private LoopbackHub server;
    private String before;

    /// What a command gave.
    private record Ran(int status, String out, String err) {
        JsonNode json() {
            return Json.read(out, JsonNode.class);
        }
    }

    @BeforeEach
    void open() throws Exception {
        before = System.getProperty("hornbook.config");
        server = new LoopbackHub();
        server.dataset("org/stories")
                .file(
                        "data/train.jsonl",
                        "{\"id\": \"a\", \"text\": \"one story\"}\n{\"id\": \"b\", \"text\": \"another story\"}\n")
                .file("README.md", "# stories")
                .downloads(12_345)
                .rows("n<1K");
        Path config = folder.resolve("config");
        new SettingsFile(config)
                .write(
                        Settings.USUAL.withHub(
                                new Settings.HubPlace(
                                        server.endpoint(), folder.resolve("hub").toString())));
        System.setProperty("hornbook.config", config.toString());
    }

    @AfterEach
    void close() {
        if (before == null) {
            System.clearProperty("hornbook.config");
        } else {
            System.setProperty("hornbook.config", before);
        }
        server.close();
    }

    @Test
    void aDatasetIsDownloadedImportedAndFoundAndTheSecondTimeNothingIsFetched() {
        Ran ran = run("download", "org/stories", "--import", "stories", "--json");
        assertThat(ran.err()).doesNotContain("Exception");
        assertThat(ran.json().path("imported").path("added").asInt()).isEqualTo(2);
        assertThat(run("search", "stories", "another", "--json").json().path("count").asInt())
                .isEqualTo(1);
        server.forget();
        JsonNode again = run("download", "org/stories", "--dataset", "--json").json();
        assertThat(again.path("download").path("fetched").asInt()).isZero();
        assertThat(server.transfers()).isEmpty();
    }

    @Test
    void aPlanSaysWhatWouldComeAndFetchesNothing() {
        Ran plan = run("download", "org/stories", "--dataset", "--include", "*.jsonl", "--plan");
        assertThat(plan.out())
                .contains("data/train.jsonl")
                .contains("are to be fetched")
                .doesNotContain("README");
        assertThat(server.transfers()).isEmpty();
    }

    @Test
    void filesAreCopiedToAFolder() {
        Path out = folder.resolve("out");
        assertThat(run("download", "org/stories", "--dataset", "--to", out.toString()).status())
                .isZero();
        assertThat(out.resolve("data/train.jsonl")).isRegularFile();
        assertThat(
                        run("download", "org/stories", "--dataset", "--to", "x", "--import", "c")
                                .status())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aModelIsKnownByItsNameAfterwards() throws Exception {
        Path sample = SampleWorkspace.copy(folder.resolve("sample")).resolve("checkpoints/kept");
        try (Stream<Path> files = Files.list(sample)) {
            for (Path file :
                    files.filter(f -> f.toString().matches(".*\\.(json|safetensors)")).toList()) {
                server.model("org/phi-tiny")
                        .large(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        JsonNode done = run("download", server.endpoint() + "/org/phi-tiny", "--json").json();
        assertThat(done.path("model").asText()).isEqualTo("phi-tiny");
        try (Workbench bench = Workbench.open(workspace(), Access.WRITE, "test")) {
            assertThat(bench.checkpoint("phi-tiny").toString()).contains("models--org--phi-tiny");
            JobRecord job = bench.jobs().all().getFirst();
            assertThat(JobSummary.of(job)).contains("files, ");
            assertThat(new JobCommand(List.of(job), workspace()).of(job))
                    .isEqualTo("hornbook download org/phi-tiny --workspace " + workspace());
            JobAgain again =
                    new JobAgain(bench, folder, 1, n -> Optional.empty(), HubVerb::settings);
            assertThat(JobAgain.tellsEnough(job)).isTrue();
            assertThat(again.of(job).spec().fingerprint()).isEqualTo(job.fingerprint());
        }
    }

    @Test
    void aModelThatCannotBeOpenedIsDownloadedAndSaidSo() {
        server.model("org/bloom")
                .file("config.json", "{\"model_type\": \"bloom\"}")
                .large("model.safetensors", new byte[100]);
        Ran ran = run("download", "org/bloom");
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("It cannot be opened here").contains("bloom");
    }

    @Test
    void theSearchSaysLicenceSizeAndHowOftenItWasDownloaded() {
        Ran found = run("hub", "search", "stories", "--dataset");
        assertThat(found.out())
                .contains("org/stories")
                .contains("mit, n<1K rows, 12.3 k downloads, 7 likes")
                .contains("1 datasets");
        assertThat(run("hub", "files", "org/stories", "--dataset").out())
                .contains("data/train.jsonl")
                .contains("2 files");
        assertThat(run("hub", "--json").json().path("endpoint").asText())
                .isEqualTo(server.endpoint());
    }

    @Test
    void whatCannotBeHadIsOneSentence() {
        Ran ran = run("download", "org/nothing");
        assertThat(ran.status()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err().strip())
                .startsWith("hornbook: there is no model org/nothing")
                .doesNotContain("\n");
        assertThat(run("download", "org/stories", "--dataset", "--include", "*.parquet").err())
                .contains("matches *.parquet: it holds README.md, data/train.jsonl");
        assertThat(run("download", "org/stories", "--parquet").err())
                .contains("the Hub has made no Parquet of it");
    }

    private Path workspace() {
        return folder.resolve("w");
    }

    private Ran run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--workspace", workspace().toString()));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream wrong = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(wrong, true, StandardCharsets.UTF_8));
            int status = Main.run(all.toArray(String[]::new));
            return new Ran(
                    status,
                    said.toString(StandardCharsets.UTF_8),
                    wrong.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
