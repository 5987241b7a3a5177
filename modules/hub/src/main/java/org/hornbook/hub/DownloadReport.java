package org.hornbook.hub;

import java.util.List;

/// What a download brought.
///
/// @param revision as it was asked for, and the commit it meant
/// @param folder in which the files lie as they do in the repository
/// @param files their paths below the folder
/// @param bytes of all of them
/// @param fetched bytes that came over the network in the run that finished
/// @param reused files that were in the cache before
public record DownloadReport(
        String repository,
        RepositoryKind kind,
        String revision,
        String commit,
        String folder,
        List<String> files,
        long bytes,
        long fetched,
        int reused) {}
