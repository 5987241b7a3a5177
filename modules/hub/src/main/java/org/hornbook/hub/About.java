package org.hornbook.hub;

/// What a request is about, for the sentence that tells of its failure.
///
/// @param path of a file; empty if the repository itself is asked for
record About(HubRepository repository, String path) {
    static final About SEARCH = new About(null, "");

    static About of(HubRepository repository) {
        return new About(repository, "");
    }

    boolean search() {
        return repository == null;
    }

    String words() {
        return search()
                ? "the search"
                : path.isEmpty() ? repository.toString() : path + " of " + repository;
    }
}
