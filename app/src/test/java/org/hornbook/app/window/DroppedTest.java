package org.hornbook.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedTest {
    @TempDir Path folder;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void aFolderWithAModelGoesToTheModels() {
        drop(SampleWorkspace.datasets().resolve("golden/phi/half-rotary-f32"));
        hand.untilReads("half-rotary-f32 is on the list.");
        hand.untilSees("#models-name");
        assertThat(hand.text("#models-name")).isEqualTo("half-rotary-f32");
    }

    @Test
    void aFileGoesToTheImport() {
        drop(SampleWorkspace.datasets().resolve("lessons/documents.jsonl.gz"));
        hand.untilSees("#import-go");
        assertThat(hand.text("#import-name")).isEqualTo("documents");
    }

    private void drop(Path path) {
        Hand.onFx(
                () -> {
                    Dropped.route(hand.desk(), List.of(path.toAbsolutePath()));
                    return null;
                });
        hand.settle();
    }
}
