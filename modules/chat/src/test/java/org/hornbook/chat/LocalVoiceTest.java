package org.hornbook.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.ConversationTemplate;
import org.hornbook.checkpoint.Tokenizer;
import org.hornbook.infer.Choice;
import org.hornbook.infer.GeneratedTokens;
import org.hornbook.infer.Generator;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.StopReason;
import org.hornbook.infer.TextGenerator;
import org.hornbook.infer.TokenRule;
import org.hornbook.infer.TokenSink;
import org.hornbook.infer.TurnGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalVoiceTest {
    private static final String TEMPLATE =
            "{% for m in messages %}<{{ m.role }}>\n{{ m.content }}\n{% endfor %}{{ '<assistant>\\n' }}";

    private final Tokenizer tokenizer =
            Tokenizer.load(
                    Path.of(
                            System.getProperty("hornbook.datasets"),
                            "golden",
                            "phi",
                            "tokenizer-gpt2-style"));
    private final Writer writer = new Writer();

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void theModelsOwnTemplatePutsTheConversationToTheByte() {
        Reply reply = voice(Optional.of(TEMPLATE)).reply(question(Form.TEMPLATE, ""), t -> {});
        assertThat(tokenizer.decode(writer.prompt))
                .isEqualTo("<user>\none?\n<assistant>\n first \n<user>\n{{ two }}\n<assistant>\n");
        assertThat(writer.prompt).isEqualTo(tokenizer.encode(tokenizer.decode(writer.prompt)));
        assertThat(reply.text()).isEqualTo("fine");
        assertThat(reply.stop()).isEqualTo(StopReason.STOPPED);
    }

    @Test
    void aReplyThatWasBegunIsContinuedInItsPlace() {
        voice(Optional.of(TEMPLATE)).reply(question(Form.TEMPLATE, "It is"), t -> {});
        assertThat(tokenizer.decode(writer.prompt)).endsWith("{{ two }}\n<assistant>\nIt is");
    }

    @Test
    void aModelWithoutATemplateIsAskedAQuestion() {
        voice(Optional.empty()).reply(question(Form.TEMPLATE, ""), t -> {});
        assertThat(tokenizer.decode(writer.prompt))
                .isEqualTo("one?\n\nAnswer: first\n\n{{ two }}\n\nAnswer:");
    }

    @Test
    void otherFormsLeaveTheTemplateAlone() {
        voice(Optional.of("{{ raise_exception('never') }}"))
                .reply(question(Form.DIALOGUE, ""), t -> {});
        assertThat(tokenizer.decode(writer.prompt)).startsWith("Alice: one?");
    }

    @Test
    void aTemplateThatRaisesIsToldInOneSentence() {
        LocalVoice voice = voice(Optional.of("{{ raise_exception('No turns') }}"));
        assertThatThrownBy(() -> voice.reply(question(Form.TEMPLATE, ""), t -> {}))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(
                        "The model's chat template refuses this conversation: No turns");
    }

    private Voice.Question question(Form form, String begun) {
        return new Voice.Question(
                form,
                List.of(new Form.Exchange("one?", " first ")),
                "{{ two }}",
                begun,
                Sampling.greedy(20));
    }

    private LocalVoice voice(Optional<String> template) {
        TextGenerator generator = new TextGenerator(writer, tokenizer);
        return new LocalVoice(
                new Author("m", "fp32", "00", ""),
                generator,
                template.map(
                        text ->
                                new TurnGenerator(
                                        generator,
                                        new ConversationTemplate(
                                                Path.of("m"), text, Map.of("eos_token", "</s>")))),
                () -> {});
    }

    /// Writes `fine</s>more` whatever it is given.
    private final class Writer implements Generator {
        private int[] prompt;

        @Override
        public GeneratedTokens generate(
                int[] given, Sampling sampling, TokenRule rule, TokenSink sink) {
            prompt = given;
            int[] tokens = tokenizer.encode("fine</s>more");
            for (int token : tokens) {
                if (!sink.accept(token)) {
                    break;
                }
            }
            return new GeneratedTokens(tokens, StopReason.STOPPED, 0, 0);
        }

        @Override
        public float[][] logits(int[] tokens) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Choice[] score(int[] tokens, int from, int alternatives) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int contextLength() {
            return 1000;
        }

        @Override
        public void close() {}
    }
}
