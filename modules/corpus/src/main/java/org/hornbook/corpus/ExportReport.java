package org.hornbook.corpus;

import org.hornbook.job.Provenance;

/// What was written, kept beside it as `<file>.manifest.json`.
///
/// @param sha256 of the file
public record ExportReport(
        String file,
        String source,
        long documents,
        long bytes,
        String sha256,
        Provenance provenance) {}
