package org.hornbook.chat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.StopReason;
import org.hornbook.job.Provenance;

/// Models and replies for tests.
final class Said {
    static final Author KEPT = new Author("kept", "fp32", "a91c4e" + "0".repeat(58), "");
    static final Author ALL = new Author("all", "fp32", "07fe21" + "0".repeat(58), "");
    static final Source KEPT_HERE = Source.checkpoint("kept");
    static final Source ALL_HERE = Source.checkpoint("all");
    static final Sampling DRAWN = new Sampling(64, 0.8, 0.95, 40, 7, List.of("\ndef "));

    private Said() {}

    static TurnReply by(Author author, String text) {
        return new TurnReply(
                Conversation.newId(),
                Source.checkpoint(author.name()),
                author,
                new Reply(text, 12, 34, 0.009, 612.5, StopReason.MAX_TOKENS),
                DRAWN,
                0,
                Verdict.NONE,
                Provenance.here(
                        Map.of("model", author.fingerprint()), Map.of("form", Form.COMPLETION), 7),
                Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    static Conversation begun() {
        return Conversation.with(List.of(KEPT_HERE, ALL_HERE)).with(DRAWN, false);
    }

    /// Both have replied to the last turn.
    static Conversation answered(Conversation asked, String kept, String all) {
        return asked.answered(asked.leaf(), by(KEPT, kept)).answered(asked.leaf(), by(ALL, all));
    }
}
