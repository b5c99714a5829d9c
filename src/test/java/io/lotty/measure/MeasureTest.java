package io.lotty.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.metric.MetricKind;
import io.lotty.report.Examples;
import io.lotty.stats.PairSums;
import io.lotty.stats.Sums;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

@Covers("REP-1")
class MeasureTest {
    @Test
    void a_sum_is_exact() {
        var total = new Total(new BigDecimal("0.1").add(new BigDecimal("0.2")), 2);

        assertThat(new Measure.Sum(total, Sums.NOTHING).value()).contains(new BigDecimal("0.3"));
    }

    @Test
    void a_mean_over_nothing_has_no_value() {
        assertThat(new Measure.Mean(Sums.NOTHING).value()).isEmpty();
    }

    @Test
    void a_ratio_by_zero_has_no_value_though_it_is_over_events() {
        var ratio = new Measure.Ratio(pair(BigDecimal.TEN, BigDecimal.ZERO), 4);

        assertThat(ratio.value()).isEmpty();
        assertThat(ratio.n()).isEqualTo(4);
    }

    @Test
    void a_quotient_is_as_near_as_a_double_can_tell() {
        var ratio = new Measure.Ratio(pair(BigDecimal.TWO, BigDecimal.valueOf(3)), 3);

        assertThat(ratio.value().orElseThrow().doubleValue()).isEqualTo(2.0 / 3);
    }

    @Test
    void of_no_events_none_wait() {
        assertThat(new Pending(0, 0).share()).isEmpty();
        assertThat(new Pending(1, 4).share()).contains(new BigDecimal("0.25"));
    }

    @Test
    void nothing_is_a_count_of_zero_and_a_proportion_of_no_value() {
        var counted = Measure.ofNothing(
                Examples.metric("m", MetricKind.COUNT, "click").definition());
        var share = Measure.ofNothing(
                Examples.metric("m", MetricKind.PROPORTION, "click").definition());

        assertThat(counted.value()).contains(BigDecimal.ZERO);
        assertThat(share.value()).isEmpty();
    }

    private static PairSums pair(BigDecimal x, BigDecimal y) {
        return new PairSums(2, x, y, x.multiply(x), y.multiply(y), x.multiply(y));
    }
}
