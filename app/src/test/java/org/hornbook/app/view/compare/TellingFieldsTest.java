package org.hornbook.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TellingFieldsTest {
    @Test
    void sourcesAndLanguagesComeBeforeFamilies() {
        assertThat(TellingFields.order(Map.of("family", 180, "level", 3, "kind", 9, "language", 4)))
                .containsExactly("language", "kind", "level", "family");
        assertThat(TellingFields.order(Map.of("family", 180, "repo_source", 7, "form", 5)))
                .containsExactly("repo_source", "form", "family");
    }

    @Test
    void aSourceWithThousandsOfValuesTellsLessThanAFieldWithFew() {
        assertThat(TellingFields.order(Map.of("source", 3_000, "kind", 9)))
                .containsExactly("kind", "source");
    }
}
