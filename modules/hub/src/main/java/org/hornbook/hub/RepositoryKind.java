package org.hornbook.hub;

/// Which sort of repository, and how the Hub writes it.
public enum RepositoryKind {
    MODEL("models", ""),
    DATASET("datasets", "datasets/");

    private final String plural;
    private final String prefix;

    RepositoryKind(String plural, String prefix) {
        this.plural = plural;
        this.prefix = prefix;
    }

    /// `models` or `datasets`: in the API's addresses and in the cache's folder names.
    public String plural() {
        return plural;
    }

    /// What stands before the id in the address of a page or a file.
    public String prefix() {
        return prefix;
    }

    /// `model` or `dataset`.
    public String word() {
        return plural.substring(0, plural.length() - 1);
    }
}
