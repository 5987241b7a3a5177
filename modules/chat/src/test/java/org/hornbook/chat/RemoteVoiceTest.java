package org.hornbook.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.hornbook.infer.Reply;
import org.hornbook.infer.StopReason;
import org.hornbook.infer.remote.OpenAiChatModel;
import org.hornbook.store.Json;
import org.hornbook.testkit.LoopbackOpenAi;
import org.hornbook.testkit.LoopbackOpenAi.Answer;
import org.junit.jupiter.api.Test;

class RemoteVoiceTest {
    private static final Author AUTHOR = new Author("mine", "", "", "loop at 127.0.0.1");

    private static RemoteVoice voice(LoopbackOpenAi server) {
        return new RemoteVoice(
                AUTHOR,
                new OpenAiChatModel(
                        server.base(), "loop", Optional.of("sk-1"), Duration.ofSeconds(20)));
    }

    private static Voice.Question question(Form form) {
        return new Voice.Question(
                form, List.of(new Form.Exchange("one?", "first")), "two?", "", Said.DRAWN);
    }

    @Test
    void turnsAreMessagesAndSettingsAreSent() throws Exception {
        StringBuilder heard = new StringBuilder();
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(asked -> new Answer.Streamed("the second reply"))) {
            Reply reply = voice(server).reply(question(Form.DIALOGUE), heard::append);
            assertThat(reply.text()).isEqualTo("the second reply").isEqualTo(heard.toString());
            assertThat(reply.tokens()).isEqualTo(10);
            assertThat(reply.stop()).isEqualTo(StopReason.END_OF_TEXT);
            JsonNode body = Json.read(server.requests().getFirst(), JsonNode.class);
            assertThat(body.path("messages"))
                    .extracting(m -> m.path("role").asText())
                    .containsExactly("user", "assistant", "user");
            assertThat(body.path("top_p").asDouble()).isEqualTo(0.95);
            assertThat(body.path("seed").asLong()).isEqualTo(7);
            assertThat(body.path("stop").path(0).asText()).isEqualTo("\ndef ");
            assertThat(body.has("top_k")).isFalse();
        }
    }

    @Test
    void aCompletionIsAskedForInWordsAndKnowsNothingOfTurnsBefore() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> new Answer.Long("cut"))) {
            Reply reply = voice(server).reply(question(Form.COMPLETION), text -> {});
            assertThat(reply.stop()).isEqualTo(StopReason.MAX_TOKENS);
            JsonNode body = Json.read(server.requests().getFirst(), JsonNode.class);
            assertThat(body.path("messages"))
                    .extracting(m -> m.path("role").asText())
                    .containsExactly("system", "user");
        }
    }

    @Test
    void stoppedItGivesWhatWasSaidSoFar() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked -> new Answer.Slow("word ".repeat(200), Duration.ofMillis(50)))) {
            FutureTask<Reply> task =
                    new FutureTask<>(
                            () ->
                                    voice(server)
                                            .reply(
                                                    question(Form.DIALOGUE),
                                                    text -> begun.countDown()));
            Thread thread = Thread.ofPlatform().start(task);
            begun.await();
            thread.interrupt();
            Reply reply = task.get(5, TimeUnit.SECONDS);
            assertThat(reply.stop()).isEqualTo(StopReason.CANCELLED);
            assertThat(reply.text()).startsWith("word").hasSizeLessThan(900);
        }
    }

    @Test
    void whatHindersItIsSaidWithoutTheKey() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                new Answer.Refused(
                                        401, "{\"error\": {\"message\": \"bad sk-1\"}}"))) {
            assertThatThrownBy(() -> voice(server).reply(question(Form.DIALOGUE), text -> {}))
                    .hasMessageContaining("API key")
                    .hasMessageNotContaining("sk-1");
        }
    }
}
