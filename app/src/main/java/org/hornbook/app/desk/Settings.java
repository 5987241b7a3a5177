package org.hornbook.app.desk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import java.util.List;

/// What a person has chosen, apart from any workspace.
///
/// @param fontSize of text, in pixels, 11-20
/// @param memoryMegabytes of the Java heap at the next start
/// @param threads for training and models
/// @param recent workspaces, the newest first
/// @param bounds of the window as x, y, width, height; empty before the first close
@JsonIgnoreProperties(ignoreUnknown = true)
public record Settings(
        Look look,
        int fontSize,
        int memoryMegabytes,
        int threads,
        List<Endpoint> endpoints,
        List<String> recent,
        List<Double> bounds,
        boolean maximized,
        HubPlace hub) {
    /// Which theme.
    public enum Look {
        SYSTEM,
        LIGHT,
        DARK
    }

    /// A model behind an OpenAI-compatible address. The key itself is kept by `Keys`.
    ///
    /// @param promptPrice dollars for a million tokens, negative if not known
    /// @param completionPrice likewise
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Endpoint(
            String name, String url, String model, double promptPrice, double completionPrice) {}

    /// Where models and datasets are downloaded from, and to; empty means the usual. The token is
    /// kept by `SettingsFile`.
    ///
    /// @param endpoint such as `https://huggingface.co`, or a mirror of it
    /// @param cache the folder that Python's huggingface_hub shares
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record HubPlace(String endpoint, String cache) {
        public static final HubPlace USUAL = new HubPlace("", "");

        public HubPlace {
            endpoint = endpoint == null ? "" : endpoint.strip();
            cache = cache == null ? "" : cache.strip();
        }
    }

    public static final Settings USUAL =
            new Settings(
                    Look.SYSTEM,
                    13,
                    2048,
                    Runtime.getRuntime().availableProcessors(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    HubPlace.USUAL);

    public Settings {
        look = look == null ? Look.SYSTEM : look;
        fontSize = Math.clamp(fontSize, 11, 20);
        memoryMegabytes = Math.clamp(memoryMegabytes, 512, 1 << 20);
        threads = Math.clamp(threads, 1, 1024);
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        recent = recent == null ? List.of() : List.copyOf(recent);
        bounds = bounds == null || bounds.size() != 4 ? List.of() : List.copyOf(bounds);
        hub = hub == null ? HubPlace.USUAL : hub;
    }

    public Settings withLook(Look next) {
        return new Settings(
                next,
                fontSize,
                memoryMegabytes,
                threads,
                endpoints,
                recent,
                bounds,
                maximized,
                hub);
    }

    public Settings withFontSize(int next) {
        return new Settings(
                look, next, memoryMegabytes, threads, endpoints, recent, bounds, maximized, hub);
    }

    public Settings withMachine(int memory, int some) {
        return new Settings(
                look, fontSize, memory, some, endpoints, recent, bounds, maximized, hub);
    }

    public Settings withEndpoints(List<Endpoint> next) {
        return new Settings(
                look, fontSize, memoryMegabytes, threads, next, recent, bounds, maximized, hub);
    }

    public Settings withRecent(List<String> next) {
        return new Settings(
                look, fontSize, memoryMegabytes, threads, endpoints, next, bounds, maximized, hub);
    }

    public Settings withWindow(List<Double> next, boolean whole) {
        return new Settings(
                look, fontSize, memoryMegabytes, threads, endpoints, recent, next, whole, hub);
    }

    public Settings withHub(HubPlace next) {
        return new Settings(
                look,
                fontSize,
                memoryMegabytes,
                threads,
                endpoints,
                recent,
                bounds,
                maximized,
                next);
    }
}
