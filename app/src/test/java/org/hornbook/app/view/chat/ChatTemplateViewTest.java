package org.hornbook.app.view.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.hornbook.app.cli.Main;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Form;
import org.hornbook.chat.TurnReply;
import org.hornbook.checkpoint.Tokenizer;
import org.hornbook.store.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A checkpoint that carries a chat template, beside one that carries none.
class ChatTemplateViewTest {
    private static final String TEMPLATE =
            "{% for m in messages %}<|{{ m.role }}|>\n{{ m.content }}\n{% endfor %}"
                    + "{% if add_generation_prompt %}<|assistant|>\n{% endif %}";

    @TempDir Path folder;
    private Path workspace;

    @BeforeEach
    void copy() throws Exception {
        System.setProperty("hornbook.home", SampleWorkspace.datasets().resolve("..").toString());
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
    }

    @Test
    void aModelsOwnTemplateIsTheUsualFormAndPutsTheConversation() throws Exception {
        template("kept", TEMPLATE);
        try (Hand hand = open()) {
            hand.click("#chat-settings");
            hand.settle();
            ToggleButton own = hand.find("#chat-form-template", ToggleButton.class);
            assertThat(own.isSelected()).isTrue();
            assertThat(own.isDisabled()).isFalse();
            hand.click("#chat-settings");
            send(hand, "Hi {{ x }}");
            Conversation kept = kept(hand);
            assertThat(kept.form()).isEqualTo(Form.TEMPLATE);
            assertThat(reply(kept, "kept").reply().promptTokens())
                    .isEqualTo(tokens("<|user|>\nHi {{ x }}\n<|assistant|>\n"));
            assertThat(reply(kept, "all").reply().promptTokens())
                    .isEqualTo(tokens("Hi {{ x }}\n\nAnswer:"));
        }
    }

    @Test
    void withoutATemplateItCannotBeChosen() throws Exception {
        try (Hand hand = open()) {
            hand.click("#chat-settings");
            hand.settle();
            assertThat(hand.find("#chat-form-template", ToggleButton.class).isDisabled()).isTrue();
            assertThat(hand.desk().bench().chats().latest()).isEmpty();
        }
    }

    @Test
    void aTemplateThatRaisesIsToldInThePaneAndOtherFormsStillWork() throws Exception {
        template("kept", "{{ raise_exception('Only ' ~ messages[0].role ~ 's of old') }}");
        try (Hand hand = open()) {
            send(hand, "Hi");
            hand.untilReads(
                    "The model's chat template refuses this conversation: Only users of old (line 1"
                            + " of the chat template); other forms of chat work without it");
            hand.click("#chat-settings");
            hand.settle();
            hand.click("#chat-form-question");
            hand.click("#chat-settings");
            send(hand, "Hi again");
            hand.until(
                    "the model replied to a question",
                    () ->
                            kept(hand).turns().getLast().replies().stream()
                                    .anyMatch(r -> r.author().name().equals("kept")));
            assertThat(kept(hand).turns().getFirst().replies())
                    .noneMatch(r -> r.author().name().equals("kept"));
        }
    }

    @Test
    void theVerbPutsAPromptByTheTemplateToo() throws Exception {
        template("kept", TEMPLATE);
        JsonNode chat = generate("--chat", "--system", "Be brief", "--said", "a", "--said", "b");
        assertThat(chat.at("/replies/0/reply/promptTokens").asInt())
                .isEqualTo(
                        tokens(
                                "<|system|>\nBe brief\n<|user|>\na\n<|assistant|>\nb\n<|user|>\nHi\n"
                                        + "<|assistant|>\n"));
    }

    private JsonNode generate(String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "generate",
                                "kept",
                                "--workspace",
                                workspace.toString(),
                                "--json",
                                "--prompt",
                                "Hi",
                                "--max-tokens",
                                "4"));
        words.addAll(List.of(more));
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(words.toArray(String[]::new))).isZero();
        } finally {
            System.setOut(out);
        }
        return Json.read(said.toString(StandardCharsets.UTF_8), JsonNode.class);
    }

    private Hand open() throws Exception {
        Hand hand = Hand.open(workspace, folder.resolve("config"));
        hand.go(Place.CHAT);
        hand.untilSees("#pane-2");
        hand.settle();
        return hand;
    }

    private static void send(Hand hand, String words) {
        hand.write("#chat-composer", words);
        hand.press(KeyCode.ENTER);
        hand.settle();
    }

    private static Conversation kept(Hand hand) {
        return hand.desk().bench().chats().latest().orElseThrow();
    }

    private static TurnReply reply(Conversation kept, String model) {
        return kept.turns().getLast().replies().stream()
                .filter(r -> r.author().name().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private Path checkpoint(String name) {
        return workspace.resolve("checkpoints").resolve(name);
    }

    private void template(String name, String text) throws Exception {
        Files.writeString(checkpoint(name).resolve("chat_template.jinja"), text);
    }

    private int tokens(String text) {
        try (Tokenizer tokenizer = Tokenizer.load(checkpoint("kept"))) {
            return tokenizer.encode(text).length;
        }
    }
}
