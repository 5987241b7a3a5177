package org.hornbook.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatRepositoryTest {
    @TempDir Path folder;
    private Database database;
    private ChatRepository chats;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        folder.resolve("hornbook.db"),
                        Access.WRITE,
                        List.of(ChatRepository.migrations()));
        chats = new ChatRepository(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Conversation full() {
        Conversation c =
                Said.answered(
                        Said.begun().asked("def largest_even(sizes):", "held-out/3"), "x", "y");
        TurnReply better = c.turns().getFirst().replies().getFirst();
        Conversation judged =
                c.judged(c.leaf(), better.id(), new Verdict("failed", "AssertionError"))
                        .voted(vote(c, better.id()));
        return judged.edited(judged.leaf(), "def smallest_odd(sizes):")
                .in(Form.DIALOGUE)
                .titled("Sizes");
    }

    private static Vote vote(Conversation c, String better) {
        return new Vote(
                Conversation.newId(),
                c.leaf(),
                c.turn(c.leaf()).orElseThrow().replies().stream()
                        .map(r -> new Vote.Contender(r.id(), r.author()))
                        .toList(),
                better,
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void aConversationIsReadAsItWasKept() {
        Conversation c = full();
        chats.save(c);
        assertThat(chats.find(c.id())).contains(c);
        assertThat(chats.latest()).contains(c);
    }

    @Test
    void whatCameLaterIsAddedAndWhatChangedIsChanged() {
        Conversation c = full();
        chats.save(c);
        Conversation more =
                Said.answered(c, "p", "q")
                        .judged(
                                c.turns().getFirst().id(),
                                c.turns().getFirst().replies().getLast().id(),
                                new Verdict("passed", ""))
                        .versioned(c.leaf(), Said.KEPT_HERE.key(), 0)
                        .asked("more", "");
        chats.save(more);
        chats.save(more);
        assertThat(chats.find(c.id())).contains(more);
    }

    @Test
    void everyWordIsLookedForInNamePromptsAndReplies() {
        chats.save(full());
        Conversation other =
                Said.answered(Said.begun().asked("Why 100%_sure?", ""), "Because of it", "no");
        chats.save(other);
        assertThat(names("LARGEST sizes")).containsExactly("Sizes");
        assertThat(names("because")).containsExactly("Why 100%_sure?");
        assertThat(names("100%_s")).containsExactly("Why 100%_sure?");
        assertThat(names("%%")).isEmpty();
        assertThat(names("largest because")).isEmpty();
        assertThat(chats.summaries("because", false, 9).getFirst().found())
                .isEqualTo("Because of it");
        assertThat(names("")).containsExactly("Why 100%_sure?", "Sizes");
    }

    private List<String> names(String search) {
        return chats.summaries(search, false, 9).stream()
                .map(ChatRepository.Summary::name)
                .toList();
    }

    @Test
    void whatIsThrownAwayCanBeTakenBackAndStaysThrownAwayWhenKeptAgain() {
        Conversation c = full();
        chats.save(c);
        chats.trash(c.id());
        assertThat(names("")).isEmpty();
        assertThat(chats.trashed()).isEqualTo(1);
        chats.save(c.asked("a late reply", ""));
        assertThat(names("")).isEmpty();
        chats.restore(c.id());
        assertThat(names("")).containsExactly("Sizes");
    }

    @Test
    void deletedForGoodNothingIsLeft() {
        Conversation c = full();
        chats.save(c);
        chats.delete(c.id());
        assertThat(chats.find(c.id())).isEmpty();
        assertThat(chats.votes()).isEmpty();
    }

    @Test
    void votesAreKeptAndCounted() {
        Conversation c = full();
        chats.save(c);
        Tally tally = Tally.of(chats.votes());
        assertThat(tally.pairs()).hasSize(1);
        Tally.Pair pair = tally.pairs().getFirst();
        assertThat(pair.one()).isEqualTo(Said.ALL);
        assertThat(List.of(pair.ones(), pair.others(), pair.ties())).containsExactly(0, 1, 0);
    }

    @Test
    void aVoteAmongThreeCountsForThePairsOfTheWinnerOnly() {
        Author third = new Author("third", "", "", "m at host");
        List<Vote.Contender> all =
                List.of(
                        new Vote.Contender("1", Said.KEPT),
                        new Vote.Contender("2", Said.ALL),
                        new Vote.Contender("3", third));
        Tally tally =
                Tally.of(
                        List.of(
                                new Vote("a", "t", all, "1", Instant.now()),
                                new Vote("b", "u", all, "", Instant.now())));
        assertThat(tally.pairs()).extracting(Tally.Pair::ties).containsExactly(1, 1, 1);
        assertThat(tally.pairs()).extracting(Tally.Pair::votes).containsExactly(2, 2, 1);
    }
}
