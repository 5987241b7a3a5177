package org.hornbook.label;

import java.util.List;

/// What an import of labels did.
///
/// @param labels stored, those that replaced an equal one included
/// @param unknown rows whose document is not in the corpus
/// @param bad rows that are no label
/// @param rejected the first hundred of both: `file:row: reason`
public record LabelImportReport(
        String corpus,
        List<String> annotators,
        long labels,
        long unknown,
        long bad,
        List<String> rejected) {}
