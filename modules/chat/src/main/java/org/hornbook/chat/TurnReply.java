package org.hornbook.chat;

import java.time.Instant;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.job.Provenance;

/// What a model said to one turn, and how it came about.
///
/// @param id unique
/// @param sampling with the seed and all stop strings that held
/// @param begun how many characters of the text were there before, if a reply was continued
public record TurnReply(
        String id,
        Source source,
        Author author,
        Reply reply,
        Sampling sampling,
        int begun,
        Verdict verdict,
        Provenance provenance,
        Instant at) {
    public String text() {
        return reply.text();
    }

    TurnReply judged(Verdict next) {
        return new TurnReply(id, source, author, reply, sampling, begun, next, provenance, at);
    }
}
