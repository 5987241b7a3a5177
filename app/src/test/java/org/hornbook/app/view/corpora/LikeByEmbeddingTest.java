package org.hornbook.app.view.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import java.util.Optional;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.classify.EmbedJob;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikeByEmbeddingTest {
    @TempDir Path folder;

    @Test
    void whereAnEncoderHasReadTheCorpusTheReaderSaysWhichLikenessItIsAndChangesToTheOther()
            throws Exception {
        Path workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        embed(workspace);
        try (Hand hand = Hand.open(workspace, folder.resolve("config"))) {
            hand.go(Place.CORPORA);
            hand.untilReads("More like this, by the embedding of bert");
            hand.untilSees(".hb-near");
            assertThat(hand.count(".hb-near")).isEqualTo(5);
            hand.focus("#reader-near-more").press(KeyCode.SPACE);
            hand.until("twenty are shown", () -> hand.count(".hb-near") == 20);
            hand.focus("#reader-near-other").press(KeyCode.SPACE);
            hand.untilReads("More like this, by words both have");
            hand.focus("#reader-near-other").press(KeyCode.SPACE);
            hand.untilReads("More like this, by the embedding of bert");
        }
    }

    private static void embed(Path workspace) throws Exception {
        Path model = SampleWorkspace.datasets().resolve("golden").resolve("sentence");
        try (Workbench bench = Workbench.open(workspace, Access.WRITE, "test")) {
            assertThat(
                            bench.runner()
                                    .submit(
                                            new EmbedJob(
                                                    bench.embeddings(),
                                                    bench.documents("lessons"),
                                                    bench.embedder(
                                                                    Optional.of(
                                                                            model.resolve("bert")
                                                                                    .toString()))
                                                            .orElseThrow()),
                                            Reuse.NEVER)
                                    .await())
                    .isInstanceOf(JobState.Succeeded.class);
        }
    }
}
