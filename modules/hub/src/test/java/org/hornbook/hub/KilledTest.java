package org.hornbook.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hornbook.job.ChildJvm;
import org.hornbook.job.ParentWatch;
import org.hornbook.testkit.LoopbackHub;
import org.hornbook.testkit.LoopbackHub.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {
    private static final HubRepository PHI = HubRepository.model("micro/phi-tiny");

    @TempDir Path folder;

    /// The process that is killed: arguments are the workspace and the hub's address.
    static final class Child {
        public static void main(String[] arguments) throws Exception {
            ParentWatch.endWithParent();
            try (HubPlace place =
                            new HubPlace(
                                    Path.of(arguments[0]), new LoopbackHub(), Optional.empty());
                    Hub hub = HubPlace.hub(arguments[1], place.cache(), Optional.empty())) {
                DownloadPlan plan = DownloadPlan.of(hub, PHI, FileChoice.usual(), Optional.empty());
                place.run(HubPlace.job(hub.settings(), plan));
            }
        }
    }

    @Test
    void killedInTheMiddleItGoesOnWithTheMissingBytesAndFetchesNoneTwice() throws Exception {
        byte[] first = new byte[3_000_000];
        byte[] second = new byte[3_000_000];
        new Random(1).nextBytes(first);
        new Random(2).nextBytes(second);
        try (LoopbackHub server = new LoopbackHub().slow(Duration.ofMillis(25))) {
            server.model("micro/phi-tiny")
                    .file("config.json", "{}")
                    .large("model-00001-of-00002.safetensors", first)
                    .large("model-00002-of-00002.safetensors", second);
            try (ChildJvm child =
                    ChildJvm.start(
                            Child.class,
                            List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m"),
                            List.of(folder.toString(), server.endpoint()),
                            Map.of(),
                            folder.resolve("child.log"))) {
                while (server.sent() < 2_000_000) {
                    assertThat(child.process().isAlive())
                            .as(Files.readString(folder.resolve("child.log")))
                            .isTrue();
                    Thread.sleep(10);
                }
                child.process().destroyForcibly();
                assertThat(child.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
            server.slow(Duration.ZERO);
            try (HubPlace place = new HubPlace(folder, new LoopbackHub(), Optional.empty());
                    Hub hub = HubPlace.hub(server.endpoint(), place.cache(), Optional.empty())) {
                DownloadPlan plan = DownloadPlan.of(hub, PHI, FileChoice.usual(), Optional.empty());
                long kept = 0;
                for (HubFile file : plan.files()) {
                    kept += BlobDownload.size(hub.cache().part(PHI, file.hash()));
                }
                assertThat(kept).isGreaterThan(1_000_000);
                server.forget();
                DownloadReport report = place.run(HubPlace.job(hub.settings(), plan));
                assertThat(Path.of(report.folder(), "model-00001-of-00002.safetensors"))
                        .hasBinaryContent(first);
                assertThat(Path.of(report.folder(), "model-00002-of-00002.safetensors"))
                        .hasBinaryContent(second);
                assertThat(server.sent()).isEqualTo(6_000_000 - kept);
                assertThat(server.transfers())
                        .extracting(Asked::range)
                        .allMatch(r -> r.matches("bytes=\\d+-"));
                assertThat(place.jobs().all())
                        .singleElement()
                        .matches(j -> j.progress().total() == 6_000_002);
            }
        }
    }
}
