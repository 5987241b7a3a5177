package org.hornbook.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final Conversation two =
            Said.answered(
                    Said.answered(Said.begun().in(Form.DIALOGUE).asked("hello", ""), "hi", "hm")
                            .asked("and now?", ""),
                    "now this",
                    "now that");

    @Test
    void aModelHearsItsOwnRepliesAndNotThoseOfOthers() {
        assertThat(two.heard(two.leaf(), Said.KEPT_HERE.key()))
                .containsExactly(new Form.Exchange("hello", "hi"));
        assertThat(two.heard(two.leaf(), Said.ALL_HERE.key()))
                .containsExactly(new Form.Exchange("hello", "hm"));
    }

    @Test
    void completionsAreNotHeardLater() {
        Conversation c = Said.answered(Said.begun().asked("def f():", ""), "a", "b");
        Conversation later = c.in(Form.QUESTION).asked("why?", "");
        assertThat(later.heard(later.leaf(), Said.KEPT_HERE.key())).isEmpty();
    }

    @Test
    void anEditedPromptIsABranchAndBothCanBeShown() {
        Turn first = two.path().getFirst();
        Conversation edited = two.edited(first.id(), "good day");
        assertThat(edited.path()).extracting(Turn::prompt).containsExactly("good day");
        assertThat(edited.branches(edited.path().getFirst())).hasSize(2);
        Conversation back = edited.turned(edited.leaf(), -1);
        assertThat(back.path()).extracting(Turn::prompt).containsExactly("hello", "and now?");
        assertThat(back.turned(first.id(), 1).path())
                .extracting(Turn::prompt)
                .containsExactly("good day");
        assertThat(back.turned(first.id(), -1)).isEqualTo(back);
    }

    @Test
    void anEditedExerciseHasNoTestsAnyMore() {
        Conversation c = Said.begun().asked("def f():", "held-out/1");
        assertThat(c.edited(c.leaf(), "def f():").path().getFirst().task()).isEqualTo("held-out/1");
        assertThat(c.edited(c.leaf(), "def g():").path().getFirst().task()).isEmpty();
    }

    @Test
    void theNewestReplyIsShownUntilAnotherIsChosen() {
        String leaf = two.leaf();
        String key = Said.KEPT_HERE.key();
        Conversation again = two.answered(leaf, Said.by(Said.KEPT, "or this"));
        assertThat(again.turn(leaf).orElseThrow().shown(key).orElseThrow().text())
                .isEqualTo("or this");
        Conversation back = again.versioned(leaf, key, -1);
        assertThat(back.turn(leaf).orElseThrow().shown(key).orElseThrow().text())
                .isEqualTo("now this");
        assertThat(back.turn(leaf).orElseThrow().by(key)).hasSize(2);
    }

    @Test
    void aConversationIsCalledByTheFirstWordsOfItsFirstPromptUntilItIsNamed() {
        assertThat(two.name()).isEqualTo("hello");
        assertThat(Said.begun().asked("word ".repeat(40), "").name()).hasSizeLessThanOrEqualTo(60);
        assertThat(two.titled("Greetings").name()).isEqualTo("Greetings");
    }

    @Test
    void formsPutTurnsAsThePaperDoes() {
        List<Form.Exchange> before = List.of(new Form.Exchange("one?", " first "));
        assertThat(Form.COMPLETION.text(before, "def f():")).isEqualTo("def f():");
        assertThat(Form.QUESTION.text(before, "two?"))
                .isEqualTo("one?\n\nAnswer: first\n\ntwo?\n\nAnswer:");
        assertThat(Form.DIALOGUE.text(before, "two?"))
                .isEqualTo("Alice: one?\n\nBob: first\n\nAlice: two?\n\nBob:");
        assertThat(Form.DIALOGUE.heeded(Said.DRAWN).stop())
                .containsExactly("\ndef ", "\nAlice:", "\nBob:");
    }

    @Test
    void theShippedPromptsCanBeReadAndHoldNoReplies() {
        for (String name : PromptList.SHIPPED) {
            assertThat(PromptList.shipped(name).prompts()).isNotEmpty();
        }
        assertThat(PromptList.shipped("self-awareness").prompts())
                .singleElement()
                .extracting(Prompt::text)
                .asString()
                .startsWith("If I were an AI that had just achieved self-awareness")
                .endsWith("the first thing I'd do is");
    }
}
