package org.hornbook.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    private static final String KEY = "sk-never-to-be-found-42";

    @TempDir Path folder;

    /// A keyring in memory, which may be shut.
    private static final class Drawer implements Keys.Ring {
        final Map<String, String> held = new HashMap<>();
        boolean shut;

        @Override
        public String name() {
            return "a drawer";
        }

        @Override
        public Optional<String> get(String name) {
            return shut ? Optional.empty() : Optional.ofNullable(held.get(name));
        }

        @Override
        public boolean put(String name, String secret) {
            if (!shut) {
                held.put(name, secret);
            }
            return !shut;
        }

        @Override
        public void remove(String name) {
            held.remove(name);
        }
    }

    @Test
    void whereThereIsAKeyringTheKeyIsInNoFile() throws IOException {
        Drawer drawer = new Drawer();
        Keys keys = new Keys(folder, Optional.of(drawer));
        keys.put("Local", KEY);
        assertThat(drawer.held).containsEntry("Local", KEY);
        assertThat(new Keys(folder, Optional.of(drawer)).get("Local")).contains(KEY);
        assertThat(keys.places()).containsExactly("a drawer");
        assertThat(found()).isFalse();
        keys.put("Local", "");
        assertThat(keys.has("Local")).isFalse();
        assertThat(drawer.held).isEmpty();
    }

    @Test
    void whereThereIsNoneOrItStaysShutTheKeyIsInAFileOfItsOwnersAlone() throws IOException {
        Drawer drawer = new Drawer();
        drawer.shut = true;
        Keys keys = new Keys(folder, Optional.of(drawer));
        keys.put("Local", KEY);
        assertThat(new Keys(folder, Optional.empty()).get("Local")).contains(KEY);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("keys.json"))))
                .isEqualTo("rw-------");
        drawer.shut = false;
        keys.put("Local", KEY + "-new");
        assertThat(found()).isFalse();
        assertThat(keys.get("Local")).contains(KEY + "-new");
    }

    @Test
    void aSystemWithoutAKeyringTakesNothingAndThrowsNothing() {
        Keys.Ring ring = new SystemRing();
        if (System.getenv("DBUS_SESSION_BUS_ADDRESS") == null
                && System.getProperty("os.name").equals("Linux")) {
            assertThat(ring.put("nobody", KEY)).isFalse();
            assertThat(ring.get("nobody")).isEmpty();
        }
    }

    private boolean found() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(KEY)) {
                    return true;
                }
            }
        }
        return false;
    }
}
