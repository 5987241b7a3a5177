package org.hornbook.app.view.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.chat.Author;
import org.hornbook.chat.ChatRepository;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Prompt;
import org.hornbook.chat.TurnReply;
import org.hornbook.chat.Vote;
import org.hornbook.infer.Device;
import org.hornbook.infer.Sampling;
import org.hornbook.testkit.LoopbackOpenAi;
import org.hornbook.testkit.LoopbackOpenAi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatViewTest {
    private static final String PROMPT = "def f(x):";

    @TempDir Path folder;
    private Path workspace;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        System.setProperty("hornbook.home", SampleWorkspace.datasets().resolve("..").toString());
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
        hand = Hand.open(workspace, folder.resolve("config"));
    }

    @AfterEach
    void close() {
        hand.close();
    }

    private void chat() {
        hand.go(Place.CHAT);
        hand.untilSees("#pane-2");
        hand.settle();
    }

    private void send(String words) {
        hand.write("#chat-composer", words);
        hand.press(KeyCode.ENTER);
        hand.settle();
    }

    /// The replies that stand in a pane.
    private List<String> replies(int pane) {
        return flows("#pane-" + pane, ".hb-reply");
    }

    private List<String> prompts(int pane) {
        return flows("#pane-" + pane, ".hb-prompt");
    }

    private List<String> flows(String pane, String style) {
        Parent node = hand.find(pane, Parent.class);
        return Hand.onFx(
                () -> {
                    List<String> texts = new ArrayList<>();
                    for (Node n : node.lookupAll(style)) {
                        if (n.isVisible()) {
                            texts.add(((CodeFlow) n).text());
                        }
                    }
                    return texts;
                });
    }

    private Conversation kept() {
        return chats().latest().orElseThrow();
    }

    private ChatRepository chats() {
        return hand.desk().bench().chats();
    }

    private String words(int pane, String style) {
        return hand.text("#pane-" + pane + " " + style);
    }

    @Test
    void aPromptStreamsRepliesIntoBothPanesUnderNameAndHash() {
        chat();
        send(PROMPT);
        for (int pane : List.of(1, 2)) {
            String name = words(pane, ".hb-pane-name");
            assertThat(prompts(pane)).containsExactly(PROMPT);
            assertThat(replies(pane)).hasSize(1);
            assertThat(words(pane, ".hb-pane-precision")).isEqualTo("fp32");
            TurnReply reply =
                    kept().turns().getFirst().replies().stream()
                            .filter(r -> r.author().name().equals(name))
                            .findFirst()
                            .orElseThrow();
            assertThat(reply.author().fingerprint()).startsWith(words(pane, ".hb-pane-mark"));
            assertThat(reply.text().strip()).isEqualTo(replies(pane).getFirst().strip());
            assertThat(words(pane, ".hb-pane-tokens"))
                    .isEqualTo(ChatWords.tokens(reply.reply(), false));
            assertThat(words(pane, ".hb-pane-first")).startsWith("first after");
        }
        assertThat(List.of(words(1, ".hb-pane-name"), words(2, ".hb-pane-name")))
                .containsExactlyInAnyOrder("all", "kept");
        assertThat(hand.notice()).isEmpty();
    }

    @Test
    void greedyTwiceGivesTheSameTextAndTheFirstReplyCanBeShownAgain() {
        chat();
        send(PROMPT);
        List<String> first = replies(1);
        hand.press(KeyCode.ESCAPE);
        hand.press(KeyCode.R);
        assertThat(replies(1)).isEqualTo(first);
        assertThat(kept().turns().getFirst().replies()).hasSize(4);
        hand.untilReads("2 of 2");
        hand.click(".hb-version-before");
        hand.untilReads("1 of 2");
    }

    @Test
    void drawnByChanceAnotherReplyTakesTheNextSeed() {
        chat();
        hand.press(KeyCode.ESCAPE);
        hand.press(KeyCode.S);
        hand.write("#chat-temperature", "1.2");
        hand.write("#chat-seed", "5");
        hand.write("#chat-length", "12");
        hand.press(KeyCode.S);
        hand.untilReads("temperature 1.2");
        send(PROMPT);
        hand.press(KeyCode.ESCAPE);
        hand.press(KeyCode.R);
        List<Sampling> used =
                kept().turns().getFirst().replies().stream().map(TurnReply::sampling).toList();
        assertThat(used).extracting(Sampling::seed).containsExactlyInAnyOrder(5L, 5L, 6L, 6L);
        assertThat(used).allMatch(s -> s.temperature() == 1.2 && s.maxTokens() == 12);
        assertThat(kept().sampling().seed()).isEqualTo(5);
    }

    @Test
    void aSettingThatCannotBeReadIsSaidAndNotTaken() {
        chat();
        hand.click("#chat-settings");
        hand.write("#chat-temperature", "-3");
        hand.untilReads("temperature -3.0 is negative or no number");
        hand.write("#chat-temperature", "warm");
        hand.untilReads("A number is needed");
        hand.write("#chat-temperature", "0");
        hand.untilReads("greedy: always the most likely token");
        assertThat(hand.text("#chat-about")).startsWith("greedy");
        assertThat(hand.find("#chat-top-p", javafx.scene.control.TextField.class).isDisabled())
                .isTrue();
    }

    @Test
    void theTokensOfAReplyAreShownWithWhatWasLikelyInTheirPlace() {
        chat();
        send(PROMPT);
        String name = words(1, ".hb-pane-name");
        String reply =
                kept().turns().getFirst().replies().stream()
                        .filter(r -> r.author().name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .text();
        hand.click("#pane-1 .hb-chat-tokens");
        hand.untilSees("#pane-1 .hb-token");
        assertThat(String.join("", labels("#pane-1", ".hb-token")))
                .isEqualTo(TokensFlow.visible(reply));
        assertThat(hand.find("#pane-1 .hb-token", Label.class).getTooltip().getText())
                .contains("was chosen at")
                .hasLineCount(6);
        hand.click("#pane-1 .hb-chat-tokens");
        hand.settle();
        assertThat(hand.sees("#pane-1 .hb-token")).isFalse();
    }

    @Test
    void theModelsInMemoryAreShownAndOneThatNobodyUsesIsLetGo() {
        chat();
        hand.click("#chat-settings");
        hand.until("both are in use", () -> memory().stream().allMatch(l -> l.endsWith("in use")));
        assertThat(memory()).hasSize(2);
        Label sum = hand.find("#chat-memory-sum", Label.class);
        assertThat(sum.getText()).endsWith(", on " + Device.chosen().kind().word());
        assertThat(sum.getTooltip().getText()).contains(Device.chosen().because());
        hand.click("#pane-2 .hb-icon-button");
        hand.clickText("Remove column");
        hand.untilSees(".hb-memory-release");
        assertThat(memory()).hasSize(2).anyMatch(l -> l.endsWith("kept until room is needed"));
        Hand.onFx(
                () -> {
                    hand.find(".hb-memory-release", Hyperlink.class).fire();
                    return null;
                });
        hand.until("one is left", () -> memory().size() == 1);
        assertThat(hand.desk().bench().models().entries()).hasSize(1);
    }

    private List<String> memory() {
        return labels("#chat-memory", ".hb-memory");
    }

    private List<String> labels(String within, String style) {
        Parent node = hand.find(within, Parent.class);
        return Hand.onFx(
                () -> node.lookupAll(style).stream().map(n -> ((Label) n).getText()).toList());
    }

    @Test
    void aReplyThatWasCutShortIsContinued() {
        chat();
        hand.click("#chat-settings");
        hand.write("#chat-length", "3");
        send(PROMPT);
        String begun = kept().turns().getFirst().replies().getFirst().text();
        hand.untilReads("length reached");
        hand.click("#pane-1 .hb-chat-continue");
        TurnReply longer = kept().turns().getFirst().replies().getLast();
        assertThat(longer.text()).startsWith(begun);
        assertThat(longer.begun()).isEqualTo(begun.length());
        assertThat(longer.reply().tokens()).isGreaterThan(3);
    }

    @Test
    void anEditedPromptIsABranchAndBothCanBeRead() {
        chat();
        send(PROMPT);
        send("x = 1");
        assertThat(prompts(1)).containsExactly(PROMPT, "x = 1");
        hand.click("#pane-1 .hb-chat-edit");
        assertThat(hand.text("#chat-composer")).isEqualTo(PROMPT);
        hand.untilReads("becomes a branch");
        hand.write("#chat-composer", "def g(y):");
        hand.press(KeyCode.ENTER);
        assertThat(prompts(1)).containsExactly("def g(y):");
        assertThat(prompts(2)).containsExactly("def g(y):");
        assertThat(replies(2)).hasSize(1);
        hand.untilReads("2 of 2");
        hand.click("#pane-2 .hb-branch-before");
        assertThat(prompts(1)).containsExactly(PROMPT, "x = 1");
        assertThat(replies(1)).hasSize(2);
        hand.press(KeyCode.ESCAPE);
    }

    @Test
    void aConversationSurvivesTheWindowAndIsFoundByItsWords() throws Exception {
        chat();
        send("x = largest");
        List<String> said = replies(1);
        hand.press(KeyCode.CONTROL, KeyCode.N);
        send("y = smallest");
        hand.close();
        hand = Hand.open(workspace, folder.resolve("config"));
        chat();
        assertThat(prompts(1)).as("the last one is open").containsExactly("y = smallest");
        hand.click("#chat-conversations-button");
        hand.untilReads("1 prompt");
        hand.write("#chat-search", "LARG");
        hand.until(
                "one is found",
                () ->
                        ((javafx.scene.control.ListView<?>)
                                                hand.window()
                                                        .stage()
                                                        .getScene()
                                                        .lookup("#chat-conversations"))
                                        .getItems()
                                        .size()
                                == 1);
        hand.click("#chat-conversations .list-cell");
        hand.settle();
        assertThat(prompts(1)).containsExactly("x = largest");
        assertThat(replies(1)).isEqualTo(said);
    }

    @Test
    void whatIsThrownAwayIsTakenBackAndANameCanBeGiven() {
        chat();
        send(PROMPT);
        hand.click("#chat-conversations-button");
        hand.click("#chat-conversations .list-cell");
        hand.press(KeyCode.F2);
        hand.write("#chat-name", "About f");
        hand.press(KeyCode.ENTER);
        hand.until("it is named", () -> kept().title().equals("About f"));
        hand.click("#chat-conversations .list-cell");
        hand.press(KeyCode.DELETE);
        hand.untilReads("Trash: 1");
        assertThat(chats().latest()).isEmpty();
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.until("it is back", () -> chats().latest().isPresent());
    }

    @Test
    void theExportsHoldPromptModelsSettingsAndReplies() throws Exception {
        chat();
        send(PROMPT);
        Conversation c = kept();
        ChatViewModel model =
                Hand.onFx(() -> new ChatViewModel(hand.desk(), new Trials(hand.desk())));
        Hand.onFx(
                () -> {
                    model.refresh();
                    return null;
                });
        hand.until("it is read", () -> model.state().get().conversation().id().equals(c.id()));
        Path markdown = folder.resolve("talk.md");
        Path rows = folder.resolve("talk.jsonl");
        Hand.onFx(
                () -> {
                    model.export(markdown);
                    model.export(rows);
                    return null;
                });
        hand.until("both are written", () -> Files.exists(markdown) && Files.exists(rows));
        hand.settle();
        TurnReply reply = c.turns().getFirst().replies().getFirst();
        assertThat(Files.readString(markdown))
                .contains(PROMPT, "### " + reply.author().words(), reply.text().strip())
                .contains("greedy, up to 128 tokens");
        assertThat(Files.readAllLines(rows))
                .hasSize(2)
                .allMatch(l -> l.contains("\"fingerprint\":\"") && l.contains("\"temperature\":0"));
    }

    @Test
    void aBlindVoteIsKeptAndThenTheNamesAreShown() {
        chat();
        hand.press(KeyCode.ESCAPE);
        hand.press(KeyCode.B);
        send(PROMPT);
        assertThat(words(1, ".hb-pane-name")).isEqualTo("Model 1");
        assertThat(hand.reads("kept")).isFalse();
        assertThat(hand.reads("tok/s")).isFalse();
        assertThat(words(1, ".hb-pane-tokens")).isEqualTo("hidden until you vote");
        hand.press(KeyCode.ESCAPE);
        hand.press(KeyCode.DIGIT2);
        hand.untilReads("You found");
        Vote vote = kept().votes().getFirst();
        String winner = vote.winner().map(Author::name).orElseThrow();
        assertThat(words(2, ".hb-pane-name")).isEqualTo(winner);
        assertThat(vote.contenders()).hasSize(2);
        hand.click("#chat-settings");
        hand.until("the votes are counted", () -> hand.reads("1 : 0") || hand.reads("0 : 1"));
        hand.write("#chat-composer", "x = 2");
        hand.press(KeyCode.ENTER);
        assertThat(words(1, ".hb-pane-name")).isEqualTo("Model 1");
        assertThat(prompts(1)).as("what would give it away is hidden").containsExactly("x = 2");
        hand.click("#chat-vote-0");
        hand.untilReads("You called it a tie");
        assertThat(kept().votes().getLast().winner()).isEmpty();
    }

    @Test
    void anExerciseIsPutToAllAndWhatTheyWriteIsRun() {
        chat();
        Hand.onFx(() -> hand.window().run("chat.exercise"));
        hand.until("both were run", 90, () -> hand.count(".hb-verdict") == 2);
        assertThat(kept().turns().getFirst().task()).isEqualTo("held-out/exercises/0");
        assertThat(kept().turns().getFirst().replies()).allMatch(r -> r.verdict().given());
        assertThat(hand.reads("\u2715 wrong") || hand.reads("\u2713 runs, passed")).isTrue();
    }

    @Test
    void aPromptOfTheListsIsPutIntoTheComposer() {
        chat();
        hand.clickText("The self-awareness prompt");
        assertThat(hand.text("#chat-composer")).startsWith("If I were an AI that had just");
        hand.click("#chat-prompts-button");
        hand.untilSees("#chat-prompts");
        hand.clickText("Textbook questions");
        hand.write("#chat-prompts-filter", "recursion");
        hand.press(KeyCode.ENTER);
        hand.until(
                "the question is in the composer",
                () -> hand.text("#chat-composer").startsWith("Explain recursion"));
        assertThat(hand.find("#chat-chat", javafx.scene.control.ToggleButton.class).isSelected())
                .isTrue();
    }

    @Test
    void inChatAModelHearsWhatWasSaidBefore() {
        chat();
        hand.press(KeyCode.ESCAPE);
        hand.press(KeyCode.F);
        hand.click("#chat-settings");
        hand.write("#chat-length", "5");
        hand.click("#chat-form-dialogue");
        send("hi");
        int first = kept().turns().getFirst().replies().getFirst().reply().promptTokens();
        send("hi");
        TurnReply second = kept().turns().getLast().replies().getFirst();
        assertThat(second.reply().promptTokens()).isGreaterThan(first);
        assertThat(second.sampling().stop()).contains("\nAlice:");
    }

    @Test
    void whatDoesNotFitIsSaidInThePane() {
        chat();
        send("word ".repeat(200));
        hand.untilReads("leaves no room in the context of 64");
        assertThat(hand.sees("#chat-send")).isTrue();
    }

    @Test
    void panesAreAddedChangedAndRemoved() {
        chat();
        Hand.onFx(
                () -> {
                    hand.desk().navigator().go(Place.HOME);
                    hand.desk().navigator().go(Place.CHAT, new Errand.Talk(List.of("kept")));
                    return null;
                });
        hand.settle();
        assertThat(hand.sees("#pane-2")).isFalse();
        assertThat(words(1, ".hb-pane-name")).isEqualTo("kept");
        hand.click("#chat-column");
        hand.clickText("all");
        assertThat(words(2, ".hb-pane-name")).isEqualTo("all");
        assertThat(hand.text("#chat-to")).isEqualTo("to all 2");
        hand.click("#pane-1 .hb-icon-button");
        hand.clickText("Remove column");
        assertThat(words(1, ".hb-pane-name")).isEqualTo("all");
        assertThat(hand.sees("#pane-2")).isFalse();
    }

    @Test
    void aRemoteModelStreamsIntoAPaneAndStopHaltsItAtOnce() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                asked.number() == 1
                                        ? new Answer.Streamed("an answer from elsewhere")
                                        : new Answer.Slow(
                                                "word ".repeat(2000), Duration.ofMillis(20)))) {
            hand.desk().files().key("loop", "sk-secret-1");
            Hand.onFx(
                    () -> {
                        hand.desk()
                                .settings(
                                        hand.desk()
                                                .settings()
                                                .get()
                                                .withEndpoints(
                                                        List.of(
                                                                new Settings.Endpoint(
                                                                        "loop",
                                                                        server.base(),
                                                                        "loop-1",
                                                                        -1,
                                                                        -1))));
                        return null;
                    });
            chat();
            hand.click("#chat-column");
            hand.clickText("loop");
            hand.untilReads("loop-1 at 127.0.0.1");
            send(PROMPT);
            assertThat(replies(3)).containsExactly("an answer from elsewhere");
            assertThat(words(3, ".hb-pane-tokens")).isEqualTo("10 tokens");
            assertThat(server.authorizations()).containsExactly("Bearer sk-secret-1");
            stopped();
        }
        assertThat(new String(Files.readAllBytes(workspace.resolve("hornbook.db"))))
                .doesNotContain("sk-secret-1");
        assertThat(new SettingsFile(folder.resolve("config")).read().endpoints()).hasSize(1);
    }

    private void stopped() throws Exception {
        Hand.onFx(
                () -> {
                    ((TextArea) hand.window().stage().getScene().lookup("#chat-composer"))
                            .setText("x = 1");
                    ((Button) hand.window().stage().getScene().lookup("#chat-send")).fire();
                    return null;
                });
        hand.until(
                "it writes",
                () -> {
                    List<String> now = replies(3);
                    return now.size() == 2 && now.getLast().startsWith("word word");
                });
        assertThat(hand.sees("#chat-stop")).isTrue();
        long start = System.nanoTime();
        Hand.onFx(
                () -> {
                    ((Button) hand.window().stage().getScene().lookup("#chat-stop")).fire();
                    return null;
                });
        hand.untilReads("stopped");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(1500);
        hand.settle();
        assertThat(hand.sees("#chat-send")).isTrue();
        assertThat(kept().turns().getLast().replies()).hasSize(3);
    }

    @Test
    void aModelOfAnAddedFolderCanBeChosen() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(workspace.resolve("checkpoints").resolve("all"), elsewhere);
        Files.writeString(
                workspace.resolve("models.json"),
                org.hornbook.store.Json.write(
                        List.of(Map.of("name", "old", "folder", elsewhere.toString()))));
        chat();
        send(PROMPT);
        assertThat(words(2, ".hb-pane-name")).isEqualTo("old");
        assertThat(replies(2)).hasSize(1);
    }

    @Test
    void textIsMarkedAndCopiedAndAReplyIsCopiedAsACommand() {
        chat();
        send(PROMPT);
        hand.click("#pane-1 .hb-prompt");
        hand.press(KeyCode.CONTROL, KeyCode.A);
        hand.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(hand.clipboard()).isEqualTo(PROMPT);
        String name = words(1, ".hb-pane-name");
        hand.click("#pane-1 .hb-icon-button");
        hand.clickText("Copy as command");
        assertThat(hand.clipboard())
                .startsWith("hornbook generate " + name + " --prompt '" + PROMPT + "'")
                .contains("--max-tokens 128 --temperature 0 --workspace");
        hand.click("#pane-1 .hb-icon-button");
        hand.clickText("Copy all");
        assertThat(hand.clipboard()).startsWith(PROMPT).hasSizeGreaterThan(PROMPT.length());
    }

    @Test
    void aReplyOfAModelThatWasReplacedSinceSaysSo() throws Exception {
        chat();
        send(PROMPT);
        int kept = words(1, ".hb-pane-name").equals("kept") ? 1 : 2;
        String before = words(kept, ".hb-pane-mark");
        Path checkpoints = workspace.resolve("checkpoints");
        for (String file : List.of("model.safetensors", "config.json")) {
            Path to = checkpoints.resolve("kept").resolve(file);
            Files.copy(
                    checkpoints.resolve("all").resolve(file),
                    to,
                    StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(to, FileTime.fromMillis(System.currentTimeMillis() + 5000));
        }
        hand.go(Place.HOME);
        chat();
        hand.untilReads("has been replaced since");
        assertThat(words(kept, ".hb-pane-mark")).isNotEqualTo(before);
        assertThat(hand.reads("Written by kept fp32 " + before)).isTrue();
    }

    @Test
    void aDamagedModelIsSaidInItsPaneAndTheOtherStillReplies() throws Exception {
        Files.writeString(
                workspace.resolve("checkpoints").resolve("all").resolve("config.json"), "{");
        chat();
        hand.untilReads("config.json");
        send(PROMPT);
        int kept = words(1, ".hb-pane-name").equals("kept") ? 1 : 2;
        assertThat(replies(kept)).hasSize(1);
        assertThat(replies(3 - kept)).isEmpty();
        hand.untilReads("try again");
    }

    @Test
    void aDroppedFileOfExercisesCanBeRunAndAnyOtherIsAPrompt() throws Exception {
        Path tasks = folder.resolve("mine.jsonl");
        Files.writeString(
                tasks,
                "{\"task_id\": \"m/1\", \"prompt\": \"def one():\", \"entry_point\": \"one\","
                        + " \"canonical_solution\": \"\", \"test\": \"def check(c):\\n    assert c() == 1\"}\n");
        Path text = folder.resolve("mine.txt");
        Files.writeString(text, "Once\n");
        List<Prompt> first = new ArrayList<>();
        PromptsViewModel prompts =
                Hand.onFx(() -> new PromptsViewModel(hand.desk(), new Trials(hand.desk())));
        for (Path file : List.of(tasks, text)) {
            Hand.onFx(
                    () -> {
                        prompts.add(file, first::add);
                        return null;
                    });
            hand.settle();
        }
        assertThat(first).extracting(Prompt::text).containsExactly("def one():", "Once");
        assertThat(first).extracting(Prompt::task).containsExactly("mine/m/1", "");
    }

    @Test
    void withoutAnyModelTheNextStepIsOffered() throws Exception {
        hand.close();
        hand = Hand.open(folder.resolve("Nothing"), folder.resolve("config"));
        hand.go(Place.CHAT);
        hand.untilReads("There is no model in this workspace yet");
        assertThat(hand.sees("#chat-none-train")).isTrue();
        assertThat(hand.sees("#chat-none-models")).isTrue();
    }
}
