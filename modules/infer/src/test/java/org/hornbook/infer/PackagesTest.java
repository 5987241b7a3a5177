package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Packages that the model builder of ONNX Runtime GenAI made, against transformers on the weights
/// they were made of.
class PackagesTest {
    private static final Path PACKAGES =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "packages");
    private static final TokenSink ON = token -> true;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"phi3-fp32", "phi3-longrope-fp32", "phi2-fp32"})
    void logitsEqualThoseOfTransformersHoweverTheTextIsCut(String name) {
        Golden golden = golden(name);
        for (int chunk : new int[] {256, 25, 7, 1}) {
            try (OnnxGenerator generator = open(name, chunk)) {
                assertThat(furthest(generator.logits(golden.input_ids()), golden.logits()))
                        .isLessThan(1e-3f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"phi3-fp32", "phi3-longrope-fp32", "phi2-fp32", "llama-fp16"})
    void greedyTokensEqualThoseOfTransformersHoweverThePromptIsCut(String name) {
        Golden golden = golden(name);
        assertThat(golden.greedy()).hasSize(64);
        for (int chunk : new int[] {256, 25, 7, 1}) {
            try (OnnxGenerator generator = open(name, chunk)) {
                GeneratedTokens made =
                        generator.generate(golden.input_ids(), Sampling.greedy(64), ON);
                assertThat(made.tokens()).isEqualTo(golden.greedy());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"phi3-fp32", "phi3-longrope-fp32", "llama-fp16"})
    void aSecondPromptIsTheSameAfterAnotherTextWasRead(String name) {
        Golden golden = golden(name);
        try (OnnxGenerator generator = open(name, 8)) {
            generator.generate(new int[] {5, 4, 3, 2, 1}, Sampling.greedy(100), ON);
            GeneratedTokens made = generator.generate(golden.input_ids(), Sampling.greedy(64), ON);
            assertThat(made.tokens()).isEqualTo(golden.greedy());
            int[] edited = golden.input_ids().clone();
            edited[edited.length - 1] = 7;
            float[][] fresh;
            try (OnnxGenerator other = open(name, 256)) {
                fresh = other.logits(edited);
            }
            generator.generate(edited, Sampling.greedy(3), ON);
            assertThat(furthest(generator.logits(edited), fresh)).isLessThan(2e-3f);
        }
    }

    @Test
    void halfPrecisionIsCloseToFull() {
        Golden golden = golden("llama-fp16");
        try (OnnxGenerator generator = open("llama-fp16", 256)) {
            float[][] logits = generator.logits(golden.input_ids());
            assertThat(Divergence.of(golden.logits(), logits).most()).isLessThan(1e-4);
        }
    }

    @Test
    void anInt4PackageIsAsFarOffAsPlainRoundingOfItsWeights() {
        Golden golden = golden("phi3-grouped-int4");
        try (OnnxGenerator generator = open("phi3-grouped-int4", 256)) {
            float[][] logits = generator.logits(golden.input_ids());
            Divergence off = Divergence.of(golden.logits(), logits);
            assertThat(off.mean()).isGreaterThan(0).isLessThan(0.6);
        }
    }

    @Test
    void whatIsKnownOfAPackage() {
        try (Checkpoint checkpoint = Checkpoint.open(PACKAGES.resolve("phi3-grouped-int4"))) {
            assertThat(checkpoint.shape().family()).isEqualTo("phi3");
            assertThat(checkpoint.shape().maxPositions()).isEqualTo(128);
            assertThat(checkpoint.elements()).containsKeys("INT4", "F32");
            assertThat(checkpoint.shape().parameters())
                    .isEqualTo(420 * 64 * 2 + 2 * (64 * 128 + 64 * 64 + 3 * 64 * 96) + 5 * 64);
            assertThat(checkpoint.usedVocabulary()).isEqualTo(420);
            assertThat(checkpoint.endTokens()).containsExactly(2);
            assertThat(checkpoint.fingerprint()).hasSize(64);
            assertThat(checkpoint.template()).isPresent();
            assertThat(OnnxGenerator.bytes(checkpoint, Precision.FP32)).isGreaterThan(140_000);
            assertThatThrownBy(checkpoint::config)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("is a package with a graph of its own");
        }
        try (Checkpoint checkpoint = Checkpoint.open(PACKAGES.resolve("phi3-fp32"))) {
            assertThat(checkpoint.endTokens()).containsExactly(2, 5);
        }
    }

    @Test
    void aTextAndAConversationAreWrittenByAPackage() {
        Path place = PACKAGES.resolve("phi3-fp32");
        try (Checkpoint checkpoint = Checkpoint.open(place);
                OnnxGenerator generator = open("phi3-fp32", 256)) {
            TextGenerator text = new TextGenerator(generator, checkpoint.tokenizer().orElseThrow());
            Reply reply = text.reply("def f", Sampling.greedy(8), piece -> {});
            assertThat(reply.tokens()).isBetween(1, 8);
            TurnGenerator turns = new TurnGenerator(text, checkpoint.template().orElseThrow());
            assertThat(
                            turns.reply(
                                            List.of(
                                                    new org.hornbook.infer.remote.Message(
                                                            org.hornbook.infer.remote.Role.USER,
                                                            "Why?")),
                                            "",
                                            Sampling.greedy(4),
                                            piece -> {})
                                    .tokens())
                    .isBetween(0, 4);
        }
    }

    @Test
    void whatThePackageSaysOtherwiseThanItsGraphIsTold() throws IOException {
        told("\"head_size\": 16", "\"head_size\": 32", "model.onnx: the model cannot be run");
        told("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1", "which cannot be given");
        told("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 2147483647", "fewer inputs");
        told("\"vocab_size\": 420", "\"vocab_size\": 421", "another type or shape");
        told("\"filename\": \"model.onnx\"", "\"filename\": \"../model.onnx\"", "no file of this");
        told("\"filename\": \"model.onnx\"", "\"filename\": \"other.onnx\"", "is missing");
        told("present.%d.key", "present.key", "by one %d");
        told("\"past_key_values.%d.key\"", "\"past.%d.key\"", "has no input past.0.key");
        told("\"context_length\": 128", "\"context_length\": 0", "is not positive");
        told("\"num_attention_heads\": 4", "\"num_attention_heads\": 5", "other heads in layer 0");
        Path place = copy();
        Files.delete(place.resolve("model.onnx.data"));
        assertThatThrownBy(() -> Checkpoint.open(place))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("model.onnx.data is missing");
    }

    private OnnxGenerator opened(Path place) {
        try (Checkpoint checkpoint = Checkpoint.open(place)) {
            return OnnxGenerator.open(checkpoint, folder, 1);
        }
    }

    private void told(String what, String becomes, String sentence) throws IOException {
        Path place = copy();
        Path config = place.resolve("genai_config.json");
        String json = Files.readString(config);
        assertThat(json).contains(what);
        Files.writeString(config, json.replace(what, becomes));
        assertThatThrownBy(() -> opened(place).close())
                .as(becomes)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aContextLongerThanItsTablesIsCutToThem() throws IOException {
        Path place = copy();
        Path config = place.resolve("genai_config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"context_length\": 128", "\"context_length\": 99999"));
        try (Checkpoint checkpoint = Checkpoint.open(place)) {
            assertThat(checkpoint.shape().maxPositions()).isEqualTo(128);
        }
    }

    /// The cache of the Hub holds files under their hashes, and folders of links to them.
    @Test
    void aPackageOfLinksIsRunAsOneOfFiles() throws IOException {
        Path blobs = Files.createDirectories(folder.resolve("blobs"));
        Path links = Files.createDirectories(folder.resolve("snapshots").resolve("1"));
        try (Stream<Path> files = Files.list(PACKAGES.resolve("phi2-fp32"))) {
            for (Path file : files.toList()) {
                Path blob =
                        blobs.resolve(
                                Integer.toHexString(file.getFileName().toString().hashCode()));
                Files.copy(file, blob);
                Path link = links.resolve(file.getFileName());
                Files.createSymbolicLink(link, links.relativize(blob));
            }
        }
        Golden golden = golden("phi2-fp32");
        try (Checkpoint checkpoint = Checkpoint.open(links);
                OnnxGenerator generator = OnnxGenerator.open(checkpoint, folder, 1)) {
            assertThat(furthest(generator.logits(golden.input_ids()), golden.logits()))
                    .isLessThan(1e-3f);
        }
    }

    private Path copy() throws IOException {
        Path place = Files.createTempDirectory(folder, "package");
        try (Stream<Path> files = Files.list(PACKAGES.resolve("phi3-fp32"))) {
            for (Path file : files.toList()) {
                Files.copy(file, place.resolve(file.getFileName()));
            }
        }
        return place;
    }

    private OnnxGenerator open(String name, int chunk) {
        try (Checkpoint checkpoint = Checkpoint.open(PACKAGES.resolve(name))) {
            return OnnxGenerator.open(checkpoint, folder, 1, chunk, true);
        }
    }

    private static Golden golden(String name) {
        return Golden.in(PACKAGES.resolve(name));
    }

    private static float furthest(float[][] a, float[][] b) {
        assertThat(a).hasDimensions(b.length, b[0].length);
        float furthest = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                furthest = Math.max(furthest, Math.abs(a[i][j] - b[i][j]));
            }
        }
        return furthest;
    }
}
