package org.hornbook.infer;

import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointFolder;
import org.hornbook.checkpoint.NamedTensor;
import org.hornbook.checkpoint.Parameter;
import org.hornbook.checkpoint.PhiConfig;
import org.hornbook.checkpoint.PhiParameters;
import org.hornbook.checkpoint.Tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// A real checkpoint whose layers add nothing, so that the next token depends on the last one
/// alone: it has learned chains of tokens by heart.
record ChainModel(Path folder) {
    private static final int HIDDEN = 128;
    private static final int CONTEXT = 256;

    /// `tokenizer` is one of the golden tokenizers. After each token of a chain comes the next one;
    /// a token may not occur with two successors.
    static ChainModel learn(Path folder, String tokenizer, List<int[]> chains) {
        Path source = Golden.FOLDER.resolve(tokenizer);
        try (Tokenizer text = Tokenizer.load(source)) {
            PhiConfig config =
                    PhiConfig.phi(
                            text.vocabSize(), HIDDEN, 32, 1, 4, CONTEXT, 0.5, text.endOfText());
            float[] embedding = embedding(config);
            List<NamedTensor> tensors =
                    PhiParameters.of(config).stream()
                            .map(parameter -> tensor(parameter, embedding, chains))
                            .toList();
            String json = Files.readString(source.resolve("tokenizer.json"));
            new CheckpointFolder(
                            config,
                            tensors,
                            Optional.of(json),
                            Map.of(),
                            CheckpointFolder.More.NOTHING)
                    .write(folder);
            return new ChainModel(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With the tokens of `texts` as chains, each as its tokenizer cuts it.
    static ChainModel learnTexts(Path folder, String tokenizer, String... texts) {
        try (Tokenizer text = Tokenizer.load(Golden.FOLDER.resolve(tokenizer))) {
            return learn(folder, tokenizer, List.of(texts).stream().map(text::encode).toList());
        }
    }

    private static float[] embedding(PhiConfig config) {
        SplittableRandom random = new SplittableRandom(5);
        float[] embedding = new float[config.vocabSize() * HIDDEN];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = random.nextBoolean() ? 1 : -1;
        }
        return embedding;
    }

    private static NamedTensor tensor(Parameter parameter, float[] embedding, List<int[]> chains) {
        float[] values = new float[(int) parameter.size()];
        if (parameter.name().equals(PhiParameters.EMBEDDING)) {
            values = embedding;
        } else if (parameter.name().endsWith("norm.weight")) {
            Arrays.fill(values, 1);
        } else if (parameter.name().equals("lm_head.weight")) {
            for (int[] chain : chains) {
                for (int i = 1; i < chain.length; i++) {
                    for (int d = 0; d < HIDDEN; d++) {
                        values[chain[i] * HIDDEN + d] += embedding[chain[i - 1] * HIDDEN + d];
                    }
                }
            }
        }
        return NamedTensor.of(parameter, values);
    }

    Reply reply(Path cache, String prompt, Sampling sampling, List<String> pieces) {
        try (Checkpoint checkpoint = Checkpoint.open(folder);
                OnnxGenerator generator = OnnxGenerator.open(checkpoint, cache, 1)) {
            return new TextGenerator(generator, checkpoint.tokenizer().orElseThrow())
                    .reply(prompt, sampling, pieces::add);
        }
    }
}
