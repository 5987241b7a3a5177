package org.hornbook.app.view.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hornbook.app.hand.SampleWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFileTest {
    @TempDir Path folder;

    @Test
    void theLaterLineHoldsAndOneCutOffIsLeftOut() throws Exception {
        SampleFile file = SampleFile.in(folder);
        Sample first = new Sample(100, "a", "def f():", "\n    return 1", "", "");
        file.add(first);
        file.add(new Sample(200, "a", "def f():", "\n    return 2", "", ""));
        file.add(first.judged("failed", "AssertionError"));
        Files.writeString(
                folder.resolve("samples.jsonl"), "{\"step\":300,\"id", StandardOpenOption.APPEND);
        var samples = file.read();
        assertThat(SampleFile.steps(samples)).containsExactly(100, 200);
        assertThat(samples.get(new SampleFile.Key(100, "a")).verdict()).isEqualTo("failed");
    }

    @Test
    void promptsAreEightHeldOutTasksAndAPersonsOwnBeforeThem() throws Exception {
        Path heldOut = SampleWorkspace.datasets().resolve("exercises/held-out.jsonl.gz");
        Prompts prompts = new Prompts(folder, heldOut);
        assertThat(prompts.all()).hasSize(8).allMatch(p -> p.task().isPresent());
        prompts.add("def mine():");
        assertThat(new Prompts(folder, heldOut).all().getFirst())
                .isEqualTo(Prompts.Prompt.own("def mine():"));
        prompts.remove("def mine():");
        assertThat(prompts.all()).hasSize(8);
        assertThat(new Prompts(folder, folder.resolve("none.jsonl.gz")).all()).isEmpty();
    }
}
