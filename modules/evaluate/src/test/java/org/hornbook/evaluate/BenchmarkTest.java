package org.hornbook.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {
    private static final String ROW =
            "{\"task_id\": \"a/%s\", \"prompt\": \"def f(x):\\n\", \"entry_point\": \"f\","
                    + " \"canonical_solution\": \"    return x\", \"test\": \"def check(c):\\n    assert c(1) == 1\"}\n";

    @TempDir Path folder;

    @Test
    void humanEvalRowsAreRead() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("tasks.jsonl"), ROW.formatted(0) + "\n" + ROW.formatted(1));
        Benchmark benchmark = Benchmark.read(file);
        assertThat(benchmark.name()).isEqualTo("tasks");
        assertThat(benchmark.tasks()).hasSize(2);
        assertThat(benchmark.tasks().getFirst().program("    return x"))
                .isEqualTo(
                        "def f(x):\n    return x\ndef check(c):\n    assert c(1) == 1\ncheck(f)\n");
    }

    @Test
    void aBadRowIsToldWithFileAndLine() throws Exception {
        Path broken =
                Files.writeString(
                        folder.resolve("broken.jsonl"), ROW.formatted(0) + "{\"task_id\": 3");
        assertThatThrownBy(() -> Benchmark.read(broken)).hasMessageContaining("[broken.jsonl:2]");
        Path lacking = Files.writeString(folder.resolve("lacking.jsonl"), "{\"task_id\": \"x\"}");
        assertThatThrownBy(() -> Benchmark.read(lacking)).hasMessageContaining("prompt is missing");
        Path twice =
                Files.writeString(
                        folder.resolve("twice.jsonl"), ROW.formatted(0) + ROW.formatted(0));
        assertThatThrownBy(() -> Benchmark.read(twice)).hasMessageContaining("occurs twice");
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
        assertThatThrownBy(() -> Benchmark.read(empty)).hasMessageContaining("no task in");
    }
}
