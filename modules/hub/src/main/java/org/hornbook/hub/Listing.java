package org.hornbook.hub;

import java.util.List;

/// The files of a repository at one commit.
///
/// @param commit what the revision means now: 40 hexadecimal digits
public record Listing(HubRepository repository, String commit, List<HubFile> files) {
    public Listing {
        files = List.copyOf(files);
    }

    public long bytes() {
        return files.stream().mapToLong(HubFile::size).sum();
    }
}
