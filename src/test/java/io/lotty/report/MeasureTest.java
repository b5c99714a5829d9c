package io.lotty.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.metric.MetricKind;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

@Covers("REP-1")
class MeasureTest {
    @Test
    void a_sum_is_exact() {
        var total = new Total(new BigDecimal("0.1").add(new BigDecimal("0.2")), 2);

        assertThat(new Measure.Sum(total).value()).contains(new BigDecimal("0.3"));
    }

    @Test
    void a_mean_over_nothing_has_no_value() {
        assertThat(new Measure.Mean(Total.NOTHING).value()).isEmpty();
    }

    @Test
    void a_ratio_by_zero_has_no_value_though_it_is_over_events() {
        var ratio = new Measure.Ratio(new Total(BigDecimal.TEN, 3), new Total(BigDecimal.ZERO, 4));

        assertThat(ratio.value()).isEmpty();
        assertThat(ratio.n()).isEqualTo(4);
    }

    @Test
    void a_quotient_is_as_near_as_a_double_can_tell() {
        var mean = new Measure.Mean(new Total(BigDecimal.TWO, 3));

        assertThat(mean.value().orElseThrow().doubleValue()).isEqualTo(2.0 / 3);
    }

    @Test
    void of_no_events_none_wait() {
        assertThat(new Pending(0, 0).share()).isEmpty();
        assertThat(new Pending(1, 4).share()).contains(new BigDecimal("0.25"));
    }

    @Test
    void nothing_is_a_count_of_zero_and_a_proportion_of_no_value() {
        var counted = Measure.ofNothing(Examples.metric("m", MetricKind.COUNT, "click"));
        var share = Measure.ofNothing(Examples.metric("m", MetricKind.PROPORTION, "click"));

        assertThat(counted.value()).contains(BigDecimal.ZERO);
        assertThat(share.value()).isEmpty();
    }
}
