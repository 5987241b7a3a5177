package org.hornbook.label;

import java.util.List;
import org.hornbook.infer.remote.Usage;

/// What labelling by a language model gave.
///
/// @param labelled documents with a label by this annotator among those asked for
/// @param unparseable replies that were no opinion; they are kept
/// @param refused replies in which the model would not answer; they are kept
/// @param failed documents for which no reply came: `key: reason`
/// @param left documents not asked because the cap was reached
/// @param cached documents answered from what the same question had been answered before, for
///   nothing
/// @param dollars spent as far as prices and usage are known, with what was lost
/// @param lost requests that were sent and whose reply was lost: they may have been charged
/// @param lostDollars their estimate, part of `dollars`
/// @param guessed replies whose usage the server did not say: it was counted here
/// @param estimated what it was expected to take at most
/// @param estimatedDollars likewise; 0 where no price is known
public record LlmReport(
        String annotator,
        long labelled,
        long unparseable,
        long refused,
        List<String> failed,
        long left,
        long cached,
        long promptTokens,
        long completionTokens,
        double dollars,
        long lost,
        double lostDollars,
        long guessed,
        Usage estimated,
        double estimatedDollars) {}
