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
import java.util.concurrent.TimeUnit;
import org.hornbook.app.CalibrateModel;
import org.hornbook.app.CalibrationTexts;
import org.hornbook.app.JobAgain;
import org.hornbook.app.JobCommand;
import org.hornbook.app.ModelPrecision;
import org.hornbook.app.Workbench;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.checkpoint.Precision;
import org.hornbook.hub.HubSettings;
import org.hornbook.job.Job;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobRecord;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateVerbTest {
    @TempDir Path folder;
    private Path workspace;
    private Path kept;
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void workspace() throws Exception {
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        kept = workspace.resolve("checkpoints").resolve("kept");
    }

    @Test
    void whatWasCalibratedIsUsedFromThenOnWhereNothingElseIsSaid() {
        JsonNode before = logits("--precision", "int4");
        assertThat(logits("--precision", "int4", "--rounding", "plain")).isEqualTo(before);
        JsonNode report =
                run("calibrate", "kept", "--corpus", "lessons", "--block", "64", "--samples", "4");
        assertThat(report.get("block").asInt()).isEqualTo(64);
        assertThat(report.get("divergence").asDouble()).isPositive();
        assertThat(report.get("perplexity").asDouble()).isGreaterThan(1);
        assertThat(report.get("tokens").asInt()).isPositive();
        assertThat(report.get("smallCache").isBoolean()).isTrue();
        assertThat(run("models").at("/device/because").asText()).isNotEmpty();
        JsonNode after = logits("--precision", "int4");
        assertThat(after).isNotEqualTo(before);
        assertThat(logits("--precision", "int4", "--rounding", "calibrated")).isEqualTo(after);
        assertThat(logits("--precision", "int4", "--rounding", "plain")).isEqualTo(before);
        assertThat(ModelPrecision.int4(kept, workspace.resolve("graphs")))
                .isEqualTo(Precision.calibrated().inBlocksOf(64));
        JsonNode reply =
                run(
                        "generate",
                        "kept",
                        "--prompt",
                        "A",
                        "--max-tokens",
                        "5",
                        "--precision",
                        "int4",
                        "--rounding",
                        "calibrated");
        assertThat(reply.at("/replies/0/reply/tokens").asInt()).isPositive();
        assertThat(
                        failed(
                                "logits",
                                kept.toString(),
                                "--tokens",
                                "1",
                                "--precision",
                                "int4",
                                "--rounding",
                                "calibrated",
                                "--block",
                                "128"))
                .contains("is not calibrated in blocks of 128 yet: `hornbook calibrate` does it");
    }

    @Test
    void textsComeFromAFileOrWithTheProgramAndBadOnesAreSaid() throws Exception {
        Path texts = Files.writeString(folder.resolve("texts.jsonl"), "{\"body\":\"x\"}\n");
        assertThat(failed("calibrate", "kept", "--texts", texts.toString()))
                .contains("texts.jsonl:1 has neither a field text nor one content");
        Files.writeString(texts, "{\"text\":\"few words\"}\n");
        assertThat(failed("calibrate", "kept", "--texts", texts.toString()))
                .contains("there is too little text to calibrate with");
        Path page =
                Files.writeString(folder.resolve("page.txt"), "some words of a page ".repeat(400));
        assertThat(
                        run("calibrate", "kept", "--texts", page.toString(), "--samples", "3")
                                .get("block")
                                .asInt())
                .isEqualTo(128);
        assertThat(failed("calibrate", "kept", "--samples", "0")).contains("--samples 0");
        assertThat(failed("calibrate", "kept", "--block", "48")).contains("a block of 48");
        assertThat(failed("calibrate", "kept", "--corpus", "a", "--texts", "b"))
                .contains("give --texts or --corpus, not both");
    }

    @Test
    void stoppedItIsSaidSoAndMadeAnewFromItsRecordItGoesOn() throws Exception {
        try (Workbench bench = Workbench.open(workspace, Access.WRITE, "test")) {
            JobHandle<CalibrateModel.Report> handle =
                    bench.runner()
                            .submit(
                                    new CalibrateModel(
                                            "kept",
                                            kept,
                                            bench.graphs(),
                                            CalibrationTexts.of(bench.documents("lessons")),
                                            128,
                                            48,
                                            1),
                                    Reuse.NEVER);
            while (!(handle.state() instanceof JobState.Running<?> running
                    && running.progress().message().startsWith("layer"))) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            handle.cancel();
            assertThat(handle.await()).isInstanceOf(JobState.Cancelled.class);
            JobRecord record = record(bench);
            assertThat(record.status()).isEqualTo(JobRecord.Status.CANCELLED);
            assertThat(JobAgain.tellsEnough(record)).isTrue();
            assertThat(new JobCommand(bench.jobs().all(), workspace).of(record))
                    .contains("calibrate")
                    .contains("--block 128 --samples 48 --corpus lessons");
            Job<?> again =
                    new JobAgain(
                                    bench,
                                    SampleWorkspace.datasets(),
                                    1,
                                    name -> java.util.Optional.empty(),
                                    () -> (HubSettings) null)
                            .of(record);
            assertThat(again.spec().fingerprint()).isEqualTo(record.fingerprint());
            assertThat(bench.runner().submit(again, Reuse.NEVER).await())
                    .isInstanceOf(JobState.Succeeded.class);
            assertThat(ModelPrecision.calibrated(kept, bench.graphs(), java.util.Optional.empty()))
                    .contains(128);
        }
    }

    private static JobRecord record(Workbench bench) {
        return bench.jobs().all().stream()
                .filter(job -> job.kind().equals("checkpoint.calibrate"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode logits(String... options) {
        List<String> words =
                new ArrayList<>(List.of("logits", kept.toString(), "--tokens", "1,2,3,4"));
        words.addAll(List.of(options));
        return run(words.toArray(String[]::new)).get("logits");
    }

    private JsonNode run(String... arguments) {
        return Json.read(said(true, arguments), JsonNode.class);
    }

    private String failed(String... arguments) {
        said(false, arguments);
        return complained.toString(StandardCharsets.UTF_8);
    }

    private String said(boolean well, String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--workspace", workspace.toString(), "--json"));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        complained.reset();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(words.toArray(String[]::new)) == 0).isEqualTo(well);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
