package org.hornbook.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.StopReason;
import org.hornbook.store.Json;

/// A conversation as a file for others. Markdown is for reading, and holds the path that is shown;
/// JSON Lines is for programs, and holds every branch and version: one row for each reply, then one
/// for each vote.
public final class ConversationFile {
    private ConversationFile() {}

    /// Writes `content` to `file` whole or not at all.
    public static void write(Path file, String content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(next, content);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The shown path, with who said what under which settings.
    public static String markdown(Conversation conversation) {
        StringBuilder out = new StringBuilder();
        String name = conversation.name().isEmpty() ? "Conversation" : conversation.name();
        out.append("# ").append(name.replaceAll("\\s+", " ")).append("\n\n");
        out.append("- begun: ").append(conversation.created()).append('\n');
        out.append("- settings: ").append(words(conversation.sampling())).append('\n');
        int number = 0;
        for (Turn turn : conversation.path()) {
            number++;
            out.append("\n## Prompt ").append(number).append(", ").append(word(turn.form()));
            if (!turn.task().isEmpty()) {
                out.append(" (").append(turn.task()).append(')');
            }
            out.append("\n\n").append(fenced(turn.prompt())).append('\n');
            turn.replies().stream()
                    .filter(r -> turn.shown(r.source().key()).filter(r::equals).isPresent())
                    .forEach(r -> reply(out, r));
            conversation.vote(turn.id()).ifPresent(v -> vote(out, v));
        }
        return out.toString();
    }

    private static void reply(StringBuilder out, TurnReply r) {
        Reply reply = r.reply();
        out.append("\n### ").append(r.author().words()).append("\n\n");
        out.append(fenced(reply.text())).append("\n\n");
        out.append(reply.tokens()).append(" tokens");
        if (reply.tokensPerSecond() > 0) {
            out.append(String.format(Locale.ROOT, ", %.1f a second", reply.tokensPerSecond()));
        }
        out.append(String.format(Locale.ROOT, ", first after %.3f s", reply.secondsToFirst()));
        out.append("; ended by ").append(word(reply.stop()));
        out.append("; ").append(words(r.sampling()));
        if (r.verdict().given()) {
            out.append("; run: ").append(r.verdict().outcome());
            if (!r.verdict().why().isEmpty()) {
                out.append(" (").append(r.verdict().why().replaceAll("\\s+", " ")).append(')');
            }
        }
        out.append("\n");
        if (!r.author().fingerprint().isEmpty()) {
            out.append("\nSHA-256 of the model: `").append(r.author().fingerprint()).append("`\n");
        }
    }

    private static void vote(StringBuilder out, Vote vote) {
        out.append("\nVoted without knowing the names: ")
                .append(vote.winner().map(w -> w.words() + " is better").orElse("a tie"))
                .append(".\n");
    }

    /// Every reply with all that led to it; a turn without replies has a row of its own.
    public static String jsonLines(Conversation conversation) {
        StringBuilder out = new StringBuilder();
        for (Turn turn : conversation.turns()) {
            if (turn.replies().isEmpty()) {
                out.append(Json.write(row(conversation, turn))).append('\n');
            }
            for (TurnReply reply : turn.replies()) {
                out.append(Json.write(row(conversation, turn, reply))).append('\n');
            }
        }
        for (Vote vote : conversation.votes()) {
            ObjectNode row = Json.mapper().createObjectNode();
            row.put("type", "vote").put("conversation", conversation.id());
            row.put("turn", vote.turn()).put("better", vote.better());
            row.set("contenders", Json.tree(vote.contenders()));
            row.put("at", vote.at().toString());
            out.append(Json.write(row)).append('\n');
        }
        return out.toString();
    }

    private static ObjectNode row(Conversation conversation, Turn turn) {
        ObjectNode row = Json.mapper().createObjectNode();
        row.put("type", "reply").put("conversation", conversation.id());
        row.put("title", conversation.name());
        row.put("form", word(turn.form()));
        row.put("turn", turn.id()).put("parent", turn.parent());
        row.put("prompt", turn.prompt()).put("task", turn.task());
        return row;
    }

    private static ObjectNode row(Conversation conversation, Turn turn, TurnReply r) {
        ObjectNode row = row(conversation, turn);
        row.put("reply", r.id());
        row.put(
                "shown",
                turn.shown(r.source().key()).filter(r::equals).isPresent()
                        && conversation.path().contains(turn));
        row.put("model", r.author().name()).put("precision", r.author().precision());
        row.put("fingerprint", r.author().fingerprint()).put("server", r.author().server());
        row.put("text", r.text());
        row.put("prompt_tokens", r.reply().promptTokens()).put("tokens", r.reply().tokens());
        row.put("seconds_to_first", r.reply().secondsToFirst());
        row.put("tokens_per_second", r.reply().tokensPerSecond());
        row.put("stop", r.reply().stop().name().toLowerCase(Locale.ROOT));
        row.set("sampling", Json.tree(r.sampling()));
        row.put("continued_from", r.begun());
        row.put("run", r.verdict().outcome()).put("run_why", r.verdict().why());
        row.set("provenance", Json.tree(r.provenance()));
        row.put("at", r.at().toString());
        return row;
    }

    /// `greedy, up to 128 tokens`
    static String words(Sampling s) {
        StringBuilder words = new StringBuilder();
        if (s.temperature() == 0) {
            words.append("greedy");
        } else {
            words.append("temperature ").append(s.temperature());
            words.append(", top-p ").append(s.topP());
            if (s.topK() > 0) {
                words.append(", top-k ").append(s.topK());
            }
            if (s.minP() > 0) {
                words.append(", min-p ").append(s.minP());
            }
            words.append(", seed ").append(s.seed());
        }
        if (s.repetitionPenalty() != 1) {
            words.append(", repetition penalty ").append(s.repetitionPenalty());
        }
        words.append(", up to ").append(s.maxTokens()).append(" tokens");
        if (!s.stop().isEmpty()) {
            words.append(", stop at ").append(Json.write(s.stop()));
        }
        return words.toString();
    }

    private static String word(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    private static String word(StopReason stop) {
        return switch (stop) {
            case END_OF_TEXT -> "the model";
            case STOPPED -> "a stop string";
            case MAX_TOKENS -> "the length";
            case CONTEXT_FULL -> "the full context";
            case CANCELLED -> "hand";
        };
    }

    /// In a fence longer than any inside.
    private static String fenced(String text) {
        int longest =
                text.lines()
                        .map(String::strip)
                        .mapToInt(l -> l.length() - l.replaceFirst("^`+", "").length())
                        .max()
                        .orElse(0);
        String fence = "`".repeat(Math.max(3, longest + 1));
        return fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence;
    }
}
