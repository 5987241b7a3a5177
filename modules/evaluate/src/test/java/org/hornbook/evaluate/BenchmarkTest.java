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
    void mbppRowsBecomeTasksWhoseOwnAssertionsAreTheTest() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("mbpp.jsonl"),
                        "{\"text\": \"Double a number.\", \"code\": \"def half(x):\\n  return x/2\\ndef twice(x):\\n"
                                + "  return 2*x\", \"task_id\": 11, \"test_setup_code\": \"import math\","
                                + " \"test_list\": [\"assert twice(2) == 4\", \"assert twice(0) == 0\"]}\n");
        Benchmark benchmark = Benchmark.read(file);
        Task task = benchmark.tasks().getFirst();
        assertThat(task.taskId()).isEqualTo("MBPP/11");
        assertThat(task.entryPoint()).isEqualTo("twice");
        assertThat(task.prompt())
                .isEqualTo(
                        "\"\"\"\nDouble a number.\nassert twice(2) == 4\nassert twice(0) == 0\n\"\"\"\n");
        assertThat(task.program("def twice(x):\n    return 2 * x"))
                .contains("import math\nassert twice(2) == 4\nassert twice(0) == 0\n")
                .endsWith("check(twice)\n");
        assertThat(benchmark.stops()).doesNotContain("\ndef ");
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
