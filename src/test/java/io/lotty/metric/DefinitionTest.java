package io.lotty.metric;

import static io.lotty.metric.Definitions.count;
import static io.lotty.metric.Definitions.mean;
import static io.lotty.metric.Definitions.proportion;
import static io.lotty.metric.Definitions.quantile;
import static io.lotty.metric.Definitions.ratio;
import static io.lotty.metric.Definitions.source;
import static io.lotty.metric.Definitions.sum;
import static io.lotty.metric.Definitions.withCap;
import static io.lotty.metric.Definitions.withFilter;
import static io.lotty.metric.Definitions.withKind;
import static io.lotty.metric.Definitions.withUnit;
import static io.lotty.metric.Definitions.withWindow;
import static io.lotty.metric.Definitions.withWinsorize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.id.EventTypeKey;
import io.lotty.kit.Covers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("MET-1")
class DefinitionTest {
    private static final Definition COUNT = count("click");
    private static final Definition SUM = sum("purchase", "amount");
    private static final Definition MEAN = mean("purchase", "amount");
    private static final Definition RATIO = ratio(source("purchase", "amount"), source("click"));
    private static final Definition PROPORTION = proportion("click");
    private static final Definition MEDIAN = quantile("purchase", "amount", 0.5);

    @ParameterizedTest
    @EnumSource(
            value = MetricKind.class,
            names = {"SUM", "MEAN"})
    void what_adds_numbers_needs_a_property(MetricKind kind) {
        assertThatThrownBy(() -> withKind(COUNT, kind))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("property is required for a " + kind.text());
    }

    @Test
    void a_ratio_alone_has_a_denominator() {
        assertThatThrownBy(() -> withKind(COUNT, MetricKind.RATIO)).hasMessage("denominator is required for a ratio");
        assertThatThrownBy(() -> withKind(RATIO, MetricKind.COUNT)).hasMessage("denominator is only for a ratio");
    }

    @Test
    void a_quantile_alone_says_which() {
        assertThatThrownBy(() -> withKind(SUM, MetricKind.QUANTILE)).hasMessage("quantile is required for a quantile");
        assertThatThrownBy(() -> withKind(MEDIAN, MetricKind.SUM)).hasMessage("quantile is only for a quantile");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 1.5, Double.NaN})
    void a_quantile_lies_between_0_and_1(double quantile) {
        assertThatThrownBy(() -> quantile("purchase", "amount", quantile)).hasMessageContaining("between 0 and 1");
    }

    @Test
    void every_kind_may_have_a_filter_and_a_window() {
        for (var metric : List.of(COUNT, SUM, MEAN, RATIO, PROPORTION, MEDIAN)) {
            var selective = withWindow(withFilter(metric, "country == \"KZ\""), Duration.ofDays(1));

            assertThat(selective.filter()).isPresent();
            assertThat(selective.window()).contains(Duration.ofDays(1));
        }
    }

    @Test
    void an_empty_filter_is_none() {
        assertThat(withFilter(COUNT, " ")).isEqualTo(COUNT);
    }

    @Test
    void what_adds_up_may_be_capped() {
        for (var metric : List.of(SUM, MEAN, RATIO, withUnit(SUM, Unit.SUBJECT), withUnit(COUNT, Unit.SUBJECT))) {
            assertThat(withCap(metric, "5").cap()).contains(BigDecimal.valueOf(5));
        }
        assertThatThrownBy(() -> withCap(PROPORTION, "5")).hasMessageStartingWith("cap is not for a proportion");
        assertThatThrownBy(() -> withCap(MEDIAN, "5")).hasMessageStartingWith("cap is not for a quantile");
    }

    @Test
    void events_that_add_1_each_are_not_capped_one_by_one() {
        assertThatThrownBy(() -> withCap(COUNT, "5")).hasMessageStartingWith("cap is for the unit subject here");
        assertThatThrownBy(() -> withCap(ratio(source("error"), source("click")), "5"))
                .hasMessageStartingWith("cap is for the unit subject here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.00"})
    void a_cap_is_more_than_0(String cap) {
        assertThatThrownBy(() -> withCap(SUM, cap)).hasMessage("must be more than 0");
    }

    @Test
    void equal_caps_are_equal() {
        assertThat(withCap(SUM, "100.50")).isEqualTo(withCap(SUM, "100.5"));
        assertThat(withCap(SUM, "1E+2").cap()).contains(new BigDecimal("100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT1.5S", "P90DT1S"})
    void a_window_has_whole_seconds_up_to_90_days(Duration window) {
        assertThatThrownBy(() -> withWindow(SUM, window)).hasMessageContaining("1 second to 90 days");
    }

    @Test
    void only_a_sum_and_a_mean_are_winsorized() {
        assertThat(withWinsorize(SUM, 0.5).winsorize()).contains(0.5);
        assertThat(withWinsorize(MEAN, 0.99).winsorize()).contains(0.99);
        for (var metric : List.of(COUNT, RATIO, PROPORTION, MEDIAN)) {
            assertThatThrownBy(() -> withWinsorize(metric, 0.99)).hasMessage("winsorize is only for a sum or a mean");
        }
    }

    @Test
    void what_is_capped_is_not_winsorized() {
        assertThatThrownBy(() -> withWinsorize(withCap(SUM, "5"), 0.99))
                .hasMessageStartingWith("winsorize cannot go with a cap");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.49, 1, 99, Double.NaN})
    void a_share_to_winsorize_at_is_at_least_a_half(double share) {
        assertThatThrownBy(() -> withWinsorize(SUM, share)).hasMessage("must be at least 0.5 and less than 1");
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
}
