package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hornbook.checkpoint.ConversationTemplate.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTemplateTest {
    private static final List<Turn> HI = List.of(new Turn("user", "Hi {{ x }}"));

    @TempDir Path folder;

    @Test
    void aFolderWithoutOneHasNone() throws IOException {
        assertThat(ConversationTemplate.read(folder)).isEmpty();
        config("{\"eos_token\": \"</s>\"}");
        assertThat(ConversationTemplate.read(folder)).isEmpty();
        config("{\"chat_template\": null}");
        assertThat(ConversationTemplate.read(folder)).isEmpty();
    }

    @Test
    void theTemplateOfTheTokenizersConfigIsRenderedWithItsTokens() throws IOException {
        config(
                """
                {"bos_token": {"content": "<s>", "lstrip": false}, "eos_token": "</s>", "pad_token": null,
                 "chat_template": "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content }}{{ eos_token }}{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}{{ pad_token }}"}
                """);
        ConversationTemplate template = ConversationTemplate.read(folder).orElseThrow();
        assertThat(template.text(HI)).isEqualTo("<s>[user]Hi {{ x }}</s>[assistant]");
        assertThat(template.stops()).containsExactly("</s>");
    }

    @Test
    void ofSeveralTheOneNamedDefaultIsTaken() throws IOException {
        config(
                """
                {"chat_template": [{"name": "tool_use", "template": "tools"}, {"name": "default", "template": "plain"}]}
                """);
        assertThat(text()).isEqualTo("plain");
        config("{\"chat_template\": [{\"name\": \"rag\", \"template\": \"x\"}]}");
        assertThatThrownBy(this::text)
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith(
                        "\"chat_template\" is neither a text nor a list with one named \"default\","
                                + " but rag");
    }

    @Test
    void aFileOfItsOwnComesFirst() throws IOException {
        config("{\"chat_template\": \"old\"}");
        Files.writeString(folder.resolve("chat_template.jinja"), "new {{ sep_token }}\n");
        Files.writeString(folder.resolve("special_tokens_map.json"), "{\"sep_token\": \"<sep>\"}");
        assertThat(text()).isEqualTo("new <sep>");
    }

    @Test
    void aTemplateThatRaisesAndOneThatIsNoneAreToldInOneSentence() throws IOException {
        config("{\"chat_template\": \"{{ raise_exception('Begin with a system turn') }}\"}");
        assertThatThrownBy(this::text)
                .isInstanceOf(CheckpointException.class)
                .hasMessage(
                        "The model's chat template refuses this conversation: Begin with a system"
                                + " turn (line 1 of the chat template); other forms of chat work"
                                + " without it");
        config("{\"chat_template\": \"{% if %}\"}");
        assertThatThrownBy(this::text)
                .hasMessageStartingWith("The model's chat template cannot be used: ");
    }

    @Test
    void aBrokenConfigIsNamed() throws IOException {
        config("{");
        assertThatThrownBy(this::text)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("tokenizer_config.json is not JSON");
    }

    private String text() {
        return ConversationTemplate.read(folder).orElseThrow().text(HI);
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), json);
    }
}
