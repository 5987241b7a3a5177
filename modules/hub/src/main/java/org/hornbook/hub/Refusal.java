package org.hornbook.hub;

import static org.hornbook.hub.HubException.Kind;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.store.Json;

/// A status that is no success, in plain words. The Hub names the reason in `X-Error-Code`; without
/// it a 401 may mean missing, private or gated, and the sentence says so.
record Refusal(HubSettings settings, About about, int status, HttpHeaders headers, String body) {
    private static final int LONGEST = 200;
    private static final Pattern RESET = Pattern.compile("(?:^|[;,\\s])t=(\\d{1,6})");

    HubException exception() {
        String code = headers.firstValue("X-Error-Code").orElse("");
        return switch (code) {
            case "GatedRepo" -> of(Kind.GATED, gated());
            case "RevisionNotFound" -> of(Kind.NO_REVISION, noRevision());
            case "EntryNotFound" ->
                    of(Kind.NO_FILE, "there is no " + about.words() + " at the Hub");
            case "RepoNotFound" -> of(Kind.NO_REPOSITORY, noRepository());
            default -> byStatus();
        };
    }

    private HubException byStatus() {
        if (said().contains("Access to this resource is disabled")) {
            return of(Kind.DISABLED, about.words() + " was closed by its owner or by the Hub");
        }
        return switch (status) {
            case 401 ->
                    settings.token().isPresent()
                            ? of(
                                    Kind.BAD_TOKEN,
                                    host()
                                            + " does not accept the token (401): it may have expired; make a new"
                                            + " one at "
                                            + settings.endpoint()
                                            + "/settings/tokens")
                            : of(
                                    Kind.NEEDS_TOKEN,
                                    host()
                                            + " shows "
                                            + about.words()
                                            + " only with a token (401): there is no such repository, or it is"
                                            + " private or gated; set HF_TOKEN, or a token in the settings");
            case 403 ->
                    of(
                            Kind.NO_PERMISSION,
                            settings.token().isPresent()
                                    ? "the token may not read "
                                            + about.words()
                                            + " (403)"
                                            + reason()
                                    : host() + " refuses " + about.words() + " (403)" + reason());
            case 404 -> missing();
            case 408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529 ->
                    new HubException(
                            Kind.SERVER,
                            host()
                                    + " has trouble ("
                                    + status
                                    + ")"
                                    + reason()
                                    + ": try again later",
                            waiting(),
                            null);
            case 416 ->
                    of(Kind.CHANGED, host() + " has no such part of " + about.words() + " (416)");
            case 429 -> limited();
            default ->
                    of(
                            Kind.NONSENSE,
                            host()
                                    + " answered "
                                    + about.words()
                                    + " with status "
                                    + status
                                    + reason());
        };
    }

    private HubException missing() {
        if (about.search()) {
            return of(
                    Kind.NONSENSE, host() + " knows no search (404): is it the address of a hub?");
        }
        return about.path().isEmpty()
                ? of(Kind.NO_REPOSITORY, noRepository())
                : of(Kind.NO_FILE, "there is no " + about.words() + " at the Hub");
    }

    private HubException limited() {
        Optional<Duration> wait = waiting();
        return new HubException(
                Kind.RATE_LIMITED,
                host()
                        + " asks to slow down (429)"
                        + wait.map(w -> ": try again in " + w.toSeconds() + " s").orElse("")
                        + (settings.token().isPresent()
                                ? ""
                                : "; with a token more requests are allowed"),
                wait,
                null);
    }

    private String gated() {
        String page =
                settings.endpoint()
                        + "/"
                        + about.repository().kind().prefix()
                        + about.repository().id();
        return about.repository()
                + " is gated: accept its terms at "
                + page
                + (settings.token().isPresent()
                        ? " with the account of the token"
                        : ", then set HF_TOKEN, or a token in the settings");
    }

    private String noRevision() {
        return about.repository().kind().word()
                + " "
                + about.repository().id()
                + " has no revision "
                + about.repository().revision()
                + (about.repository().revision().equals(HubRepository.CONVERTED)
                        ? ": the Hub has made no Parquet of it"
                        : "");
    }

    private String noRepository() {
        HubRepository r = about.repository();
        String other = r.kind() == RepositoryKind.MODEL ? "a dataset" : "a model";
        return "there is no "
                + r.kind().word()
                + " "
                + r.id()
                + " at "
                + host()
                + (settings.token().isPresent()
                        ? ", or the token may not read it"
                        : ", or it is private and needs a token")
                + "; perhaps it is "
                + other;
    }

    private HubException of(Kind kind, String words) {
        return new HubException(kind, words);
    }

    private String host() {
        return settings.endpoint().getAuthority();
    }

    /// `Retry-After` as seconds or a date, or the Hub's own `RateLimit: "api";r=0;t=55`.
    Optional<Duration> waiting() {
        Optional<String> header = headers.firstValue("Retry-After").map(String::strip);
        if (header.isPresent() && header.get().matches("\\d{1,8}(\\.\\d+)?")) {
            return Optional.of(
                    Duration.ofMillis(Math.round(Double.parseDouble(header.get()) * 1000)));
        }
        if (header.isPresent()) {
            try {
                Instant then =
                        ZonedDateTime.parse(header.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant();
                Duration wait = Duration.between(Instant.now(), then);
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        Matcher reset = RESET.matcher(headers.firstValue("RateLimit").orElse(""));
        return status == 429 && reset.find()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(reset.group(1))))
                : Optional.empty();
    }

    private String reason() {
        return said().isEmpty() ? "" : ": " + said();
    }

    /// What the server itself says, short and on one line.
    private String said() {
        String words = headers.firstValue("X-Error-Message").orElse("");
        if (words.isEmpty()) {
            try {
                words = Json.mapper().readTree(body).path("error").asText("");
            } catch (JsonProcessingException e) {
                words = "";
            }
        }
        String plain = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String known = settings.token().map(t -> t.without(plain)).orElse(plain);
        return known.length() > LONGEST ? known.substring(0, LONGEST) + "\u2026" : known;
    }
}
