package org.hornbook.app.view.chat;

import java.util.Locale;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Form;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.StopReason;

/// The figures of a conversation as a person reads them.
final class ChatWords {
    private ChatWords() {}

    /// `612 tok/s`, `24.6 tok/s`; empty if one token has no speed.
    static String speed(Reply reply) {
        double speed = reply.tokensPerSecond();
        return speed <= 0
                ? ""
                : Texts.of(
                        "chat.speed",
                        speed >= 100
                                ? Words.count(Math.round(speed))
                                : String.format(Locale.ROOT, "%.1f", speed));
    }

    /// `first after 9 ms`, or `9 ms` alone
    static String first(Reply reply, boolean brief) {
        double seconds = reply.secondsToFirst();
        if (seconds <= 0) {
            return "";
        }
        return brief ? brief(seconds) : Texts.of("chat.first", brief(seconds));
    }

    private static String brief(double seconds) {
        if (seconds < 0.0995) {
            return String.format(
                    Locale.ROOT, seconds < 0.00995 ? "%.1f ms" : "%.0f ms", seconds * 1000);
        }
        return String.format(Locale.ROOT, seconds < 9.95 ? "%.1f s" : "%.0f s", seconds);
    }

    /// `46 tokens`, or `46 tok`
    static String tokens(Reply reply, boolean brief) {
        if (brief && reply.tokens() > 0) {
            return Texts.of("chat.tokens.brief", Words.count(reply.tokens()));
        }
        return reply.tokens() == 0 && !reply.text().isEmpty()
                ? Texts.of("chat.tokens.unknown")
                : Texts.of("chat.tokens", Words.count(reply.tokens()), reply.tokens());
    }

    /// Why a reply ended; empty if the model ended it.
    static String stop(StopReason stop) {
        return switch (stop) {
            case END_OF_TEXT -> "";
            case STOPPED -> Texts.of("chat.stop.string");
            case MAX_TOKENS -> Texts.of("chat.stop.length");
            case CONTEXT_FULL -> Texts.of("chat.stop.context");
            case CANCELLED -> Texts.of("chat.stop.hand");
        };
    }

    /// The settings in one line.
    static String settings(Conversation c) {
        Sampling s = c.sampling();
        StringBuilder words = new StringBuilder();
        if (s.temperature() == 0) {
            words.append(Texts.of("chat.greedy"));
        } else {
            words.append(Texts.of("chat.temperature", number(s.temperature())));
            if (s.topP() < 1) {
                words.append(Texts.of("chat.sep")).append(Texts.of("chat.topp", number(s.topP())));
            }
            if (s.topK() > 0) {
                words.append(Texts.of("chat.sep")).append(Texts.of("chat.topk", s.topK()));
            }
            if (s.minP() > 0) {
                words.append(Texts.of("chat.sep")).append(Texts.of("chat.minp", number(s.minP())));
            }
            words.append(Texts.of("chat.sep"))
                    .append(Texts.of("chat.seed", String.valueOf(s.seed())));
        }
        if (s.repetitionPenalty() != 1) {
            words.append(Texts.of("chat.sep"))
                    .append(Texts.of("chat.penalty", number(s.repetitionPenalty())));
        }
        words.append(Texts.of("chat.sep"))
                .append(Texts.of("chat.upto", Words.count(s.maxTokens())));
        if (!s.stop().isEmpty()) {
            words.append(Texts.of("chat.sep")).append(Texts.of("chat.stops", s.stop().size()));
        }
        return words.append(Texts.of("chat.sep"))
                .append(Texts.of(c.together() ? "chat.together" : "chat.one"))
                .toString();
    }

    /// Without a needless `.0`.
    static String number(double value) {
        return value == Math.rint(value)
                ? String.valueOf(Math.round(value))
                : String.valueOf(value);
    }

    static String form(Form form) {
        return Texts.of("chat.form." + form.name().toLowerCase(Locale.ROOT));
    }
}
