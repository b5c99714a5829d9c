package io.lotty.report.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.report.e2e.IndependentReport.Value;
import io.lotty.report.e2e.Shopper.Act;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every figure here was computed by hand. */
class IndependentReportTest {
    private static final Instant START = Instant.parse("2027-03-01T00:00:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2027-03-02T00:00:00Z");
    private static final Instant END = Instant.parse("2027-03-03T00:00:00Z");

    private static final Shopper ANNA = shopper(
            "anna",
            "DE",
            KnownShop.CONTROL,
            List.of(hour(25), hour(1)),
            act("click", hour(0), "0"),
            act("click", hour(2), "0"),
            act("purchase", hour(3), "200.00"),
            act("purchase", hour(26), "40.00"),
            act("conversion", hour(25), "0"),
            act("latency", hour(1), "100"));
    private static final Shopper BEN = shopper(
            "ben",
            "KZ",
            KnownShop.CONTROL,
            List.of(hour(2)),
            act("purchase", hour(4), "50.00"),
            act("conversion", hour(2), "0"),
            act("latency", hour(2), "300"),
            act("latency", hour(26), "200"));
    private static final Shopper NEVER_EXPOSED = shopper(
            "carl", "KZ", KnownShop.CONTROL, List.of(), act("click", hour(1), "0"), act("purchase", hour(1), "999"));
    private static final Shopper EVE = shopper(
            "eve",
            "DE",
            KnownShop.TREATMENT,
            List.of(hour(3)),
            act("click", hour(3), "0"),
            act("click", hour(4), "0"),
            act("click", hour(5), "0"),
            act("conversion", hour(27).minusMillis(1), "0"),
            act("latency", hour(3), "150"));
    private static final Shopper FRED =
            shopper("fred", "KZ", KnownShop.TREATMENT, List.of(hour(30)), act("purchase", hour(31), "80.50"));

    private static final IndependentReport WHOLE =
            new IndependentReport(List.of(ANNA, BEN, NEVER_EXPOSED, EVE, FRED), START, END);
    private static final IndependentReport CONTROL = WHOLE.ofVariant(KnownShop.CONTROL);
    private static final IndependentReport TREATMENT = WHOLE.ofVariant(KnownShop.TREATMENT);

    @Test
    void who_was_exposed_is_counted_by_subject_and_by_exposure() {
        assertThat(CONTROL.exposed()).containsExactly(ANNA, BEN);
        assertThat(CONTROL.exposures()).isEqualTo(3);
        assertThat(WHOLE.exposed()).hasSize(4);
    }

    @Test
    void a_count_is_of_events_and_a_sum_of_what_they_carry() {
        assertThat(CONTROL.value(ShopMetric.CLICKS)).isEqualTo(value(2, 2));
        assertThat(WHOLE.value(ShopMetric.CLICKS)).isEqualTo(value(5, 5));
        assertThat(CONTROL.value(ShopMetric.REVENUE)).isEqualTo(value(290, 3));
        assertThat(WHOLE.value(ShopMetric.REVENUE)).isEqualTo(value(370.5, 4));
    }

    @Test
    void a_cap_bounds_an_event_or_a_subject() {
        assertThat(CONTROL.value(ShopMetric.REVENUE_CAPPED)).isEqualTo(value(210.5, 3));
        assertThat(CONTROL.value(ShopMetric.SPENT_BY_SUBJECT)).isEqualTo(value(145, 2));
        assertThat(CONTROL.value(ShopMetric.SPENT_BY_SUBJECT_CAPPED)).isEqualTo(value(85.25, 2));
        assertThat(TREATMENT.value(ShopMetric.SPENT_BY_SUBJECT_CAPPED)).isEqualTo(value(40.25, 2));
    }

    @Test
    void a_filter_leaves_out_what_is_just_not_large() {
        assertThat(CONTROL.value(ShopMetric.REVENUE_OF_LARGE)).isEqualTo(value(200, 1));
        assertThat(WHOLE.value(ShopMetric.REVENUE_OF_LARGE)).isEqualTo(value(280.5, 2));
    }

    @Test
    void a_mean_a_ratio_and_a_quantile_are_over_events() {
        assertThat(CONTROL.value(ShopMetric.LATENCY_OF_EVENT)).isEqualTo(value(200, 3));
        assertThat(CONTROL.value(ShopMetric.REVENUE_PER_CLICK)).isEqualTo(value(145, 2));
        assertThat(CONTROL.value(ShopMetric.LATENCY_OF_95)).isEqualTo(value(290, 3));
    }

    @Test
    void a_window_opens_with_the_first_exposure_and_is_over_a_day_later() {
        assertThat(CONTROL.value(ShopMetric.CONVERTED_IN_A_DAY)).isEqualTo(value(0.5, 2));
        assertThat(TREATMENT.value(ShopMetric.CONVERTED_IN_A_DAY)).isEqualTo(value(0.5, 2));
    }

    @Test
    void a_day_has_what_happened_on_it_over_those_who_were_exposed_on_it() {
        assertThat(CONTROL.days()).containsExactly(START, NEXT_DAY);
        assertThat(CONTROL.ofDay(START).value(ShopMetric.CLICKS)).isEqualTo(value(2, 2));
        assertThat(CONTROL.ofDay(NEXT_DAY).value(ShopMetric.CLICKS)).isEqualTo(value(0, 0));
        assertThat(CONTROL.ofDay(START).value(ShopMetric.SPENT_BY_SUBJECT)).isEqualTo(value(125, 2));
        assertThat(CONTROL.ofDay(NEXT_DAY).value(ShopMetric.SPENT_BY_SUBJECT)).isEqualTo(value(40, 1));
        assertThat(CONTROL.ofDay(NEXT_DAY).value(ShopMetric.CONVERTED_IN_A_DAY)).isEqualTo(value(0, 1));
        assertThat(CONTROL.ofDay(NEXT_DAY).value(ShopMetric.REVENUE_PER_CLICK))
                .isEqualTo(new Value(OptionalDouble.empty(), 0));
        assertThat(CONTROL.ofDay(NEXT_DAY).exposures()).isEqualTo(1);
    }

    @Test
    void a_country_has_its_own_shoppers() {
        assertThat(WHOLE.ofCountry("DE").value(ShopMetric.CLICKS)).isEqualTo(value(5, 5));
        assertThat(WHOLE.ofCountry("KZ").value(ShopMetric.REVENUE)).isEqualTo(value(130.5, 2));
        assertThat(WHOLE.ofCountry("KZ").ofVariant(KnownShop.TREATMENT).exposed())
                .containsExactly(FRED);
    }

    @Test
    void of_nobody_sums_are_0_and_the_rest_is_unknown() {
        var nobody = WHOLE.ofVariant("no such variant");

        assertThat(nobody.value(ShopMetric.REVENUE)).isEqualTo(value(0, 0));
        assertThat(Stream.of(ShopMetric.SPENT_BY_SUBJECT, ShopMetric.CONVERTED_IN_A_DAY, ShopMetric.LATENCY_OF_95)
                        .map(nobody::value))
                .containsOnly(new Value(OptionalDouble.empty(), 0));
    }

    private static Value value(double value, long n) {
        return new Value(OptionalDouble.of(value), n);
    }

    private static Instant hour(int hours) {
        return START.plus(Duration.ofHours(hours));
    }

    private static Act act(String type, Instant at, String number) {
        return new Act(type, at, new BigDecimal(number));
    }

    private static Shopper shopper(String id, String country, String variant, List<Instant> exposures, Act... acts) {
        return new Shopper(id, country, variant, exposures, List.of(acts));
    }
}
