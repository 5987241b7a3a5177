import java.util.Locale;

/// The system the program is packaged for: the one this runs on, since neither jpackage nor the
/// start-up cache works for another.
///
/// @param natives how libraries spell it in their jars, dash between system and processor
enum Target {
    LINUX_X64("linux-x86_64"),
    LINUX_ARM64("linux-aarch64"),
    MAC_ARM64("osx-aarch64"),
    WINDOWS_X64("win-x86_64");

    private final String natives;

    Target(String natives) {
        this.natives = natives;
    }

    static Target here() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (system.contains("linux")) {
            return arm ? LINUX_ARM64 : LINUX_X64;
        }
        if (system.contains("mac") && arm) {
            return MAC_ARM64;
        }
        if (system.contains("win") && !arm) {
            return WINDOWS_X64;
        }
        throw new Trouble(
                "there are no native libraries for "
                        + System.getProperty("os.name")
                        + " on "
                        + System.getProperty("os.arch"));
    }

    /// What `djl` calls it; the others differ from that in single words.
    String natives() {
        return natives;
    }

    boolean linux() {
        return this == LINUX_X64 || this == LINUX_ARM64;
    }

    boolean mac() {
        return this == MAC_ARM64;
    }

    boolean windows() {
        return this == WINDOWS_X64;
    }

    boolean arm() {
        return this == LINUX_ARM64 || this == MAC_ARM64;
    }
}
