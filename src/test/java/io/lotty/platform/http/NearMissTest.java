package io.lotty.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
    private static final List<String> KNOWN =
            List.of("key", "type", "weight", "variants", "audience_share", "primary_metric", "default_value");

    @ParameterizedTest
    @CsvSource({
        "weigth, weight",
        "wieght, weight",
        "weights, weight",
        "variant, variants",
        "audience-share, audience_share",
        "audienceshare, audience_share",
        "primary_metrc, primary_metric",
        "Type, type",
        "ky, key"
    })
    void a_letter_or_two_away_is_meant(String word, String meant) {
        assertThat(NearMiss.of(word, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"name", "kind", "w", "''", "defaultvalues_"})
    void farther_away_is_something_else(String word) {
        assertThat(NearMiss.of(word, KNOWN)).isEmpty();
    }

    @Test
    void a_word_as_long_as_a_book_is_not_compared() {
        assertThat(NearMiss.of("k".repeat(100_000), KNOWN)).isEmpty();
    }
}
