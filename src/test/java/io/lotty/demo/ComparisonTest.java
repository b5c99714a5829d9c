package io.lotty.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.demo.ShopEvent.Kind;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Instant OPENING = Instant.parse("2026-03-01T10:00:00Z");
    private static final Arm GREEN = new Arm("green", true, 0);
    private static final Campaign CAMPAIGN =
            new Campaign("e1", "button_color", List.of(GREEN), Set.of("revenue", "latency_mean"), OPENING);

    @Test
    void the_truth_counts_exposed_visits_to_the_experiment_only() {
        var truth = new Truth(CAMPAIGN);
        truth.add(visit(
                Optional.of(GREEN),
                event(Kind.EXPOSURE, "0"),
                event(Kind.PURCHASE, "10.10"),
                event(Kind.PURCHASE, "0.20"),
                event(Kind.CONVERSION, "0"),
                event(Kind.CONVERSION, "0"),
                event(Kind.LATENCY, "100.5")));
        truth.add(visit(
                Optional.of(GREEN),
                event(Kind.EXPOSURE, "0"),
                event(Kind.EXPOSURE, "0"),
                event(Kind.ERROR, "0"),
                event(Kind.LATENCY, "200")));
        truth.add(visit(Optional.of(GREEN), event(Kind.CLICK, "0"), event(Kind.PURCHASE, "99")));
        truth.add(visit(Optional.empty(), event(Kind.EXPOSURE, "0"), event(Kind.PURCHASE, "99")));

        var figures = truth.byVariant().get("green");

        assertThat(figures)
                .containsEntry("subjects", Figure.count(2))
                .containsEntry("exposures", Figure.count(3))
                .containsEntry("clicks", Figure.count(0))
                .containsEntry("conversions", Figure.count(2))
                .containsEntry("conversion_rate", new Figure.Measured(0.5))
                .containsEntry("purchases", Figure.count(2))
                .containsEntry("revenue", new Figure.Exact(new BigDecimal("10.30")))
                .containsEntry("error_rate", new Figure.Measured(1 / 3.0))
                .containsEntry("latency_mean", new Figure.Measured(150.25));
        assertThat(truth.events()).isEqualTo(14);
    }

    @Test
    void a_quantile_lies_between_order_statistics() {
        var values = List.of(new BigDecimal("40"), new BigDecimal("10"), new BigDecimal("20"), new BigDecimal("30"));

        assertThat(Tally.quantile(values, 0.95)).isEqualTo(new Figure.Measured(38.5));
        assertThat(Tally.quantile(List.of(), 0.95)).isEqualTo(new Figure.Undefined());
    }

    @Test
    void a_sum_must_be_exact_and_a_mean_close() {
        var sum = new Figure.Exact(new BigDecimal("10.30"));
        var mean = new Figure.Measured(3);

        assertThat(sum.agreesWith(reported("10.3"))).isTrue();
        assertThat(sum.agreesWith(reported("10.300000000000001"))).isFalse();
        assertThat(mean.agreesWith(reported("3.000000002"))).isTrue();
        assertThat(mean.agreesWith(reported("3.000000004"))).isFalse();
        assertThat(mean.agreesWith(Optional.empty())).isFalse();
        assertThat(new Figure.Undefined().agreesWith(Optional.empty())).isTrue();
        assertThat(new Figure.Undefined().agreesWith(reported("0"))).isFalse();
    }

    @Test
    void the_table_says_of_each_figure_whether_it_agrees() {
        var comparison = Comparison.of(truth(), report(2, "10.3", "151"), CAMPAIGN.metrics());

        assertThat(comparison.table())
                .map(line -> line.strip().replaceAll(" +", " "))
                .containsExactly(
                        "variant figure truth report",
                        "green subjects 2 2 ok",
                        "green revenue 10.30 10.3 ok",
                        "green latency_mean 150.25 151 DIFFERENT");
        assertThat(comparison.differences()).isEqualTo(1);
    }

    @Test
    void a_missing_variant_differs() {
        assertThat(Comparison.of(truth(), new Report(Map.of()), CAMPAIGN.metrics())
                        .differences())
                .isEqualTo(3);
    }

    @Test
    void reading_ends_when_the_report_agrees_or_no_longer_changes_or_the_limit_is_over() {
        var late =
                new ArrayDeque<>(List.of(report(0, "0", "0"), report(1, "5", "150.25"), report(2, "10.3", "150.25")));

        assertThat(reading(30).until(truth(), CAMPAIGN, late::removeFirst).isSame())
                .isTrue();
        assertThat(reading(300)
                        .until(truth(), CAMPAIGN, () -> report(1, "5", "1"))
                        .isSame())
                .isFalse();
        assertThat(rests).hasSize(2 + 30);

        var growing = new ArrayList<Integer>();
        var comparison = reading(30).until(truth(), CAMPAIGN, () -> {
            growing.add(0);
            return report(100 + growing.size(), "0", "0");
        });
        assertThat(comparison.isSame()).isFalse();
        assertThat(growing).hasSize(61);
    }

    @Test
    void the_window_begins_with_the_experiment_and_ends_past_every_event() {
        assertThat(Reading.path(CAMPAIGN, OPENING.plusMillis(1500)))
                .isEqualTo("/experiments/e1/report?from=2026-03-01T10:00:00Z&to=2026-03-01T10:02:00Z");
        assertThat(Reading.path(CAMPAIGN, OPENING.plusSeconds(3600)))
                .isEqualTo("/experiments/e1/report?from=2026-03-01T10:00:00Z&to=2026-03-01T11:01:00Z");
    }

    private final List<Duration> rests = new ArrayList<>();
    private Instant now = OPENING;

    private Reading reading(int limitSeconds) {
        return new Reading(
                () -> now,
                time -> {
                    rests.add(time);
                    now = now.plus(time);
                },
                Duration.ofSeconds(limitSeconds));
    }

    private static Map<String, Map<String, Figure>> truth() {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("subjects", Figure.count(2));
        figures.put("clicks", Figure.count(7));
        figures.put("revenue", new Figure.Exact(new BigDecimal("10.30")));
        figures.put("latency_mean", new Figure.Measured(150.25));
        return Map.of("green", figures);
    }

    private static Report report(int subjects, String revenue, String latency) {
        return Report.read(new JsonObject("""
            {"variants": [{"name": "green", "control": true, "subjects": %d, "exposures": null,
             "metrics": {"revenue": {"value": %s, "n": 2}, "latency_mean": {"value": %s}, "clicks": {"value": null}}}]}
            """.formatted(subjects, revenue, latency)));
    }

    private static Optional<BigDecimal> reported(String number) {
        return Optional.of(new BigDecimal(number));
    }

    private static Visit visit(Optional<Arm> arm, ShopEvent... events) {
        var decision = new Decision("d", arm.map(Arm::name), "assigned", false);
        return new Visit(Shopper.of(new Options.Crowd("test", 1, 1), 0), decision, arm, List.of(events));
    }

    private static ShopEvent event(Kind kind, String figure) {
        return new ShopEvent("id", kind, "d", OPENING, new BigDecimal(figure));
    }
}
