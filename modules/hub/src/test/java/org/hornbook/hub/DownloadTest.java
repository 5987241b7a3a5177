package org.hornbook.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hornbook.hub.HubException.Kind;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobRecord;
import org.hornbook.job.JobState;
import org.hornbook.testkit.LoopbackHub;
import org.hornbook.testkit.LoopbackHub.Asked;
import org.hornbook.testkit.LoopbackHub.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final HubRepository PHI = HubRepository.model("micro/phi-tiny");
    private static final int SIZE = 700_000;

    /// What a connection that breaks off may lose of what was sent.
    private static final long BLOCK = 65_536;

    @TempDir Path folder;
    private final byte[] weights = new byte[SIZE];
    private HubPlace place;
    private LoopbackHub server;

    @BeforeEach
    void open() throws Exception {
        new Random(1).nextBytes(weights);
        place = new HubPlace(folder);
        server = place.server;
        fill(server);
    }

    private void fill(LoopbackHub hub) {
        hub.model("micro/phi-tiny")
                .file("config.json", "{\"model_type\": \"phi\"}")
                .file("tokenizer.json", "{}")
                .file("README.md", "# tiny")
                .file("empty.txt", "")
                .large("pytorch_model.bin", new byte[100])
                .large("model.safetensors", weights);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void aModelIsLaidDownAsPythonWouldAndOnlyWhatIsUseful() throws Exception {
        DownloadReport report = place.download(PHI);
        assertThat(report.files())
                .containsExactly("README.md", "config.json", "model.safetensors", "tokenizer.json");
        Path repository = folder.resolve("hub/models--micro--phi-tiny");
        String commit = server.model("micro/phi-tiny").commit("main");
        assertThat(repository.resolve("refs/main")).hasContent(commit);
        Path shown = repository.resolve("snapshots").resolve(commit).resolve("model.safetensors");
        assertThat(report.folder()).isEqualTo(shown.getParent().toString());
        assertThat(shown).hasBinaryContent(weights).isSymbolicLink();
        assertThat(Files.readSymbolicLink(shown).toString()).startsWith("../../blobs/");
        assertThat(repository.resolve("snapshots").resolve(commit).resolve("pytorch_model.bin"))
                .doesNotExist();
        assertThat(leftovers()).isEmpty();
        assertThat(report.fetched()).isEqualTo(report.bytes());
    }

    @Test
    void whatIsInTheCacheIsNotFetchedAgain() throws Exception {
        place.download(PHI);
        server.forget();
        DownloadReport again = place.download(PHI);
        assertThat(again.reused()).isEqualTo(4);
        assertThat(again.fetched()).isZero();
        assertThat(server.transfers()).isEmpty();
    }

    @Test
    void aBlobThatAnotherProgramBroughtIsUsed() throws Exception {
        HubFile file = place.plan(PHI, "model.safetensors").files().getFirst();
        Path blob = folder.resolve("hub/models--micro--phi-tiny/blobs").resolve(file.hash());
        Files.createDirectories(blob.getParent());
        Files.write(blob, weights);
        server.forget();
        DownloadReport report = place.download(PHI, "model.safetensors");
        assertThat(server.transfers()).isEmpty();
        assertThat(Path.of(report.folder(), "model.safetensors")).hasBinaryContent(weights);
    }

    @Test
    void aSnapshotOfPlainCopiesIsUsedAndMadeWhereLinksCannotBe() throws Exception {
        HubCache copies = new HubCache(folder.resolve("hub"), false);
        DownloadPlan plan = place.plan(PHI, "model.safetensors");
        HubFile file = plan.files().getFirst();
        new BlobDownload(place.hub.http(), copies, PHI, plan.commit(), file, n -> {}, Waits.SILENT)
                .run();
        Path shown = copies.link(PHI, plan.commit(), file);
        assertThat(Files.isSymbolicLink(shown)).isFalse();
        assertThat(shown).hasBinaryContent(weights);
        server.forget();
        assertThat(place.download(PHI, "model.safetensors").reused()).isEqualTo(1);
        assertThat(server.transfers()).isEmpty();
    }

    @Test
    void anEmptyFileIsAFileToo() throws Exception {
        DownloadReport report = place.download(PHI, "empty.txt");
        assertThat(Path.of(report.folder(), "empty.txt")).isEmptyFile();
    }

    @Test
    void aConnectionThatBreaksOffIsResumedWhereItBroke() throws Exception {
        server.fails(
                "model.safetensors",
                new Fault.Cut(200_000),
                new Fault.Cut(100_000),
                new Fault.Cut(0));
        DownloadReport report = place.download(PHI, "model.safetensors");
        assertThat(Path.of(report.folder(), "model.safetensors")).hasBinaryContent(weights);
        List<Asked> transfers = server.transfers();
        assertThat(transfers).extracting(Asked::range).first().isEqualTo("");
        assertThat(from(transfers.get(1))).isBetween(200_000 - BLOCK, 200_000L);
        assertThat(transfers.get(1).ifRange()).startsWith("\"store-");
        assertThat(from(transfers.getLast())).isBetween(300_000 - 2 * BLOCK, 300_000L);
        assertThat(server.sent()).isBetween((long) SIZE, SIZE + 3 * BLOCK);
    }

    @Test
    void aConnectionOverWhichNothingComesIsGivenUpAndResumed() throws Exception {
        server.fails("model.safetensors", new Fault.Stall(65_536, Duration.ofSeconds(3)));
        DownloadReport report = place.download(PHI, "model.safetensors");
        assertThat(Path.of(report.folder(), "model.safetensors")).hasBinaryContent(weights);
        assertThat(server.transfers()).hasSize(2);
    }

    @Test
    void theTokenStaysWithTheHubWhenItRedirectsToAnotherHost() throws Exception {
        try (HubPlace known =
                new HubPlace(
                        Files.createDirectory(folder.resolve("b")),
                        new LoopbackHub(),
                        Optional.of("hf_loopback"))) {
            fill(known.server);
            known.server.model("micro/phi-tiny").gated("auto");
            known.download(PHI);
            List<Asked> stored =
                    known.server.asked().stream()
                            .filter(a -> a.server().equals("storage"))
                            .toList();
            assertThat(stored).isNotEmpty().allMatch(a -> a.authorization().isEmpty());
            assertThat(known.server.asked().stream().filter(a -> a.server().equals("hub")))
                    .isNotEmpty()
                    .allMatch(a -> a.authorization().equals("Bearer hf_loopback"));
            JobRecord record = known.jobs().all().getFirst();
            assertThat(record.provenance() + record.title() + record.result())
                    .contains(known.server.model("micro/phi-tiny").commit("main"))
                    .doesNotContain("hf_loopback");
            try (Stream<Path> all = Files.walk(known.cache())) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    assertThat(
                                    new String(
                                            Files.readAllBytes(file),
                                            java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain("hf_loopback");
                }
            }
        }
    }

    @Test
    void aLengthThatIsNotTheListingsIsRefused() {
        server.fails("model.safetensors", new Fault.Length(SIZE + 1000));
        refused(Kind.WRONG_CONTENT).contains("701000 bytes long at the server, not 700000");
        server.fails("model.safetensors", new Fault.Length(1000));
        refused(Kind.WRONG_CONTENT).contains("1000 bytes long at the server");
        server.fails("model.safetensors", new Fault.Unsaid(5));
        refused(Kind.WRONG_CONTENT).contains("longer than the listing says");
        server.fails(
                "model.safetensors",
                new Fault.Unsaid(-SIZE),
                new Fault.Unsaid(-SIZE),
                new Fault.Unsaid(-SIZE),
                new Fault.Unsaid(-SIZE));
        refused(Kind.CUT).contains("ends after 0 of 700000 bytes");
        assertThat(folder.resolve("hub/models--micro--phi-tiny/snapshots")).doesNotExist();
    }

    @Test
    void aFileShorterThanPromisedIsCompletedByItsRest() throws Exception {
        server.fails("model.safetensors", new Fault.Unsaid(-100));
        DownloadReport report = place.download(PHI, "model.safetensors");
        assertThat(Path.of(report.folder(), "model.safetensors")).hasBinaryContent(weights);
    }

    @Test
    void aWrongHashIsSaidAndNothingIsKept() throws Exception {
        server.fails("model.safetensors", new Fault.Corrupt(12));
        refused(Kind.WRONG_CONTENT).contains("its hash differs");
        server.fails("config.json", new Fault.Corrupt(3));
        assertThatThrownBy(() -> place.download(PHI, "config.json"))
                .hasMessageContaining("its hash differs");
        assertThat(leftovers()).isEmpty();
        place.download(PHI);
    }

    @Test
    void aPartThatWasDamagedOnDiskIsFetchedAnewOnce() throws Exception {
        HubFile file = place.plan(PHI, "model.safetensors").files().getFirst();
        Path part = place.hub.cache().part(PHI, file.hash());
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[300_000]);
        DownloadReport report = place.download(PHI, "model.safetensors");
        assertThat(Path.of(report.folder(), "model.safetensors")).hasBinaryContent(weights);
        assertThat(server.transfers())
                .extracting(Asked::range)
                .containsExactly("bytes=300000-", "");
    }

    @Test
    void aFileReplacedBetweenTwoRequestsIsNotGluedTogether() throws Exception {
        byte[] other = new byte[SIZE];
        server.fails("model.safetensors", new Fault.Cut(200_000), new Fault.Replaced(other));
        // If-Range no longer fits, so that the new content comes whole: its hash tells
        refused(Kind.WRONG_CONTENT).contains("its hash differs");
        assertThat(from(server.transfers().get(1))).isBetween(200_000 - BLOCK, 200_000L);
        assertThat(leftovers()).isEmpty();
        server.fails("config.json", new Fault.Replaced("{\"model_type\": \"lie\"}".getBytes()));
        assertThatThrownBy(() -> place.download(PHI, "config.json"))
                .hasMessageContaining(
                        "has changed since it was listed: run the same command again");
    }

    @Test
    void aServerThatKnowsNoRangesBeginsAnew() throws Exception {
        server.fails("model.safetensors", new Fault.Cut(200_000), new Fault.Whole());
        DownloadReport report = place.download(PHI, "model.safetensors");
        assertThat(Path.of(report.folder(), "model.safetensors")).hasBinaryContent(weights);
    }

    @Test
    void anotherPartThanWasAskedForIsRefused() {
        server.fails("model.safetensors", new Fault.Cut(200_000), new Fault.OtherPart());
        refused(Kind.WRONG_CONTENT).contains("another part than was asked for");
    }

    @Test
    void aRangeThatIsRefusedBeginsAnewOnce() throws Exception {
        server.fails("model.safetensors", new Fault.Cut(200_000), new Fault.Status(416));
        DownloadReport report = place.download(PHI, "model.safetensors");
        assertThat(Path.of(report.folder(), "model.safetensors")).hasBinaryContent(weights);
        server.fails("tokenizer.json", new Fault.Status(416), new Fault.Status(416));
        assertThatThrownBy(() -> place.download(PHI, "tokenizer.json")).hasMessageContaining("416");
    }

    @Test
    void whatPassesIsTriedAgainAndWhatDoesNotIsSaid() throws Exception {
        server.fails(
                "model.safetensors",
                new Fault.Status(500),
                new Fault.Status(429, Map.of("Retry-After", "0"), ""));
        place.download(PHI, "model.safetensors");
        server.fails("tokenizer.json", new Fault.Status(403));
        assertThatThrownBy(() -> place.download(PHI, "tokenizer.json"))
                .hasMessageContaining("refuses tokenizer.json");
        server.fails(
                "README.md", new Fault.Status(404, Map.of("X-Error-Code", "EntryNotFound"), ""));
        assertThatThrownBy(() -> place.download(PHI, "README.md"))
                .hasMessageContaining("there is no README.md");
    }

    @Test
    void cancelledItStopsAtOnceAndGoesOnWithTheRest() throws Exception {
        server.slow(Duration.ofMillis(100));
        JobHandle<DownloadReport> handle =
                place.submit(place.job(place.plan(PHI, "model.safetensors")));
        while (server.sent() < 200_000) {
            Thread.sleep(10);
        }
        long before = System.nanoTime();
        handle.cancel();
        assertThat(handle.await()).isInstanceOf(JobState.Cancelled.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        server.slow(Duration.ZERO);
        HubFile file = place.plan(PHI, "model.safetensors").files().getFirst();
        long kept = Files.size(place.hub.cache().part(PHI, file.hash()));
        assertThat(kept).isPositive();
        server.forget();
        DownloadReport report = place.download(PHI, "model.safetensors");
        assertThat(Path.of(report.folder(), "model.safetensors")).hasBinaryContent(weights);
        assertThat(server.sent()).isEqualTo(SIZE - kept);
        assertThat(report.fetched()).isEqualTo(SIZE - kept);
    }

    @Test
    void cancelledWhileItWaitsForARateLimitItStopsAtOnce() throws Exception {
        server.fails("model.safetensors", new Fault.Status(429, Map.of("Retry-After", "4"), ""));
        JobHandle<DownloadReport> handle =
                place.submit(place.job(place.plan(PHI, "model.safetensors")));
        List<String> told = new ArrayList<>();
        while (told.stream().noneMatch(t -> t.contains("the Hub asks to wait 4 s"))) {
            if (handle.state()
                    instanceof JobState.Running<DownloadReport>(var progress, var pace)) {
                told.add(progress.message());
            }
            Thread.sleep(10);
        }
        handle.cancel();
        assertThat(handle.waitFor(Duration.ofSeconds(2))).isTrue();
    }

    @Test
    void aDiskWithoutRoomIsSaidBeforeAnythingIsFetched() throws Exception {
        DownloadPlan plan = place.plan(PHI);
        assertThatThrownBy(
                        () ->
                                place.run(
                                        new DownloadJob(
                                                place.hub.settings(),
                                                HubPlace.QUICK,
                                                plan,
                                                store -> 1000)))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("needs 1 MB more")
                .hasMessageContaining("free some space");
        assertThat(server.transfers()).isEmpty();
    }

    @Test
    void aFolderGetsCopiesThatDoNotHangOnTheCache() throws Exception {
        Path out = folder.resolve("out");
        DownloadPlan plan = DownloadPlan.of(place.hub, PHI, FileChoice.usual(), Optional.of(out));
        DownloadReport report = place.run(place.job(plan));
        assertThat(report.folder()).isEqualTo(out.toString());
        assertThat(out.resolve("model.safetensors")).hasBinaryContent(weights);
        assertThat(Files.isSymbolicLink(out.resolve("model.safetensors"))).isFalse();
        try (Stream<Path> all = Files.list(out)) {
            assertThat(all).hasSize(4);
        }
    }

    @Test
    void twoAtTheSameTimeFetchAFileOnce() throws Exception {
        server.slow(Duration.ofMillis(20));
        try (HubPlace other = new HubPlace(Files.createDirectory(folder.resolve("second")))) {
            try (Hub same = HubPlace.hub(server.endpoint(), place.cache(), Optional.empty())) {
                DownloadPlan plan = place.plan(PHI, "model.safetensors");
                JobHandle<DownloadReport> first = place.submit(place.job(plan));
                JobHandle<DownloadReport> second =
                        other.submit(HubPlace.job(same.settings(), plan));
                assertThat(first.await()).isInstanceOf(JobState.Succeeded.class);
                assertThat(second.await()).isInstanceOf(JobState.Succeeded.class);
                assertThat(server.sent()).isEqualTo(SIZE);
            }
        }
    }

    @Test
    void aNewCommitFetchesOnlyWhatChanged() throws Exception {
        place.download(PHI);
        server.model("micro/phi-tiny").file("config.json", "{\"model_type\": \"phi\", \"n\": 2}");
        server.forget();
        DownloadReport report = place.download(PHI);
        assertThat(server.transfers()).hasSize(1);
        assertThat(report.reused()).isEqualTo(3);
        assertThat(Path.of(report.folder(), "config.json")).content().contains("\"n\": 2");
    }

    @Test
    void aDatasetGivesItsParquetAndNotTheSameRowsInAnotherForm() throws Exception {
        server.dataset("org/stories")
                .large("data/train-00000-of-00002.parquet", new byte[10])
                .large("data/train-00001-of-00002.parquet", new byte[11])
                .file("stories.jsonl", "{}\n")
                .file("README.md", "# stories");
        assertThat(place.download(HubRepository.dataset("org/stories")).files())
                .containsExactly(
                        "README.md",
                        "data/train-00000-of-00002.parquet",
                        "data/train-00001-of-00002.parquet");
        assertThat(folder.resolve("hub/datasets--org--stories/refs/main")).exists();
        assertThat(place.download(HubRepository.dataset("org/stories"), "*.jsonl").files())
                .containsExactly("stories.jsonl");
    }

    @Test
    void theConvertedParquetIsARevisionLikeAnyOther() throws Exception {
        server.dataset("org/stories")
                .large("default/train/0000.parquet", new byte[10])
                .branch(HubRepository.CONVERTED);
        DownloadReport report =
                place.download(HubRepository.dataset("org/stories").at(HubRepository.CONVERTED));
        assertThat(report.files()).containsExactly("default/train/0000.parquet");
        assertThat(folder.resolve("hub/datasets--org--stories/refs/refs/convert/parquet")).exists();
    }

    private org.assertj.core.api.AbstractStringAssert<?> refused(Kind kind) {
        Throwable thrown =
                org.assertj.core.api.Assertions.catchThrowable(
                        () -> place.download(PHI, "model.safetensors"));
        assertThat(thrown).isInstanceOf(HubException.class);
        assertThat(((HubException) thrown).kind()).as(thrown.getMessage()).isEqualTo(kind);
        return assertThat(thrown.getMessage());
    }

    private static long from(Asked request) {
        return Long.parseLong(request.range().replaceFirst("bytes=(\\d+)-", "$1"));
    }

    private List<String> leftovers() throws Exception {
        try (Stream<Path> all = Files.walk(folder.resolve("hub"))) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> n.contains("incomplete"))
                    .toList();
        }
    }
}
