package io.lotty.report.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.report.e2e.Shopper.Act;
import io.lotty.report.e2e.Shopper.Newcomer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownShopTest {
    private static final Instant FIRST_DAY = Instant.parse("2027-03-01T00:00:00Z");
    private static final KnownShop SHOP = new KnownShop(7, 4_000, FIRST_DAY, 5);
    private static final List<Shopper> SHOPPERS = SHOP.open(SHOP::drawn);

    @Test
    void a_shop_is_the_same_by_its_seed() {
        assertThat(SHOP.open(SHOP::drawn)).isEqualTo(SHOPPERS);
        assertThat(new KnownShop(8, 4_000, FIRST_DAY, 5).newcomers()).doesNotContainAnyElementsOf(SHOP.newcomers());
    }

    @Test
    void a_variant_changes_nobody_else() {
        var changed = SHOP.open(one -> isFirst(one) ? KnownShop.TREATMENT : KnownShop.CONTROL);
        var unchanged = SHOP.open(one -> KnownShop.CONTROL);

        assertThat(changed.subList(1, changed.size())).isEqualTo(unchanged.subList(1, unchanged.size()));
    }

    private static boolean isFirst(Newcomer newcomer) {
        return newcomer.equals(SHOP.newcomers().getFirst());
    }

    @Test
    void everything_happens_within_the_days_and_on_every_day() {
        var moments = SHOPPERS.stream()
                .flatMap(shopper -> Stream.concat(
                        shopper.exposures().stream(), shopper.acts().stream().map(Act::at)));

        assertThat(moments).allMatch(at -> !at.isBefore(FIRST_DAY) && at.isBefore(SHOP.end()));
        var report = IndependentReport.of(SHOP, SHOPPERS);
        assertThat(report.days())
                .hasSize(5)
                .allMatch(day -> report.ofDay(day).value(ShopMetric.REVENUE).n() > 0);
    }

    @Test
    void the_variants_are_unequal_and_the_treatment_does_what_it_should() {
        var report = IndependentReport.of(SHOP, SHOPPERS);
        var control = report.ofVariant(KnownShop.CONTROL);
        var treatment = report.ofVariant(KnownShop.TREATMENT);

        assertThat(control.exposed()).hasSizeBetween(2_700, 3_100);
        for (var metric : List.of(ShopMetric.CLICKS, ShopMetric.SPENT_BY_SUBJECT, ShopMetric.CONVERTED_IN_A_DAY)) {
            assertThat(IndependentEffect.of(metric, control, treatment).absolute())
                    .isPositive();
        }
        for (var metric : List.of(ShopMetric.LATENCY_OF_EVENT, ShopMetric.LATENCY_OF_95)) {
            assertThat(IndependentEffect.of(metric, control, treatment).high()).isNegative();
        }
    }

    @Test
    void amounts_have_a_heavy_tail_and_two_decimals() {
        var amounts = SHOPPERS.stream()
                .flatMap(shopper -> shopper.acts().stream())
                .filter(act -> act.is("purchase"))
                .map(Act::number)
                .sorted()
                .toList();
        var median = amounts.get(amounts.size() / 2);

        assertThat(amounts).allMatch(amount -> amount.scale() == 2 && amount.signum() > 0);
        assertThat(amounts.getLast()).isGreaterThan(median.multiply(BigDecimal.valueOf(20)));
    }

    @Test
    void what_reports_go_wrong_on_is_there() {
        assertThat(SHOPPERS)
                .anyMatch(one -> one.exposures().isEmpty() && !one.acts().isEmpty());
        assertThat(SHOPPERS).extracting(Shopper::country).contains("DE", "KZ", "US");
        assertThat(SHOPPERS).anyMatch(one -> converts(one, Duration.ofMillis(-1)));
        assertThat(SHOPPERS).anyMatch(one -> converts(one, Duration.ZERO));
        assertThat(SHOPPERS).anyMatch(one -> converts(one, Duration.ofDays(1)));
        assertThat(SHOPPERS)
                .anyMatch(one ->
                        one.acts().stream().anyMatch(act -> act.number().compareTo(ShopMetric.LARGE) == 0));
    }

    private static boolean converts(Shopper shopper, Duration behindTheFirstExposure) {
        return shopper.exposures().stream()
                .min(Instant::compareTo)
                .filter(first -> shopper.acts().stream()
                        .anyMatch(act -> act.is("conversion") && act.at().equals(first.plus(behindTheFirstExposure))))
                .isPresent();
    }
}
