package org.hornbook.infer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hornbook.testkit.LoopbackOpenAi;
import org.hornbook.testkit.LoopbackOpenAi.Answer;
import org.junit.jupiter.api.Test;

/// Servers that know only a part of the API, each with the words it says.
class DialectTest {
    private static final ChatRequest REQUEST =
            new ChatRequest(
                    List.of(new Message(Role.USER, "a JSON object, please")),
                    50,
                    0,
                    Optional.of(new ObjectMapper().createObjectNode().put("type", "object")));

    @Test
    void aServerWithoutSchemasIsAskedForAnObjectThenForNothingAndRemembered() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                asked.body().contains("json_schema")
                                        ? error(
                                                500,
                                                "response_format type must be one of \\\"text\\\" or"
                                                        + " \\\"json_object\\\", but got: json_schema")
                                        : asked.body().contains("json_object")
                                                ? error(
                                                        400,
                                                        "'response_format.type' must be 'json_schema'"
                                                                + " or 'text'")
                                                : new Answer.Whole("fine"))) {
            OpenAiChatModel model = model(server, "m");
            assertThat(model.reply(REQUEST, t -> {}).text()).isEqualTo("fine");
            assertThat(server.requests()).hasSize(3);
            model.reply(REQUEST, t -> {});
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void modelsThatKnowNoTemperatureAndAnotherNameForTheLongestReplyAreAsked() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                asked.body().contains("\"max_tokens\"")
                                        ? error(
                                                400,
                                                "Unsupported parameter: 'max_tokens' is not supported"
                                                        + " with this model. Use"
                                                        + " 'max_completion_tokens' instead.")
                                        : asked.body().contains("temperature")
                                                ? error(
                                                        400,
                                                        "Unsupported value: 'temperature' does not"
                                                                + " support 0 with this model.")
                                                : new Answer.Streamed("fine"))) {
            assertThat(model(server, "unheard-of").reply(REQUEST, t -> {}).text())
                    .isEqualTo("fine");
            assertThat(server.requests()).hasSize(3);
            model(server, "gpt-5-mini").reply(REQUEST, t -> {});
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void aPromptThatIsTooLongIsThatRequestsFaultAndChargesNothing() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                error(400, "This model's maximum context length is 8192 tokens"))) {
            ChatException e =
                    catchThrowableOfType(
                            ChatException.class, () -> model(server, "m").reply(REQUEST, t -> {}));
            assertThat(e.kind()).isEqualTo(ChatException.Kind.REQUEST);
            assertThat(e.mayBeCharged()).isFalse();
            assertThat(e).hasMessageStartingWith("too long for the model's context (400)");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void refusalsAndFiltersAreRepliesWithTheirWords() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                asked.number() == 1
                                        ? new Answer.Refusal("I will not")
                                        : new Answer.Filtered(""))) {
            ChatReply refused = model(server, "m").reply(REQUEST, t -> {});
            assertThat(refused.refused()).isTrue();
            assertThat(refused.refusal()).isEqualTo("I will not");
            assertThat(refused.usage()).isEqualTo(new Usage(100, 10));
            assertThat(model(server, "m").reply(REQUEST, t -> {}).refused()).isTrue();
        }
    }

    @Test
    void aReplyThatStallsOrDripsForEverIsGivenUpAndMayHaveBeenCharged() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                new Answer.Slow(
                                        "drop by drop by drop by drop", Duration.ofMillis(150)))) {
            OpenAiChatModel model =
                    new OpenAiChatModel(server.base(), "m", Optional.empty(), Duration.ofSeconds(5))
                            .within(Duration.ofMillis(250));
            ChatException e =
                    catchThrowableOfType(ChatException.class, () -> model.reply(REQUEST, t -> {}));
            assertThat(e.kind()).isEqualTo(ChatException.Kind.TRANSIENT);
            assertThat(e.mayBeCharged()).isTrue();
            assertThat(e).hasMessageContaining("fell silent, or took longer");
        }
    }

    @Test
    void anAddressThatHoldsAKeyIsRefusedWithoutRepeatingIt() {
        for (String address :
                List.of(
                        "https://sk-abc@api.example.com/v1",
                        "https://api.example.com/v1?key=sk-abc")) {
            assertThatThrownBy(
                            () ->
                                    new OpenAiChatModel(
                                            address, "m", Optional.empty(), Duration.ofSeconds(1)))
                    .hasMessageContaining("is not the address of an endpoint")
                    .hasMessageNotContaining("sk-abc");
        }
        assertThatThrownBy(
                        () ->
                                new OpenAiChatModel(
                                        "http://localhost:1/v1",
                                        "m",
                                        Optional.of("sk-a\nbc"),
                                        Duration.ofSeconds(1)))
                .hasMessageNotContaining("sk-a");
    }

    @Test
    void tokensAreCountedForModelsWithAKnownTokenizerAndEstimatedFromAboveElse() {
        TokenCount known = TokenCount.of("openai/gpt-4o-mini-2024-07-18");
        assertThat(known.name()).isEqualTo("o200k_base");
        assertThat(known.in("hello world")).isEqualTo(2);
        assertThat(known.in("<|endoftext|>")).isGreaterThan(1);
        assertThat(TokenCount.of("gpt-4-turbo").name()).isEqualTo("cl100k_base");
        TokenCount other = TokenCount.of("llama3");
        assertThat(other.counts()).isFalse();
        assertThat(other.in("hello world")).isBetween(3L, 6L);
        assertThat(other.atMost(REQUEST)).isGreaterThan(other.in(REQUEST));
    }

    private static Answer error(int status, String message) {
        return new Answer.Refused(status, "{\"error\": {\"message\": \"" + message + "\"}}");
    }

    private static OpenAiChatModel model(LoopbackOpenAi server, String name) {
        return new OpenAiChatModel(
                server.base(), name, Optional.of("sk-secret-1"), Duration.ofSeconds(10));
    }
}
