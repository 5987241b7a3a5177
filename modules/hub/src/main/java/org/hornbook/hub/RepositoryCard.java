package org.hornbook.hub;

import java.util.List;

/// What the Hub says about a repository.
///
/// @param commit of the revision; empty in the results of a search
/// @param access who may download it
/// @param licence as the card names it, such as `mit`; empty if it names none
/// @param size in words, where it is given: `10K<n<100K` rows, or `1.42 B parameters`; else empty
/// @param changed the day of the last change, as ISO-8601; empty if not given
public record RepositoryCard(
        HubRepository repository,
        String commit,
        Access access,
        long downloads,
        long likes,
        String licence,
        String size,
        String changed,
        List<String> tags) {
    public RepositoryCard {
        tags = List.copyOf(tags);
    }

    /// Who may download a repository.
    public enum Access {
        OPEN,
        /// After its terms were accepted on its page.
        GATED,
        /// After its owner has agreed.
        GATED_BY_HAND,
        PRIVATE
    }
}
