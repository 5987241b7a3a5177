package org.hornbook.label;

import java.util.List;

/// What labelling by a language model gave.
///
/// @param labelled documents with a label by this annotator among those asked for
/// @param unparseable replies that were no opinion; they are kept
/// @param failed documents for which no reply came: `key: reason`
/// @param left documents not asked because the cap was reached
/// @param dollars spent as far as prices and usage are known
public record LlmReport(
        String annotator,
        long labelled,
        long unparseable,
        List<String> failed,
        long left,
        long promptTokens,
        long completionTokens,
        double dollars) {}
