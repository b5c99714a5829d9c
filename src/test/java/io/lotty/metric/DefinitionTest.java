package io.lotty.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.id.EventTypeKey;
import io.lotty.kit.Covers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("MET-1")
class DefinitionTest {
    private static final Source CLICKS = new Source(new EventTypeKey("click"), Optional.empty());
    private static final Source AMOUNTS = new Source(new EventTypeKey("purchase"), Optional.of("amount"));

    @ParameterizedTest
    @EnumSource(
            value = MetricKind.class,
            names = {"SUM", "MEAN", "QUANTILE"})
    void what_adds_numbers_needs_a_property(MetricKind kind) {
        var quantile = kind == MetricKind.QUANTILE ? Optional.of(0.5) : Optional.<Double>empty();

        assertThat(definition(kind, AMOUNTS, Optional.empty(), quantile).kind()).isEqualTo(kind);
        assertThatThrownBy(() -> definition(kind, CLICKS, Optional.empty(), quantile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("property");
    }

    @Test
    void a_ratio_alone_has_a_denominator() {
        assertThatThrownBy(() -> definition(MetricKind.RATIO, CLICKS, Optional.empty(), Optional.empty()))
                .hasMessageContaining("denominator");
        assertThatThrownBy(() -> definition(MetricKind.COUNT, CLICKS, Optional.of(CLICKS), Optional.empty()))
                .hasMessageContaining("denominator");
    }

    @Test
    void a_quantile_alone_says_which() {
        assertThatThrownBy(() -> definition(MetricKind.QUANTILE, AMOUNTS, Optional.empty(), Optional.empty()))
                .hasMessageContaining("quantile");
        assertThatThrownBy(() -> definition(MetricKind.SUM, AMOUNTS, Optional.empty(), Optional.of(0.5)))
                .hasMessageContaining("quantile");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 1.5, Double.NaN})
    void a_quantile_lies_between_0_and_1(double quantile) {
        assertThatThrownBy(() -> definition(MetricKind.QUANTILE, AMOUNTS, Optional.empty(), Optional.of(quantile)))
                .hasMessageContaining("between 0 and 1");
    }

    @ParameterizedTest
    @EnumSource(MetricKind.class)
    void the_text_of_a_kind_reads_back(MetricKind kind) {
        assertThat(MetricKind.of(kind.text())).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b"})
    void a_property_has_a_name_that_the_database_can_keep(String name) {
        assertThatThrownBy(() -> new Source(new EventTypeKey("click"), Optional.of(name)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Definition definition(
            MetricKind kind, Source source, Optional<Source> denominator, Optional<Double> quantile) {
        return new Definition("M", "", kind, source, denominator, Unit.EVENT, false, Better.HIGHER, quantile);
    }
}
