package org.hornbook.hub;

import static org.hornbook.hub.HubException.Kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the API's JSON about a repository.
final class Cards {
    private Cards() {}

    static RepositoryCard of(HubRepository repository, JsonNode json) throws HubException {
        String commit = json.path("sha").asText();
        if (!HubRepository.isCommit(commit)) {
            throw new HubException(
                    Kind.NONSENSE,
                    "the answer about " + repository + " names no commit: is it a hub's address?");
        }
        return card(repository, commit, json);
    }

    /// Empty if it has no id.
    static Optional<RepositoryCard> hit(RepositoryKind kind, JsonNode json) {
        String id = json.path("id").asText(json.path("modelId").asText());
        try {
            return Optional.of(card(new HubRepository(kind, id, HubRepository.MAIN), "", json));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RepositoryCard card(HubRepository repository, String commit, JsonNode json) {
        List<String> tags = new ArrayList<>();
        json.path("tags").forEach(t -> tags.add(t.asText()));
        return new RepositoryCard(
                repository,
                commit,
                access(json),
                json.path("downloads").asLong(),
                json.path("likes").asLong(),
                licence(json.path("cardData").path("license"), tags),
                size(json, tags),
                json.path("lastModified").asText().replaceFirst("T.*$", ""),
                tags);
    }

    private static RepositoryCard.Access access(JsonNode json) {
        if (json.path("private").asBoolean()) {
            return RepositoryCard.Access.PRIVATE;
        }
        return switch (json.path("gated").asText()) {
            case "manual" -> RepositoryCard.Access.GATED_BY_HAND;
            case "auto", "true" -> RepositoryCard.Access.GATED;
            default -> RepositoryCard.Access.OPEN;
        };
    }

    private static String licence(JsonNode card, List<String> tags) {
        if (card.isTextual()) {
            return card.asText();
        }
        List<String> all = new ArrayList<>();
        card.forEach(l -> all.add(l.asText()));
        return all.isEmpty() ? tagged(tags, "license:") : String.join(", ", all);
    }

    private static String size(JsonNode json, List<String> tags) {
        long parameters = json.path("safetensors").path("total").asLong();
        if (parameters > 0) {
            return compact(parameters) + " parameters";
        }
        String rows = tagged(tags, "size_categories:");
        return rows.isEmpty() ? "" : rows + " rows";
    }

    private static String compact(double n) {
        String[] units = {"", " k", " M", " B", " T"};
        int unit = 0;
        while (n >= 999.5 && unit < units.length - 1) {
            n /= 1000;
            unit++;
        }
        String digits = unit == 0 || n >= 99.95 ? "%.0f" : n >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, n) + units[unit];
    }

    private static String tagged(List<String> tags, String prefix) {
        return tags.stream()
                .filter(t -> t.startsWith(prefix))
                .map(t -> t.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }
}
