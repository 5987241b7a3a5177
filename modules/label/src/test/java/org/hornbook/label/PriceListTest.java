package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hornbook.infer.remote.Usage;
import org.junit.jupiter.api.Test;

class PriceListTest {
    private final PriceList list = PriceList.shipped();

    @Test
    void aModelIsFoundByItsNameWithoutItsMakerOrItsDate() {
        assertThat(list.row("gpt-4o-mini").orElseThrow().price()).isEqualTo(new Price(0.15, 0.6));
        assertThat(list.row("openai/gpt-4o-mini")).isEqualTo(list.row("gpt-4o-mini"));
        assertThat(list.row("gpt-4o-2024-08-06")).isEqualTo(list.row("gpt-4o"));
        assertThat(list.row("gpt-4o-audio-preview")).isEmpty();
        assertThat(list.rows()).allMatch(r -> !r.taken().isBlank() && !r.from().isBlank());
    }

    @Test
    void aPriceOfOnesOwnGoesFirstAndThisMachineIsFree() {
        PriceList own = list.with(List.of(new PriceList.Row("gpt-4o", 1, 2, "2026-11-25", "you")));
        assertThat(own.price("https://api.openai.com/v1", "gpt-4o")).contains(new Price(1, 2));
        assertThat(own.price("http://localhost:11434/v1", "llama3")).contains(Price.FREE);
        assertThat(own.price("http://192.168.1.7:8000/v1", "llama3")).isEmpty();
    }

    @Test
    void aBatchCostsHalf() {
        assertThat(new Price(2, 8).batch().of(new Usage(1_000_000, 500_000))).isEqualTo(3);
    }
}
