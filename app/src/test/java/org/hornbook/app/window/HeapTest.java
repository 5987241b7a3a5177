package org.hornbook.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapTest {
    @TempDir Path folder;

    @Test
    void theProgramIsStartedAgainWithTheHeapThatWasSetAndAllElseAsItWas() {
        List<String> command =
                Heap.command(List.of("-Xmx2g", "-XX:+UseSerialGC"), 3_072, "My work.hornbook");
        assertThat(command)
                .contains("-XX:+UseSerialGC", "-Xmx3g")
                .doesNotContain("-Xmx2g")
                .endsWith("org.hornbook.app.cli.Main", "My work.hornbook");
        assertThat(Heap.command(List.of(), 1_280)).contains("-Xmx1280m");
    }

    @Test
    void theHeapIsReadFromTheSettingsAsTheyAreStored() {
        SettingsFile files = new SettingsFile(folder);
        assertThat(files.memoryMegabytes()).isEmpty();
        files.write(Settings.USUAL.withMachine(4_096, 2));
        assertThat(files.memoryMegabytes()).hasValue(4_096);
    }

    @Test
    void settingsThatSayNothingOfUseStartNothingAgain() throws Exception {
        SettingsFile files = new SettingsFile(folder);
        Files.writeString(folder.resolve("settings.json"), "{\"memoryMegabytes\":\"much\"}");
        assertThat(files.memoryMegabytes()).isEmpty();
        files.write(Settings.USUAL.withMachine(given(), 2));
        assertThat(Heap.restarted(files)).isEmpty();
    }

    /// What this JVM was started with, in megabytes.
    private static int given() {
        String flag =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(a -> a.startsWith("-Xmx"))
                        .findFirst()
                        .orElse("-Xmx2g");
        int number = Integer.parseInt(flag.replaceAll("\\D", ""));
        return flag.endsWith("g") ? number * 1_024 : number;
    }
}
