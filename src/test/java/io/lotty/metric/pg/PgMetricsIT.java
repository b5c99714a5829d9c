package io.lotty.metric.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lotty.access.Actor;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.id.EventTypeKey;
import io.lotty.id.MetricKey;
import io.lotty.id.UserId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.metric.Better;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKeeping;
import io.lotty.metric.MetricKind;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithStores
@Covers("MET-1")
class PgMetricsIT {
    private final Vertx vertx = Vertx.vertx();
    private final PgMetrics metrics;
    private final MetricKeeping keeping;

    PgMetricsIT(FreshDatabase database) {
        metrics = new PgMetrics(new Pg(PgPools.open(vertx, database.url(), 2)));
        keeping = new MetricKeeping(metrics);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void the_shipped_metrics_are_there() {
        var shipped = metrics.list(PageRequest.first()).items();

        assertThat(shipped)
                .extracting(metric -> metric.key().value(), Metric::kind)
                .containsExactly(
                        tuple("conversion_rate", MetricKind.PROPORTION),
                        tuple("conversions", MetricKind.COUNT),
                        tuple("error_rate", MetricKind.RATIO),
                        tuple("errors", MetricKind.COUNT),
                        tuple("impressions", MetricKind.COUNT),
                        tuple("latency_mean", MetricKind.MEAN),
                        tuple("latency_p95", MetricKind.QUANTILE));
    }

    @Test
    void a_metric_reads_back_as_it_was_made() {
        var made = keeping.create(ratio("refunds", "purchase", "exposure"), stamp(Role.EXPERIMENTER));

        assertThat(metrics.find(made.key())).contains(made);
        assertThat(metrics.exists(made.key())).isTrue();
        assertThat(metrics.exists(new MetricKey("nobody"))).isFalse();
    }

    @Test
    void a_key_is_taken_once() {
        assertThatThrownBy(() -> keeping.create(ratio("errors", "error", "exposure"), stamp(Role.ADMIN)))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("metric_exists"));
    }

    @Test
    void an_unknown_event_type_is_refused_where_it_stands() {
        assertPointer(ratio("a", "nothing", "exposure"), "/event_type");
        assertPointer(ratio("b", "error", "nothing"), "/denominator/event_type");
    }

    @Test
    void a_viewer_makes_no_metric() {
        assertThatThrownBy(() -> keeping.create(ratio("a", "error", "exposure"), stamp(Role.VIEWER)))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void lists_go_on_after_a_key_and_search_by_text() {
        var first = metrics.list(new PageRequest(2, Optional.empty(), Optional.empty()));

        assertThat(first.next()).contains("conversions");
        assertThat(metrics.list(new PageRequest(1, first.next(), Optional.empty()))
                        .items())
                .extracting(metric -> metric.key().value())
                .containsExactly("error_rate");
        assertThat(metrics.list(new PageRequest(9, Optional.empty(), Optional.of("LATENCY")))
                        .items())
                .hasSize(2);
    }

    private void assertPointer(MetricKeeping.Draft draft, String pointer) {
        assertThatThrownBy(() -> keeping.create(draft, stamp(Role.EXPERIMENTER)))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(violation -> violation.pointer())
                                .containsExactly(pointer));
    }

    private static MetricKeeping.Draft ratio(String key, String eventType, String denominator) {
        return new MetricKeeping.Draft(
                new MetricKey(key),
                "A name",
                "A purpose",
                MetricKind.RATIO,
                new Source(new EventTypeKey(eventType), Optional.of("amount")),
                Optional.of(new Source(new EventTypeKey(denominator), Optional.empty())),
                Unit.EVENT,
                true,
                Better.LOWER,
                Optional.empty());
    }

    private static Stamp stamp(Role role) {
        var actor = new Actor(new UserId(new UUID(0, 1)), Set.of(role));
        return new Stamp(actor, Instant.parse("2027-01-01T00:00:00.123456Z"), "request-1");
    }
}
