package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerHostileTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "tokenizers");
    private static final List<String> NAMES = List.of("codegen", "gpt2", "llama2", "phi4", "qwen2");
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "-1",
                    "2147483647",
                    "5000000000",
                    "1.5",
                    "true",
                    "{}",
                    "[]",
                    "\"\"",
                    "\"x\"",
                    "\"((\"",
                    "\"Strip\"",
                    "\"Unigram\"",
                    "\"Precompiled\"",
                    "\"\\u0120\"",
                    "[[[]]]");
    private static final int MUTATIONS = 200;

    @Test
    void twoHundredSpoiltFilesAreRefusedInOneSentenceOrStillWork() throws IOException {
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            String json = spoilt(text(NAMES.get(i % NAMES.size())), random);
            try (Tokenizer tokenizer = Tokenizer.parse(json)) {
                assertThat(tokenizer.vocabSize()).isBetween(1, 100_000);
                tokenizer.decode(tokenizer.encode("def f(x):\n    return 'né' 값 <s> 😀"));
                tokenizer.decode(new int[] {0, 1, 99_999});
            } catch (CheckpointException e) {
                refused++;
                assertThat(e.getMessage()).startsWith("tokenizer.json").doesNotContain("\n");
                assertThat(e.getMessage().length()).isLessThan(400);
            }
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model/vocab/a | -3 | tokenizer.json: the id of token \"a\" is -3, not a whole number",
                "model/vocab/a | 2147483647 | tokenizer.json: the id of token \"a\" is 2147483647, which no vocabulary of this size has",
                "model/merges/0 | \"a  b\" | tokenizer.json: \"model.merges\" holds \"a  b\", not two tokens",
                "model/merges/0 | \"a zzzz\" | tokenizer.json: \"model.merges\" makes \"zzzz\", which is not in the vocabulary",
                "model/continuing_subword_prefix | \"##\" | tokenizer.json: \"model.merges\" joins",
                "model/unk_token | \"?!?\" | tokenizer.json: \"model.unk_token\" \"?!?\" is not in the vocabulary",
                "model/vocab | {} | tokenizer.json: \"model.vocab\" is empty",
                "added_tokens/0/id | \"7\" | tokenizer.json: the id of token \"<|endoftext|>\" is \"7\", not a whole number",
                "decoder | {\"type\":\"Strip\",\"content\":\" \",\"start\":0,\"stop\":1} | tokenizer.json: \"decoder\" strips 1 at the end of tokens",
                "normalizer | {\"type\":\"Precompiled\",\"precompiled_charsmap\":\"AAAA\"} | tokenizer.json: \"normalizer\" has a character map that is damaged",
                "post_processor | {\"type\":\"TemplateProcessing\",\"single\":[{\"SpecialToken\":{\"id\":\"<s>\",\"type_id\":0}}],\"pair\":[],\"special_tokens\":{}} | tokenizer.json: \"post_processor\" names the token \"<s>\" without its ids and texts"
            })
    void whatWouldEndTheProcessInTheLibraryIsToldBeforeIt(
            String place, String value, String message) throws IOException {
        JsonNode root = Json.mapper().readTree(text("gpt2"));
        String[] steps = place.split("/");
        JsonNode holder = root;
        for (int i = 0; i < steps.length - 1; i++) {
            holder =
                    holder.isArray()
                            ? holder.get(Integer.parseInt(steps[i]))
                            : holder.get(steps[i]);
        }
        JsonNode fresh = Json.mapper().readTree(value);
        String last = steps[steps.length - 1];
        if (holder instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), fresh);
        } else {
            ((ObjectNode) holder).set(last, fresh);
        }
        assertThatThrownBy(() -> Tokenizer.parse(root.toString()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(message);
    }

    /// Cut, with characters replaced, or with values replaced or removed wherever they stand.
    private static String spoilt(String json, SplittableRandom random) throws IOException {
        if (random.nextInt(4) == 0) {
            StringBuilder text = new StringBuilder(json);
            if (random.nextBoolean()) {
                text.setLength(random.nextInt(json.length()));
            } else {
                for (int i = 0; i < 3; i++) {
                    text.setCharAt(
                            random.nextInt(json.length()), (char) (' ' + random.nextInt(90)));
                }
            }
            return text.toString();
        }
        JsonNode root = Json.mapper().readTree(json);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            List<Runnable> changes = new ArrayList<>();
            JsonNode value = Json.mapper().readTree(VALUES.get(random.nextInt(VALUES.size())));
            collect(root, value, changes);
            changes.get(random.nextInt(changes.size())).run();
        }
        return root.toString();
    }

    private static void collect(JsonNode node, JsonNode value, List<Runnable> changes) {
        int seen = 0;
        if (node instanceof ObjectNode object) {
            for (String key : List.copyOf(object.propertyStream().map(e -> e.getKey()).toList())) {
                if (seen++ < 16) { // the vocabulary would drown the rest
                    changes.add(() -> object.set(key, value));
                    changes.add(() -> object.remove(key));
                    collect(object.get(key), value, changes);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < Math.min(8, array.size()); i++) {
                int at = i;
                changes.add(() -> array.set(at, value));
                changes.add(() -> array.remove(at));
                collect(array.get(i), value, changes);
            }
        }
    }

    private static String text(String name) throws IOException {
        return Files.readString(GOLDEN.resolve(name).resolve("tokenizer.json"));
    }
}
