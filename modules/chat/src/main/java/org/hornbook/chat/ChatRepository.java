package org.hornbook.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.StopReason;
import org.hornbook.job.Provenance;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;

/// Conversations with their turns, replies and votes.
public final class ChatRepository {
    private final Database database;

    public ChatRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return Migrations.beside(ChatRepository.class, "chat", 1);
    }

    /// Keeps a conversation as it is now; what is already kept of it is only written where it
    /// changed. One that was thrown away stays so.
    public void save(Conversation c) {
        database.write(
                t -> {
                    head(t.connection(), c);
                    for (int i = 0; i < c.turns().size(); i++) {
                        turn(t.connection(), c.id(), i, c.turns().get(i));
                    }
                    for (Vote vote : c.votes()) {
                        vote(t.connection(), c.id(), vote);
                    }
                    return null;
                });
    }

    private static void head(Connection connection, Conversation c) throws SQLException {
        String sql =
                "INSERT INTO chat_conversation VALUES(?,?,?,?,?,?,?,?,?,?,NULL) ON CONFLICT(id) DO UPDATE SET"
                        + " title = excluded.title, name = excluded.name, form = excluded.form,"
                        + " sampling = excluded.sampling, together = excluded.together,"
                        + " sources = excluded.sources, leaf = excluded.leaf, changed = excluded.changed";
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            s.setString(1, c.id());
            s.setString(2, c.title());
            s.setString(3, c.name());
            s.setString(4, c.form().name());
            s.setString(5, Json.write(c.sampling()));
            s.setBoolean(6, c.together());
            s.setString(7, Json.write(c.sources()));
            s.setString(8, c.leaf());
            s.setString(9, c.created().toString());
            s.setString(10, Instant.now().toString());
            s.executeUpdate();
        }
    }

    private static void turn(Connection connection, String conversation, int place, Turn turn)
            throws SQLException {
        String sql =
                "INSERT INTO chat_turn VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET chosen = excluded.chosen"
                        + " WHERE chosen <> excluded.chosen";
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            s.setString(1, turn.id());
            s.setString(2, conversation);
            s.setString(3, turn.parent());
            s.setInt(4, place);
            s.setString(5, turn.prompt());
            s.setString(6, turn.form().name());
            s.setString(7, turn.task());
            s.setString(8, Json.write(turn.chosen()));
            s.setString(9, turn.at().toString());
            s.executeUpdate();
        }
        for (int i = 0; i < turn.replies().size(); i++) {
            reply(connection, turn.id(), i, turn.replies().get(i));
        }
    }

    private static void reply(Connection connection, String turn, int place, TurnReply r)
            throws SQLException {
        String sql =
                "INSERT INTO chat_reply VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
                        + " verdict = excluded.verdict, why = excluded.why"
                        + " WHERE verdict <> excluded.verdict OR why <> excluded.why";
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            s.setString(1, r.id());
            s.setString(2, turn);
            s.setInt(3, place);
            s.setString(4, Json.write(r.source()));
            s.setString(5, Json.write(r.author()));
            s.setString(6, r.author().fingerprint());
            s.setString(7, r.reply().text());
            s.setInt(8, r.reply().promptTokens());
            s.setInt(9, r.reply().tokens());
            s.setDouble(10, r.reply().secondsToFirst());
            s.setDouble(11, r.reply().tokensPerSecond());
            s.setString(12, r.reply().stop().name());
            s.setString(13, Json.write(r.sampling()));
            s.setLong(14, r.sampling().seed());
            s.setInt(15, r.begun());
            s.setString(16, r.verdict().outcome());
            s.setString(17, r.verdict().why());
            s.setString(18, Json.write(r.provenance()));
            s.setString(19, r.at().toString());
            s.executeUpdate();
        }
    }

    private static void vote(Connection connection, String conversation, Vote vote)
            throws SQLException {
        String sql =
                "INSERT INTO chat_vote VALUES(?,?,?,?,?,?) ON CONFLICT(turn_id) DO UPDATE SET id = excluded.id,"
                        + " contenders = excluded.contenders, better = excluded.better, at = excluded.at"
                        + " WHERE chat_vote.id <> excluded.id";
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            s.setString(1, vote.id());
            s.setString(2, conversation);
            s.setString(3, vote.turn());
            s.setString(4, Json.write(vote.contenders()));
            s.setString(5, vote.better());
            s.setString(6, vote.at().toString());
            s.executeUpdate();
        }
    }

    /// A conversation with everything in it.
    public Optional<Conversation> find(String id) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement("SELECT * FROM chat_conversation WHERE id = ?")) {
                        s.setString(1, id);
                        try (ResultSet row = s.executeQuery()) {
                            return row.next()
                                    ? Optional.of(conversation(row, turns(c, id), votes(c, id)))
                                    : Optional.empty();
                        }
                    }
                });
    }

    /// The conversation that was changed last, if any is kept.
    public Optional<Conversation> latest() {
        return summaries("", false, 1).stream().findFirst().flatMap(s -> find(s.id()));
    }

    private static Conversation conversation(ResultSet row, List<Turn> turns, List<Vote> votes)
            throws SQLException {
        return new Conversation(
                row.getString("id"),
                row.getString("title"),
                Form.valueOf(row.getString("form")),
                Json.read(row.getString("sampling"), Sampling.class),
                row.getBoolean("together"),
                list(row.getString("sources"), new TypeReference<List<Source>>() {}),
                turns,
                row.getString("leaf"),
                votes,
                Instant.parse(row.getString("created")));
    }

    private static List<Turn> turns(Connection c, String conversation) throws SQLException {
        Map<String, List<TurnReply>> replies = replies(c, conversation);
        List<Turn> turns = new ArrayList<>();
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT * FROM chat_turn WHERE conversation_id = ? ORDER BY place")) {
            s.setString(1, conversation);
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    turns.add(
                            new Turn(
                                    row.getString("id"),
                                    row.getString("parent"),
                                    row.getString("prompt"),
                                    Form.valueOf(row.getString("form")),
                                    row.getString("task"),
                                    Instant.parse(row.getString("at")),
                                    replies.getOrDefault(row.getString("id"), List.of()),
                                    list(
                                            row.getString("chosen"),
                                            new TypeReference<Map<String, String>>() {})));
                }
            }
        }
        return turns;
    }

    private static Map<String, List<TurnReply>> replies(Connection c, String conversation)
            throws SQLException {
        Map<String, List<TurnReply>> replies = new LinkedHashMap<>();
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT r.* FROM chat_reply r JOIN chat_turn t ON t.id = turn_id"
                                + " WHERE conversation_id = ? ORDER BY r.place")) {
            s.setString(1, conversation);
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    replies.computeIfAbsent(row.getString("turn_id"), k -> new ArrayList<>())
                            .add(reply(row));
                }
            }
        }
        return replies;
    }

    private static TurnReply reply(ResultSet row) throws SQLException {
        return new TurnReply(
                row.getString("id"),
                Json.read(row.getString("source"), Source.class),
                Json.read(row.getString("author"), Author.class),
                new Reply(
                        row.getString("text"),
                        row.getInt("prompt_tokens"),
                        row.getInt("tokens"),
                        row.getDouble("seconds_to_first"),
                        row.getDouble("tokens_per_second"),
                        StopReason.valueOf(row.getString("stop"))),
                Json.read(row.getString("sampling"), Sampling.class),
                row.getInt("begun"),
                new Verdict(row.getString("verdict"), row.getString("why")),
                Json.read(row.getString("provenance"), Provenance.class),
                Instant.parse(row.getString("at")));
    }

    private static List<Vote> votes(Connection c, String conversation) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT * FROM chat_vote WHERE conversation_id = ? ORDER BY at, id")) {
            s.setString(1, conversation);
            return votes(s);
        }
    }

    private static List<Vote> votes(PreparedStatement s) throws SQLException {
        List<Vote> votes = new ArrayList<>();
        try (ResultSet row = s.executeQuery()) {
            while (row.next()) {
                votes.add(
                        new Vote(
                                row.getString("id"),
                                row.getString("turn_id"),
                                list(
                                        row.getString("contenders"),
                                        new TypeReference<List<Vote.Contender>>() {}),
                                row.getString("better"),
                                Instant.parse(row.getString("at"))));
            }
        }
        return votes;
    }

    /// Every vote of the workspace, those of thrown-away conversations too: they were given.
    public List<Vote> votes() {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement("SELECT * FROM chat_vote ORDER BY at, id")) {
                        return votes(s);
                    }
                });
    }

    /// A conversation in a list.
    ///
    /// @param turns how many prompts it holds, all branches together
    /// @param found where the words that were searched for stand; empty without a search
    public record Summary(String id, String name, Instant changed, int turns, String found) {}

    /// The conversations that hold every word of `search` in their name, a prompt or a reply, the
    /// last changed first; upper and lower case of ASCII letters are the same.
    public List<Summary> summaries(String search, boolean trashed, int limit) {
        List<String> words = search.isBlank() ? List.of() : List.of(search.strip().split("\\s+"));
        StringBuilder sql =
                new StringBuilder(
                        "SELECT id, name, changed, (SELECT count(*) FROM chat_turn WHERE conversation_id = c.id)"
                                + " FROM chat_conversation c WHERE trashed IS "
                                + (trashed ? "NOT NULL" : "NULL"));
        words.forEach(
                w ->
                        sql.append(
                                " AND (name LIKE ? ESCAPE '\\' OR EXISTS(SELECT 1 FROM chat_turn t WHERE"
                                        + " t.conversation_id = c.id AND (t.prompt LIKE ? ESCAPE '\\' OR EXISTS("
                                        + "SELECT 1 FROM chat_reply r WHERE r.turn_id = t.id AND r.text LIKE ?"
                                        + " ESCAPE '\\'))))"));
        sql.append(" ORDER BY changed DESC LIMIT ?");
        return database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql.toString())) {
                        int at = 1;
                        for (String word : words) {
                            for (int i = 0; i < 3; i++) {
                                s.setString(at++, like(word));
                            }
                        }
                        s.setInt(at, limit);
                        List<Summary> found = new ArrayList<>();
                        try (ResultSet row = s.executeQuery()) {
                            while (row.next()) {
                                found.add(
                                        new Summary(
                                                row.getString(1),
                                                row.getString(2),
                                                Instant.parse(row.getString(3)),
                                                row.getInt(4),
                                                words.isEmpty()
                                                        ? ""
                                                        : found(
                                                                c,
                                                                row.getString(1),
                                                                words.getFirst())));
                            }
                        }
                        return found;
                    }
                });
    }

    private static String found(Connection c, String conversation, String word)
            throws SQLException {
        String sql =
                "SELECT t.prompt FROM chat_turn t WHERE t.conversation_id = ?1 AND t.prompt LIKE ?2 ESCAPE '\\'"
                        + " UNION ALL SELECT r.text FROM chat_reply r JOIN chat_turn t ON t.id = r.turn_id"
                        + " WHERE t.conversation_id = ?1 AND r.text LIKE ?2 ESCAPE '\\' LIMIT 1";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, conversation);
            s.setString(2, like(word));
            try (ResultSet row = s.executeQuery()) {
                return row.next() ? Found.around(row.getString(1), word) : "";
            }
        }
    }

    private static String like(String word) {
        return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /// How many conversations lie in the trash.
    public int trashed() {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                                    c.prepareStatement(
                                            "SELECT count(*) FROM chat_conversation WHERE trashed IS NOT NULL");
                            ResultSet row = s.executeQuery()) {
                        return row.next() ? row.getInt(1) : 0;
                    }
                });
    }

    /// Gives a conversation another name.
    public void rename(String id, String title) {
        update(
                "UPDATE chat_conversation SET title = ?, name = ? WHERE id = ?",
                title.strip(),
                title.strip(),
                id);
    }

    /// Throws a conversation away; `restore` takes it back.
    public void trash(String id) {
        update(
                "UPDATE chat_conversation SET trashed = ? WHERE id = ?",
                Instant.now().toString(),
                id);
    }

    public void restore(String id) {
        update("UPDATE chat_conversation SET trashed = NULL WHERE id = ?", id);
    }

    /// Deletes a conversation for good, its votes too.
    public void delete(String id) {
        update("DELETE FROM chat_conversation WHERE id = ?", id);
    }

    private void update(String sql, String... values) {
        database.write(
                t -> {
                    try (PreparedStatement s = t.connection().prepareStatement(sql)) {
                        for (int i = 0; i < values.length; i++) {
                            s.setString(i + 1, values[i]);
                        }
                        return s.executeUpdate();
                    }
                });
    }

    private static <T> T list(String json, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new StoreException("a conversation is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
