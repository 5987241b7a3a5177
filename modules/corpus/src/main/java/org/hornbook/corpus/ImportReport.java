package org.hornbook.corpus;

import java.util.List;
import java.util.SortedMap;

/// What an import did.
///
/// @param documents in the corpus now
/// @param added by this import
/// @param known rows and files that had been imported before
/// @param duplicates with the very text of another document; not added
/// @param bytes of the added texts in UTF-8
/// @param skipped files left out, by reason
/// @param badRows rows that could not be read
/// @param rejected the first hundred of them: `file:row: reason`
public record ImportReport(
        String corpus,
        long documents,
        long added,
        long known,
        long duplicates,
        long bytes,
        SortedMap<String, Long> skipped,
        long badRows,
        List<String> rejected) {}
