package org.hornbook.app.desk;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The keyring of the system: the Secret Service of a Linux desktop (GNOME Keyring, KWallet), the
/// Keychain of macOS, the Credential Manager of Windows. Opened when it is first needed, which may
/// take half a second; where there is none, it takes nothing.
final class SystemRing implements Keys.Ring {
    private static final String SERVICE = "Hornbook";

    /// Kept so that their levels are not collected with them: no D-Bus is no news.
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.freedesktop"), Logger.getLogger("de.swiesend"));

    private Optional<Keyring> opened;

    @Override
    public String name() {
        return "the system's keyring";
    }

    @Override
    public synchronized Optional<String> get(String name) {
        try {
            return keyring().isPresent()
                    ? Optional.ofNullable(keyring().get().getPassword(SERVICE, name))
                    : Optional.empty();
        } catch (PasswordAccessException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized boolean put(String name, String secret) {
        try {
            if (keyring().isEmpty()) {
                return false;
            }
            keyring().get().setPassword(SERVICE, name, secret);
            return secret.equals(keyring().get().getPassword(SERVICE, name));
        } catch (PasswordAccessException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    @Override
    public synchronized void remove(String name) {
        try {
            if (keyring().isPresent()) {
                keyring().get().deletePassword(SERVICE, name);
            }
        } catch (PasswordAccessException | RuntimeException | LinkageError e) {
            // It is not there, or the keyring stays shut: its name is forgotten either way.
        }
    }

    private Optional<Keyring> keyring() {
        if (opened == null) {
            QUIET.forEach(logger -> logger.setLevel(Level.OFF));
            try {
                opened = Optional.of(Keyring.create());
            } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
                opened = Optional.empty();
            }
        }
        return opened;
    }
}
