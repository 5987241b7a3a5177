package org.hornbook.app.desk;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.hornbook.hub.HubSettings;
import org.hornbook.label.PriceList;
import org.hornbook.store.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Settings and keys as plain files in a person's configuration folder. A damaged file is put aside
/// under another name, never overwritten.
public final class SettingsFile {
    private static final Pattern MEMORY =
            Pattern.compile("\"memoryMegabytes\"\\s*:\\s*(\\d{1,7})\\b");

    /// Under which the token of the Hugging Face Hub is kept among the keys.
    private static final String HUB = "Hugging Face Hub";

    private final Path folder;
    private final Keys keys;

    /// Keys stay in that folder too.
    public SettingsFile(Path folder) {
        this(folder, Optional.empty());
    }

    SettingsFile(Path folder, Optional<Keys.Ring> ring) {
        this.folder = folder;
        this.keys = new Keys(folder, ring);
    }

    /// The folder the system has for this: below `XDG_CONFIG_HOME`, `APPDATA` or the home folder.
    public static SettingsFile usual() {
        String chosen = System.getProperty("hornbook.config");
        if (chosen != null) {
            return new SettingsFile(Path.of(chosen));
        }
        Optional<Path> base =
                Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                        .or(() -> Optional.ofNullable(System.getenv("APPDATA")))
                        .filter(s -> !s.isBlank())
                        .map(Path::of);
        return new SettingsFile(
                base.orElse(Path.of(System.getProperty("user.home"), ".config"))
                        .resolve("hornbook"),
                Optional.of(new SystemRing()));
    }

    public Path folder() {
        return folder;
    }

    /// What was stored; the usual settings if nothing was.
    public Settings read() {
        Path file = folder.resolve("settings.json");
        try {
            return Json.mapper().readValue(Files.readString(file), Settings.class);
        } catch (NoSuchFileException e) {
            return Settings.USUAL;
        } catch (JsonProcessingException e) {
            SecretFile.putAside(file);
            return Settings.USUAL;
        } catch (IOException e) {
            return Settings.USUAL;
        }
    }

    /// The Java heap that was stored, empty if none was. Read without the JSON library: the
    /// launcher asks before anything else, and waits for the answer.
    public OptionalInt memoryMegabytes() {
        try {
            Matcher found = MEMORY.matcher(Files.readString(folder.resolve("settings.json")));
            return found.find()
                    ? OptionalInt.of(
                            Settings.USUAL
                                    .withMachine(Integer.parseInt(found.group(1)), 1)
                                    .memoryMegabytes())
                    : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    public void write(Settings settings) {
        SecretFile.replace(folder.resolve("settings.json"), Json.write(settings), false);
    }

    /// The key of an endpoint: stored here, or in the environment as `HORNBOOK_API_KEY` or
    /// `OPENAI_API_KEY`.
    public Optional<String> key(String endpoint) {
        return keys.get(endpoint)
                .or(() -> Optional.ofNullable(System.getenv("HORNBOOK_API_KEY")))
                .or(() -> Optional.ofNullable(System.getenv("OPENAI_API_KEY")));
    }

    /// Stores a key in the system's keyring, or in a file that only this user can read; an empty
    /// one removes it.
    public void key(String endpoint, String key) {
        keys.put(endpoint, key);
    }

    /// Where keys are kept, for people.
    public String keyPlaces() {
        return String.join(", ", keys.places());
    }

    /// What models cost: the prices that come with the program, with a person's own before them.
    public PriceList prices() {
        return PriceList.shipped().with(ownPrices());
    }

    /// A person's own prices.
    public List<PriceList.Row> ownPrices() {
        Path file = folder.resolve("prices.json");
        try {
            return List.of(Json.mapper().readValue(Files.readString(file), PriceList.Row[].class));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException e) {
            SecretFile.putAside(file);
            return List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    public void ownPrices(List<PriceList.Row> rows) {
        SecretFile.replace(folder.resolve("prices.json"), Json.write(rows), false);
    }

    /// Where the Hugging Face Hub is and who asks: as the environment says it, else as it was
    /// chosen here. Throws `IllegalArgumentException`, in one sentence, if an address or a token is
    /// none.
    public HubSettings hub(Settings settings) {
        return HubSettings.of(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                new HubSettings.Chosen(
                        settings.hub().endpoint(), settings.hub().cache(), keys.get(HUB)));
    }

    /// Stores the token of the Hugging Face Hub as a key is stored; an empty one removes it.
    public void hubToken(String token) {
        key(HUB, token);
    }

    public boolean hasHubToken() {
        return keys.has(HUB);
    }
}
