package org.hornbook.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationFileTest {
    @TempDir Path folder;

    private static Conversation two() {
        Conversation c =
                Said.answered(
                        Said.begun().asked("def f(x):", "held-out/3"),
                        "\n    return x\n```\n",
                        "\n    pass");
        TurnReply kept = c.turns().getFirst().replies().getFirst();
        return c.judged(c.leaf(), kept.id(), new Verdict("failed", "AssertionError: f(1)"))
                .edited(c.leaf(), "def g(x):");
    }

    @Test
    void markdownHoldsPromptModelsSettingsAndRepliesOfTheShownPath() {
        Conversation c = two();
        String shown = ConversationFile.markdown(c.turned(c.leaf(), -1));
        assertThat(shown)
                .contains("# def f(x):", "## Prompt 1, completion (held-out/3)")
                .contains("### kept fp32 a91c4e", "### all fp32 07fe21")
                .contains(Said.KEPT.fingerprint())
                .contains("temperature 0.8, top-p 0.95, top-k 40, seed 7, up to 64 tokens")
                .contains("stop at [\"\\ndef \"]")
                .contains("34 tokens, 612.5 a second, first after 0.009 s; ended by the length")
                .contains("run: failed (AssertionError: f(1))")
                .contains("    return x")
                .doesNotContain("def g(x)");
        assertThat(shown).as("a fence inside is fenced longer").contains("````\n\n    return x");
    }

    @Test
    void jsonLinesHoldEveryReplyOfEveryBranch() throws Exception {
        Path file = folder.resolve("talk.jsonl");
        ConversationFile.write(file, ConversationFile.jsonLines(two()));
        List<JsonNode> rows =
                Files.readAllLines(file).stream().map(l -> Json.read(l, JsonNode.class)).toList();
        assertThat(rows).hasSize(3);
        JsonNode first = rows.getFirst();
        assertThat(first.path("prompt").asText()).isEqualTo("def f(x):");
        assertThat(first.path("model").asText()).isEqualTo("kept");
        assertThat(first.path("fingerprint").asText()).isEqualTo(Said.KEPT.fingerprint());
        assertThat(first.path("text").asText()).isEqualTo("\n    return x\n```\n");
        assertThat(first.path("sampling").path("seed").asLong()).isEqualTo(7);
        assertThat(first.path("sampling").path("topK").asInt()).isEqualTo(40);
        assertThat(first.path("run").asText()).isEqualTo("failed");
        assertThat(first.path("shown").asBoolean()).isFalse();
        assertThat(first.path("provenance").path("jdk").asText()).isNotEmpty();
        assertThat(rows.getLast().path("prompt").asText()).isEqualTo("def g(x):");
        assertThat(rows.getLast().has("text")).isFalse();
    }

    @Test
    void aPromptFileIsReadRowByRowOrWhole() throws Exception {
        Path rows = folder.resolve("mine.jsonl");
        Files.writeString(
                rows,
                "{\"prompt\": \"def a():\"}\n\n{\"text\": \"Why?\", \"form\": \"question\", \"title\": \"T\"}\n");
        assertThat(PromptList.read(rows).prompts())
                .containsExactly(
                        new Prompt("def a():", "def a():", Form.COMPLETION, ""),
                        new Prompt("T", "Why?", Form.QUESTION, ""));
        Path text = folder.resolve("mine.txt");
        Files.writeString(text, "first line\nsecond line\n");
        assertThat(PromptList.read(text).prompts())
                .singleElement()
                .isEqualTo(
                        new Prompt("first line", "first line\nsecond line", Form.COMPLETION, ""));
    }

    @Test
    void aBadRowIsNamedWithItsLine() throws Exception {
        Path rows = folder.resolve("mine.jsonl");
        Files.writeString(rows, "{\"prompt\": \"a\"}\n{\"question\": \"b\"}\n");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> PromptList.read(rows))
                .hasMessage("no prompt or text [mine.jsonl:2]");
    }
}
