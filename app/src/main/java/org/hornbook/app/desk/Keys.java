package org.hornbook.app.desk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// API keys and tokens: in the system's keyring where there is one, else in a file that only this
/// user can read. The names of those in the keyring stand in a file of their own; the keys never
/// stand in both.
final class Keys {
    private final SecretFile file;
    private final SecretFile names;
    private final Optional<Ring> ring;

    /// A place that the system has for secrets.
    interface Ring {
        /// What it is called, for people.
        String name();

        /// Empty if it holds none of that name, or does not open.
        Optional<String> get(String name);

        /// Whether it took it.
        boolean put(String name, String secret);

        void remove(String name);
    }

    Keys(Path folder, Optional<Ring> ring) {
        this.file = new SecretFile(folder.resolve("keys.json"));
        this.names = new SecretFile(folder.resolve("keyring.json"));
        this.ring = ring;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(file.read().get(name))
                .or(
                        () ->
                                names.read().containsKey(name)
                                        ? ring.flatMap(r -> r.get(name))
                                        : Optional.empty());
    }

    boolean has(String name) {
        return file.read().containsKey(name) || names.read().containsKey(name);
    }

    /// Stores a key in place of the one before; a blank one removes it.
    void put(String name, String key) {
        remove(name);
        String secret = key.strip();
        if (secret.isEmpty()) {
            return;
        }
        if (ring.isPresent() && ring.get().put(name, secret)) {
            change(names, name, ring.get().name());
        } else {
            change(file, name, secret);
        }
    }

    private void remove(String name) {
        if (names.read().containsKey(name)) {
            ring.ifPresent(r -> r.remove(name));
            change(names, name, null);
        }
        if (file.read().containsKey(name)) {
            change(file, name, null);
        }
    }

    private static void change(SecretFile in, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(in.read());
        if (value == null) {
            all.remove(name);
        } else {
            all.put(name, value);
        }
        in.write(all);
    }

    /// Where keys are: what each kept key says, for people.
    List<String> places() {
        List<String> places = new ArrayList<>();
        names.read().values().stream().distinct().forEach(places::add);
        if (!file.read().isEmpty() || places.isEmpty()) {
            places.add(file.path().toString());
        }
        return places;
    }
}
