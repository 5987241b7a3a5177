package org.hornbook.hub;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where the Hub is, who asks, and where files are kept.
///
/// @param endpoint without a slash at its end
/// @param cache the folder that holds `models--org--name`
/// @param offline answers come from the cache alone
/// @param proxies the way to the network
public record HubSettings(
        URI endpoint,
        Optional<HubToken> token,
        Path cache,
        boolean offline,
        ProxySelector proxies) {
    public static final URI USUAL = URI.create("https://huggingface.co");

    public HubSettings(URI endpoint, Optional<HubToken> token, Path cache, boolean offline) {
        this(endpoint, token, cache, offline, ProxySelector.getDefault());
    }

    /// What a person has chosen in the program; empty where the usual is meant.
    public record Chosen(String endpoint, String cache, Optional<String> token) {
        public static final Chosen NOTHING = new Chosen("", "", Optional.empty());
    }

    /// As huggingface_hub reads the environment (HF_ENDPOINT, HF_TOKEN, HF_TOKEN_PATH, HF_HOME,
    /// HF_HUB_CACHE, HF_HUB_OFFLINE, XDG_CACHE_HOME, and the proxies); what the program's settings
    /// say holds where the environment is silent. The token file counts last. Throws
    /// `IllegalArgumentException` if an address or a token cannot be one.
    public static HubSettings of(Map<String, String> environment, Path home, Chosen chosen) {
        Read env = new Read(environment, home);
        Path base =
                env.path("HF_HOME")
                        .or(() -> env.path("XDG_CACHE_HOME").map(c -> c.resolve("huggingface")))
                        .orElse(home.resolve(".cache").resolve("huggingface"));
        Path cache =
                env.path("HF_HUB_CACHE")
                        .or(() -> env.path("HUGGINGFACE_HUB_CACHE"))
                        .or(
                                () ->
                                        Optional.of(chosen.cache())
                                                .filter(c -> !c.isBlank())
                                                .map(env::at))
                        .orElse(base.resolve("hub"));
        Optional<String> token =
                env.text("HF_TOKEN")
                        .or(() -> env.text("HUGGING_FACE_HUB_TOKEN"))
                        .or(chosen::token)
                        .or(() -> file(env.path("HF_TOKEN_PATH").orElse(base.resolve("token"))));
        return new HubSettings(
                endpoint(env.text("HF_ENDPOINT").orElse(chosen.endpoint())),
                token.filter(t -> !t.isBlank()).map(HubToken::of),
                cache.toAbsolutePath().normalize(),
                env.flag("HF_HUB_OFFLINE"),
                Proxies.of(environment));
    }

    private static URI endpoint(String text) {
        if (text.isBlank()) {
            return USUAL;
        }
        try {
            URI uri = URI.create(text.strip().replaceAll("/+$", ""));
            if (uri.getHost() != null
                    && List.of("http", "https")
                            .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for every other text that is no address.
        }
        throw new IllegalArgumentException(
                "`"
                        + text.strip()
                        + "` is not the address of a hub: it should look like https://huggingface.co");
    }

    private static Optional<String> file(Path token) {
        try {
            return Optional.of(Files.readString(token).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Environment variables, with `~` for the home folder.
    private record Read(Map<String, String> variables, Path home) {
        Optional<String> text(String name) {
            return Optional.ofNullable(variables.get(name)).filter(v -> !v.isBlank());
        }

        Optional<Path> path(String name) {
            return text(name).map(this::at);
        }

        Path at(String text) {
            String plain = text.strip();
            return plain.equals("~") || plain.startsWith("~/")
                    ? home.resolve(plain.length() > 2 ? plain.substring(2) : "")
                    : Path.of(plain);
        }

        boolean flag(String name) {
            return text(name)
                    .filter(
                            v ->
                                    List.of("1", "ON", "YES", "TRUE")
                                            .contains(v.toUpperCase(Locale.ROOT)))
                    .isPresent();
        }
    }
}
