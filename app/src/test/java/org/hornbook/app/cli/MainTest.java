package org.hornbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.hornbook.store.Access;
import org.hornbook.store.Json;
import org.hornbook.app.Workbench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir Path folder;
    private String workspace;

    /// What a command gave.
    private record Ran(int status, String out, String err) {
        JsonNode json() {
            return Json.read(out, JsonNode.class);
        }
    }

    @BeforeEach
    void place() {
        workspace = folder.resolve("w").toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "import",
                "corpora",
                "search",
                "labels",
                "rubric",
                "sample",
                "classifier",
                "embed",
                "compare",
                "export",
                "download",
                "hub",
                "train",
                "generate",
                "logits",
                "models",
                "convert",
                "calibrate",
                "try",
                "duplicates",
                "contamination",
                "like",
                "remove",
                "restore",
                "jobs"
            })
    void everyVerbExplainsItself(String verb) {
        Ran ran = run(verb, "--help");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Usage: hornbook " + verb);
    }

    @Test
    void aWordThatIsNoVerbIsAnsweredWithWhereToLook() {
        Ran ran = run("improt", "x");
        assertThat(ran.status()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("improt").contains("--help").doesNotContain("Exception");
    }

    @Test
    void readingWhereThereIsNoWorkspaceIsOneSentence() {
        Ran ran = run("corpora", "--workspace", workspace);
        assertThat(ran.status()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err().strip()).startsWith("hornbook: no workspace in").doesNotContain("\n");
    }

    @Test
    void aSecondWriterIsToldWhoHoldsTheWorkspace() throws Exception {
        try (Workbench bench = Workbench.open(Path.of(workspace), Access.WRITE, "hornbook train")) {
            assertThat(bench.corpora().all()).isEmpty();
            Ran ran = run("import", data().toString(), "--workspace", workspace);
            assertThat(ran.status()).isEqualTo(ExitCode.BUSY);
            assertThat(ran.err()).contains("`hornbook train`");
            assertThat(run("corpora", "--workspace", workspace).status()).isZero();
        }
    }

    @Test
    void documentsAreImportedFoundLabelledClassifiedComparedKeptAndExported() throws Exception {
        JsonNode imported =
                run(
                                "import",
                                data().toString(),
                                "--corpus",
                                "c",
                                "--workspace",
                                workspace,
                                "--json")
                        .json();
        assertThat(imported.path("documents").asInt()).isEqualTo(60);
        assertThat(
                        run(
                                        "import",
                                        data().toString(),
                                        "--corpus",
                                        "c",
                                        "--workspace",
                                        workspace,
                                        "--json")
                                .json()
                                .path("added")
                                .asInt())
                .isZero();

        JsonNode found =
                run(
                                "search",
                                "c",
                                "adds",
                                "kind:good",
                                "--workspace",
                                workspace,
                                "--json",
                                "--limit",
                                "7")
                        .json();
        assertThat(found.path("count").asInt()).isEqualTo(30);
        assertThat(found.path("hits").size()).isEqualTo(7);

        Ran labelled =
                run(
                        "labels",
                        "import",
                        labels().toString(),
                        "--corpus",
                        "c",
                        "--annotator",
                        "me",
                        "--workspace",
                        workspace,
                        "--json");
        assertThat(labelled.json().path("labels").asInt()).isEqualTo(40);
        assertThat(labelled.json().path("unknown").asInt()).isEqualTo(1);

        JsonNode trained =
                run(
                                "classifier",
                                "train",
                                "--corpus",
                                "c",
                                "--annotator",
                                "me",
                                "--name",
                                "n",
                                "--workspace",
                                workspace,
                                "--json")
                        .json();
        assertThat(trained.path("evaluation").path("f1").asDouble()).isGreaterThan(0.9);
        assertThat(
                        run(
                                        "classifier",
                                        "score",
                                        "n",
                                        "--corpus",
                                        "c",
                                        "--workspace",
                                        workspace,
                                        "--json")
                                .json()
                                .path("documents")
                                .asInt())
                .isEqualTo(60);

        JsonNode compared =
                run(
                                "compare",
                                "--corpus",
                                "c",
                                "--annotator",
                                "me",
                                "--classifier",
                                "n",
                                "--top",
                                "0.5",
                                "--keep",
                                "best",
                                "--workspace",
                                workspace,
                                "--json")
                        .json();
        assertThat(compared.path("compared").asInt()).isEqualTo(40);
        assertThat(compared.path("heldOut").asInt()).isEqualTo(40);
        assertThat(compared.path("disagreements").size()).isEqualTo(10);

        Path out = folder.resolve("best.jsonl");
        assertThat(
                        run(
                                        "export",
                                        "best",
                                        "-o",
                                        out.toString(),
                                        "--workspace",
                                        workspace,
                                        "--json")
                                .json()
                                .path("documents")
                                .asInt())
                .isEqualTo(30);
        assertThat(Files.readAllLines(out))
                .hasSize(30)
                .allMatch(line -> line.contains("\"kind\":\"good\""));
        assertThat(
                        run(
                                        "search",
                                        "c",
                                        "label:me>=4",
                                        "score:n>2",
                                        "--workspace",
                                        workspace,
                                        "--json")
                                .json()
                                .path("count")
                                .asInt())
                .isEqualTo(20);
        assertThat(run("jobs", "--workspace", workspace).out())
                .contains("succeeded")
                .contains("train classifier n");
    }

    @Test
    void aMistypedNameIsAnsweredWithTheNamesThereAre() throws Exception {
        run("import", data().toString(), "--corpus", "lessons", "--workspace", workspace);
        Ran ran = run("search", "lesons", "x", "--workspace", workspace);
        assertThat(ran.status()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("there is no corpus lesons: there are lessons");
        assertThat(run("search", "lessons", "(x", "--workspace", workspace).err())
                .contains("'(' without ')'");
        assertThat(
                        run(
                                        "import",
                                        folder.resolve("nowhere").toString(),
                                        "--workspace",
                                        workspace)
                                .err())
                .contains("there is no file or folder");
        assertThat(run("logits", folder.toString(), "--tokens", "1").err()).contains("config.json");
    }

    private Path data() throws Exception {
        Path file = folder.resolve("c.jsonl.gz");
        try (PrintStream out =
                new PrintStream(
                        new GZIPOutputStream(Files.newOutputStream(file)),
                        true,
                        StandardCharsets.UTF_8)) {
            for (int i = 0; i < 60; i++) {
                String text =
                        i % 2 == 0
                                ? "def add_"
                                        + i
                                        + "(x):\\n    \\\"\\\"\\\"Adds "
                                        + i
                                        + " to x.\\\"\\\"\\\"\\n    return x + "
                                        + i
                                : "CONFIG_" + i + " = {'port': " + i + ", 'host': " + 3 * i + "}";
                out.println(
                        "{\"id\": \"d"
                                + i
                                + "\", \"text\": \""
                                + text
                                + "\", \"kind\": \""
                                + (i % 2 == 0 ? "good" : "bad")
                                + "\"}");
            }
        }
        return file;
    }

    private Path labels() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            rows.append(
                    "{\"id\": \"d"
                            + i
                            + "\", \"label\": "
                            + (i % 2 == 0 ? 5 : 0)
                            + ", \"rationale\": \"because\"}\n");
        }
        return Files.writeString(
                folder.resolve("labels.jsonl"), rows + "{\"id\": \"nobody\", \"label\": 1}\n");
    }

    @Test
    void aCorpusIsCleanedByCommandsAndEveryRemovalIsTakenBack() throws Exception {
        String body = "a long enough text that two documents have in common with each other here ";
        Path file =
                Files.writeString(
                        folder.resolve("c.jsonl"),
                        "{\"id\": \"a\", \"text\": \""
                                + body.repeat(3)
                                + "one\"}\n"
                                + "{\"id\": \"b\", \"text\": \""
                                + body.repeat(3)
                                + "one and two\"}\n"
                                + "{\"id\": \"c\", \"text\": \"something else\"}\n");
        run("import", file.toString(), "--corpus", "c", "--workspace", workspace);
        JsonNode found =
                run("duplicates", "c", "--keep", "longest", "--json", "--workspace", workspace)
                        .json();
        assertThat(found.path("found").path("groups").asLong()).isEqualTo(1);
        assertThat(found.path("made").path(0).path("documents").asLong()).isEqualTo(1);
        assertThat(count("")).isEqualTo(2);
        assertThat(count("is:any")).isEqualTo(3);
        assertThat(count("removed:near-duplicate")).isEqualTo(1);
        assertThat(
                        run("like", "c", "b", "--json", "--workspace", workspace)
                                .json()
                                .path("near")
                                .path(0)
                                .path("key")
                                .asText())
                .isEqualTo("a");
        String decision = found.path("made").path(0).path("id").asText();
        assertThat(run("restore", "c", "--decision", decision, "--workspace", workspace).out())
                .contains("1 documents restored");
        assertThat(count("")).isEqualTo(3);
        Path exam = Files.writeString(folder.resolve("exam.txt"), body);
        JsonNode check =
                run(
                                "contamination",
                                "c",
                                "--benchmark",
                                exam.toString(),
                                "--remove",
                                "--json",
                                "--workspace",
                                workspace)
                        .json();
        assertThat(check.path("check").path("contaminated").asLong()).isEqualTo(2);
        assertThat(count("")).isEqualTo(1);
        assertThat(
                        run("restore", "c", "--reason", "contaminated", "--workspace", workspace)
                                .status())
                .isZero();
        assertThat(
                        run(
                                        "remove",
                                        "c",
                                        "/some.hing/",
                                        "--why",
                                        "no use",
                                        "--workspace",
                                        workspace)
                                .out())
                .contains("1 documents removed");
        assertThat(run("restore", "c", "--workspace", workspace).out())
                .contains("no use")
                .contains("1 documents are removed");
        assertThat(run("restore", "c", "--id", "c", "--workspace", workspace).status()).isZero();
        assertThat(count("")).isEqualTo(3);
        assertThat(run("search", "c", "/^(a+)+\\1?$/x", "--workspace", workspace).err())
                .contains("the flags i, m or s")
                .doesNotContain("Exception");
    }

    private long count(String query) {
        return run("search", "c", query, "--count", "--json", "--workspace", workspace)
                .json()
                .path("count")
                .asLong();
    }

    private static Ran run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            int status = Main.run(arguments);
            return new Ran(
                    status,
                    said.toString(StandardCharsets.UTF_8),
                    told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
