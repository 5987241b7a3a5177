package org.hornbook.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hornbook.hub.HubException.Kind;
import org.hornbook.testkit.LoopbackHub;
import org.hornbook.testkit.LoopbackHub.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTest {
    private static final HubRepository PHI = HubRepository.model("micro/phi-tiny");

    @TempDir Path folder;
    private LoopbackHub server;
    private Hub hub;
    private Hub known;

    @BeforeEach
    void open() throws Exception {
        server = new LoopbackHub();
        server.model("micro/phi-tiny")
                .file("config.json", "{\"model_type\": \"phi\"}")
                .file("README.md", "# tiny")
                .large("model.safetensors", new byte[5000])
                .file("onnx/model.json", "{}")
                .downloads(500);
        server.model("other/phi-large").file("config.json", "{}").downloads(9000).gated("auto");
        server.dataset("org/stories")
                .file("data/a b#1.jsonl", "{}\n")
                .rows("10K<n<100K")
                .licence("cc0-1.0");
        hub = HubPlace.hub(server.endpoint(), folder, Optional.empty());
        known = HubPlace.hub(server.endpoint(), folder, Optional.of("hf_loopback"));
    }

    @AfterEach
    void close() {
        hub.close();
        known.close();
        server.close();
    }

    @Test
    void aListingNamesEveryFileWithSizeAndHashOverAllPages() throws Exception {
        server.pageSize(2);
        Listing listing = hub.files(PHI);
        assertThat(listing.commit()).matches("[0-9a-f]{40}");
        assertThat(listing.files())
                .extracting(HubFile::path)
                .containsExactly(
                        "README.md", "config.json", "model.safetensors", "onnx/model.json");
        assertThat(listing.files().get(2).size()).isEqualTo(5000);
        assertThat(listing.files().get(2).hash()).hasSize(64);
        // git hash-object of {"model_type": "phi"} without a newline
        assertThat(listing.files().get(1).hash()).hasSize(40);
        assertThat(server.asked()).hasSizeGreaterThan(3);
    }

    @Test
    void theCardSaysLicenceAccessAndHowOftenItWasDownloaded() throws Exception {
        RepositoryCard card = hub.card(PHI);
        assertThat(card.licence()).isEqualTo("mit");
        assertThat(card.access()).isEqualTo(RepositoryCard.Access.OPEN);
        assertThat(card.downloads()).isEqualTo(500);
        assertThat(card.changed()).isEqualTo("2025-03-01");
        assertThat(hub.card(HubRepository.model("other/phi-large")).access())
                .isEqualTo(RepositoryCard.Access.GATED);
        assertThat(hub.card(HubRepository.dataset("org/stories")).size())
                .isEqualTo("10K<n<100K rows");
    }

    @Test
    void aSearchFindsWhatTheWordsNameTheMostDownloadedFirst() throws Exception {
        assertThat(hub.search(RepositoryKind.MODEL, "phi", 10))
                .extracting(c -> c.repository().id())
                .containsExactly("other/phi-large", "micro/phi-tiny");
        assertThat(hub.search(RepositoryKind.DATASET, "phi", 10)).isEmpty();
    }

    @Test
    void aSmallFileIsReadThroughTheCache() throws Exception {
        Listing listing = hub.files(PHI);
        Path config = hub.file(listing, "config.json");
        assertThat(config).hasContent("{\"model_type\": \"phi\"}");
        server.forget();
        hub.file(listing, "config.json");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void eachRefusalIsToldApartInPlainWords() {
        server.model("other/secret").file("config.json", "{}").hidden();
        HubRepository gated = HubRepository.model("other/phi-large");
        refused(() -> hub.file(hub.files(gated), "config.json"), Kind.GATED)
                .contains("gated")
                .contains("accept its terms at " + server.endpoint() + "/other/phi-large")
                .contains("HF_TOKEN");
        refused(() -> hub.files(HubRepository.model("no/such")), Kind.NO_REPOSITORY)
                .contains("there is no model no/such")
                .contains("private");
        refused(() -> hub.files(HubRepository.model("other/secret")), Kind.NO_REPOSITORY)
                .contains("private and needs a token");
        refused(() -> hub.files(PHI.at("v9")), Kind.NO_REVISION).contains("no revision v9");
        refused(() -> hub.files(PHI.at(HubRepository.CONVERTED)), Kind.NO_REVISION)
                .contains("no Parquet");
        refused(() -> hub.file(hub.files(PHI), "nothing.txt"), Kind.NO_FILE)
                .contains("nothing.txt");
        status(401, Kind.NEEDS_TOKEN).contains("only with a token");
        status(403, Kind.NO_PERMISSION).contains("refuses");
        status(500, Kind.SERVER).contains("has trouble (500)");
        server.fails(
                "/api/models",
                new Fault.Status(
                        403,
                        Map.of("X-Error-Message", "Access to this resource is disabled."),
                        ""));
        refused(() -> hub.files(PHI), Kind.DISABLED).contains("closed");
    }

    @Test
    void withATokenThatIsNoneOrMayNotTheSentenceSaysSo() {
        Hub wrong = HubPlace.hub(server.endpoint(), folder, Optional.of("hf_wrong"));
        server.fails("/api/models", new Fault.Status(401));
        refused(() -> wrong.files(PHI), Kind.BAD_TOKEN)
                .contains("does not accept the token")
                .contains("/settings/tokens")
                .doesNotContain("hf_wrong");
        server.fails(
                "/api/models",
                new Fault.Status(403, Map.of(), "{\"error\": \"hf_wrong is read-only\"}"));
        refused(() -> wrong.files(PHI), Kind.NO_PERMISSION)
                .contains("the token may not read")
                .contains("*** is read-only");
        refused(
                        () ->
                                wrong.file(
                                        wrong.files(HubRepository.model("other/phi-large")),
                                        "config.json"),
                        Kind.GATED)
                .contains("with the account of the token");
        wrong.close();
    }

    @Test
    void theRightTokenOpensWhatIsGatedOrPrivate() throws Exception {
        server.model("other/secret").file("config.json", "{}").hidden();
        assertThat(known.files(HubRepository.model("other/secret")).files()).hasSize(1);
        HubRepository gated = HubRepository.model("other/phi-large");
        assertThat(known.file(known.files(gated), "config.json")).hasContent("{}");
    }

    @Test
    void aServerWithTroubleIsAskedAgainAndARateLimitIsWaited() throws Exception {
        server.fails("/api/models", new Fault.Status(503), new Fault.Status(502));
        assertThat(hub.files(PHI).files()).hasSize(4);
        server.fails("/api/models", new Fault.Status(429, Map.of("Retry-After", "0.2"), ""));
        List<String> waits = new java.util.ArrayList<>();
        long before = System.nanoTime();
        hub.files(PHI, waits::add);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(waits).containsExactly("the Hub asks to wait 1 s", "");
    }

    @Test
    void aLimitThatLastsTooLongIsSaidAtOnce() {
        server.fails(
                "/api/models", new Fault.Status(429, Map.of("RateLimit", "\"api\";r=0;t=290"), ""));
        refused(() -> hub.files(PHI), Kind.RATE_LIMITED)
                .contains("try again in 290 s")
                .contains("with a token more requests are allowed");
    }

    @Test
    void whereNothingAnswersTheSentenceAsksForTheNetwork() throws Exception {
        String gone = server.endpoint();
        server.close();
        try (Hub alone = HubPlace.hub(gone, folder, Optional.empty())) {
            refused(() -> alone.files(PHI), Kind.NO_NETWORK)
                    .contains("nothing answers at 127.0.0.1")
                    .contains("HF_HUB_OFFLINE=1");
        }
    }

    @Test
    void anAddressThatIsNoHubIsSaidSo() {
        server.fails("/api/models", new Fault.Status(200, Map.of(), "<html>welcome</html>"));
        refused(() -> hub.files(PHI), Kind.NONSENSE).contains("not JSON");
        server.fails("/api/models", new Fault.Status(200, Map.of(), "{\"sha\": \"main\"}"));
        refused(() -> hub.files(PHI), Kind.NONSENSE).contains("names no commit");
    }

    @Test
    void aFileThatLeadsOutOfTheRepositoryIsRefused() {
        String tree =
                "[{\"type\": \"file\", \"path\": \"../../.bashrc\", \"size\": 1, \"oid\": \""
                        + "a".repeat(40)
                        + "\"}]";
        server.fails("/api/models/micro/phi-tiny/tree", new Fault.Status(200, Map.of(), tree));
        refused(() -> hub.files(PHI), Kind.NONSENSE).contains("not a file inside a repository");
    }

    @Test
    void offlineTheCacheAnswersAndTheNetworkIsNotAsked() throws Exception {
        Listing listing = hub.files(PHI);
        hub.file(listing, "config.json");
        hub.cache().note(PHI, listing.commit());
        server.forget();
        try (Hub offline =
                new Hub(
                        new HubSettings(
                                java.net.URI.create(server.endpoint()),
                                Optional.empty(),
                                folder,
                                true))) {
            assertThat(offline.files(PHI).files())
                    .extracting(HubFile::path)
                    .containsExactly("config.json");
            refused(() -> offline.files(HubRepository.model("no/such")), Kind.OFFLINE)
                    .contains("not in the cache");
            refused(() -> offline.search(RepositoryKind.MODEL, "phi", 3), Kind.OFFLINE)
                    .contains("HF_HUB_OFFLINE");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void theTokenShowsItselfNowhere() {
        HubToken token = HubToken.of("hf_loopback");
        assertThat(token).hasToString("***");
        assertThat(known.settings().toString()).doesNotContain("hf_loopback");
        assertThatThrownBy(() -> HubToken.of("hf_a\nInjected: b")).hasMessageNotContaining("hf_a");
        assertThatThrownBy(() -> org.hornbook.store.Json.write(token))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private org.assertj.core.api.AbstractStringAssert<?> status(int status, Kind kind) {
        Fault fault = new Fault.Status(status);
        server.fails("/api/models", fault, fault, fault, fault);
        org.assertj.core.api.AbstractStringAssert<?> said = refused(() -> hub.files(PHI), kind);
        while (server.asked().isEmpty()) {
            Thread.onSpinWait();
        }
        drain();
        return said;
    }

    /// Uses up what has been ordered and not been asked for.
    private void drain() {
        for (int i = 0; i < 4; i++) {
            try {
                hub.card(PHI);
            } catch (Exception e) {
                continue;
            }
            return;
        }
    }

    private static org.assertj.core.api.AbstractStringAssert<?> refused(
            ThrowingCallable call, Kind kind) {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(call);
        assertThat(thrown).isInstanceOf(HubException.class);
        assertThat(((HubException) thrown).kind()).as(thrown.getMessage()).isEqualTo(kind);
        return assertThat(thrown.getMessage()).doesNotContain("Exception");
    }
}
