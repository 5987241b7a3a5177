package org.hornbook.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String KEY = "sk-never-to-be-found-1234567890";

    @TempDir Path folder;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void aKeySwitchesBetweenLightAndDarkAndTheChoiceIsRemembered() throws Exception {
        Theme before = Hand.onFx(() -> hand.desk().theme().get());
        hand.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        Theme after = Hand.onFx(() -> hand.desk().theme().get());
        assertThat(after).isNotEqualTo(before);
        hand.close();
        hand = Hand.open(folder.resolve("Sample"), folder.resolve("config"));
        assertThat(Hand.onFx(() -> hand.desk().theme().get())).isEqualTo(after);
    }

    @Test
    void textGrowsByAKey() {
        int before = Hand.onFx(() -> hand.desk().settings().get().fontSize());
        hand.press(KeyCode.CONTROL, KeyCode.PLUS);
        assertThat(Hand.onFx(() -> hand.desk().settings().get().fontSize())).isEqualTo(before + 1);
        hand.press(KeyCode.CONTROL, KeyCode.MINUS);
        assertThat(Hand.onFx(() -> hand.desk().settings().get().fontSize())).isEqualTo(before);
    }

    @Test
    void anEndpointIsAddedAndItsKeyIsKeptApartReadableByItsOwnerAlone() throws Exception {
        hand.press(KeyCode.CONTROL, KeyCode.COMMA);
        hand.write("#endpoint-name", "Local");
        hand.write("#endpoint-url", "http://localhost:11434/v1");
        hand.write("#endpoint-model", "llama3");
        hand.write("#endpoint-prompt", "0");
        hand.write("#endpoint-completion", "0");
        hand.write("#endpoint-key", KEY);
        hand.click("#endpoint-add");
        SettingsFile files = new SettingsFile(folder.resolve("config"));
        hand.until("the endpoint is stored", () -> files.read().endpoints().size() == 1);
        hand.until("the key is stored", () -> files.key("Local").orElse("").equals(KEY));
        Path keys = folder.resolve("config").resolve("keys.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rw-------");
        hand.settle();
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path file : entries.filter(Files::isRegularFile).toList()) {
                if (!file.equals(keys)) {
                    assertThat(
                                    new String(
                                            Files.readAllBytes(file),
                                            java.nio.charset.StandardCharsets.ISO_8859_1))
                            .as("%s", file)
                            .doesNotContain(KEY);
                }
            }
        }
    }

    @Test
    void aPriceOfOnesOwnGoesBeforeTheListAndCanBeTakenBack() {
        hand.press(KeyCode.CONTROL, KeyCode.COMMA);
        hand.untilReads("gpt-4o-mini");
        hand.fill("#price-model", "gpt-4o-mini");
        hand.fill("#price-prompt", "0.2");
        hand.fill("#price-completion", "0.7");
        hand.focus("#price-set").press(KeyCode.SPACE);
        SettingsFile files = new SettingsFile(folder.resolve("config"));
        hand.until("the price is stored", () -> files.ownPrices().size() == 1);
        assertThat(files.prices().row("openai/gpt-4o-mini-2024-07-18").orElseThrow().completion())
                .isEqualTo(0.7);
        files.ownPrices(java.util.List.of());
        assertThat(files.prices().row("gpt-4o-mini").orElseThrow().completion()).isEqualTo(0.6);
    }

    @Test
    void escapeTakesTheSettingsAway() {
        hand.press(KeyCode.CONTROL, KeyCode.COMMA);
        hand.untilSees("#settings");
        hand.press(KeyCode.ESCAPE);
        assertThat(hand.sees("#settings")).isFalse();
    }
}
