package org.hornbook.corpus;

import java.util.List;
import org.hornbook.job.Provenance;

/// What was written, kept beside it as `<file>.manifest.json`.
///
/// @param format such as `PARQUET`
/// @param source the corpus or kept set, with the query in words
/// @param of the corpus or kept set
/// @param query in its text form; empty for all
/// @param columns in their order; for JSON Lines the metadata that was asked for by name
/// @param characters of all texts, in UTF-16 code units
/// @param sha256 of the file
public record ExportReport(
        String file,
        String format,
        String source,
        String of,
        String query,
        List<String> columns,
        long documents,
        long characters,
        long bytes,
        String sha256,
        Provenance provenance) {}
