package org.hornbook.infer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hornbook.testkit.LoopbackOpenAi;
import org.hornbook.testkit.LoopbackOpenAi.Answer;
import org.junit.jupiter.api.Test;

class OpenAiChatModelTest {
    private static final String KEY = "sk-secret-1234567890";
    private static final ChatRequest REQUEST =
            new ChatRequest(
                    List.of(
                            new Message(Role.SYSTEM, "be brief"),
                            new Message(Role.USER, "say \"hé\"")),
                    50,
                    0,
                    Optional.empty());

    @Test
    void aStreamedAnswerComesPieceByPieceWithItsUsage() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(asked -> new Answer.Streamed("one line,\nand ünïcode"))) {
            StringBuilder heard = new StringBuilder();
            ChatReply reply = model(server).reply(REQUEST, heard::append);
            assertThat(reply.text())
                    .isEqualTo("one line,\nand ünïcode")
                    .isEqualTo(heard.toString());
            assertThat(reply.usage()).isEqualTo(new Usage(100, 10));
            assertThat(reply.model()).isEqualTo("loop");
            assertThat(server.requests().getFirst())
                    .contains("\"stream\":true")
                    .contains("hé")
                    .contains("\"role\":\"system\"");
            assertThat(server.authorizations()).containsExactly("Bearer " + KEY);
        }
    }

    @Test
    void anAnswerInOnePieceIsUnderstoodToo() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> new Answer.Whole("whole"))) {
            assertThat(model(server).reply(REQUEST, text -> {}).text()).isEqualTo("whole");
        }
    }

    @Test
    void throttlingSaysHowLongToWait() throws Exception {
        ChatException e = failing(new Answer.Throttled("7"));
        assertThat(e.kind()).isEqualTo(ChatException.Kind.THROTTLED);
        assertThat(e.limits().retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void whatIsFinalAndWhatIsNotIsToldApart() throws Exception {
        assertThat(failing(new Answer.Refused(401, "{}")).kind())
                .isEqualTo(ChatException.Kind.FINAL);
        assertThat(failing(new Answer.Refused(404, "{}"))).hasMessageContaining("no model gpt-x");
        assertThat(failing(new Answer.Refused(500, "{}")).kind())
                .isEqualTo(ChatException.Kind.TRANSIENT);
        assertThat(failing(new Answer.Cut("half an ans")))
                .hasMessageContaining("stops in the middle");
        assertThat(failing(new Answer.Nonsense())).hasMessageContaining("not JSON");
    }

    @Test
    void aServerThatEchoesTheKeyDoesNotGetItIntoTheMessage() throws Exception {
        ChatException e =
                failing(
                        new Answer.Refused(
                                400, "{\"error\": {\"message\": \"bad key " + KEY + "\"}}"));
        assertThat(e).hasMessageContaining("bad key ***").hasMessageNotContaining(KEY);
    }

    @Test
    void aServerThatIsNotThereIsOneSentence() {
        OpenAiChatModel nobody =
                new OpenAiChatModel(
                        "http://127.0.0.1:9/v1", "m", Optional.empty(), Duration.ofSeconds(5));
        assertThatThrownBy(() -> nobody.reply(REQUEST, text -> {}))
                .hasMessageContaining("nothing answers at 127.0.0.1:9");
        assertThatThrownBy(
                        () ->
                                new OpenAiChatModel(
                                        "localhost", "m", Optional.empty(), Duration.ofSeconds(5)))
                .hasMessageContaining("is not the address of an endpoint");
    }

    private static ChatException failing(Answer answer) throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> answer)) {
            return catchThrowableOfType(
                    ChatException.class, () -> model(server).reply(REQUEST, text -> {}));
        }
    }

    private static OpenAiChatModel model(LoopbackOpenAi server) {
        return new OpenAiChatModel(
                server.base(), "gpt-x", Optional.of(KEY), Duration.ofSeconds(10));
    }
}
