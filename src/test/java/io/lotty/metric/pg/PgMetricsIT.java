package io.lotty.metric.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lotty.access.Actor;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.id.MetricKey;
import io.lotty.id.UserId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.metric.Definition;
import io.lotty.metric.Definitions;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKeeping;
import io.lotty.metric.MetricKind;
import io.lotty.metric.MetricStanding;
import io.lotty.metric.MetricVersion;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.vertx.core.Vertx;
import java.time.Duration;
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
        keeping = new MetricKeeping(metrics, (type, property) -> Optional.empty());
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void the_shipped_metrics_are_there() {
        var shipped = metrics.list(PageRequest.first()).items();

        assertThat(shipped)
                .extracting(
                        metric -> metric.key().value(),
                        metric -> metric.definition().kind())
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
        var made = create("refunds", ratio("purchase", "exposure"));

        assertThat(metrics.find(made.key())).contains(made);
        assertThat(metrics.standing(made.key())).isEqualTo(MetricStanding.OPEN);
        assertThat(metrics.standing(new MetricKey("nobody"))).isEqualTo(MetricStanding.UNKNOWN);
    }

    @Test
    void what_a_metric_leaves_out_reads_back_as_it_was_made() {
        var made = create("spent", selective(Definitions.sum("purchase", "amount")));
        var capped = create("capped", Definitions.withCap(Definitions.mean("purchase", "amount"), "0.50"));

        assertThat(metrics.find(made.key())).contains(made);
        assertThat(metrics.find(capped.key())).contains(capped);

        var edited = edit(made, selective(Definitions.mean("purchase", "amount")));

        assertThat(metrics.find(made.key())).contains(edited);
        assertThat(metrics.versions(made.key(), PageRequest.first()).items())
                .extracting(MetricVersion::definition)
                .containsExactly(made.definition(), edited.definition());
    }

    private static Definition selective(Definition metric) {
        var filtered = Definitions.withFilter(metric, "country IN [\"KZ\"] AND amount > 50.0");
        return Definitions.withWinsorize(Definitions.withWindow(filtered, Duration.ofDays(90)), 0.99);
    }

    @Test
    void a_key_is_taken_once() {
        assertThatThrownBy(() -> create("errors", ratio("error", "exposure")))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("metric_exists"));
    }

    @Test
    void an_unknown_event_type_is_refused_where_it_stands() {
        assertPointer(ratio("nothing", "exposure"), "/event_type");
        assertPointer(ratio("error", "nothing"), "/denominator/event_type");
    }

    @Test
    void a_property_that_can_be_no_number_is_refused_where_it_stands() {
        var strict =
                new MetricKeeping(metrics, (type, property) -> Optional.of("says that " + property + " is a string"));
        var key = new MetricKey("made");
        var twice =
                Definitions.ratio(Definitions.source("purchase", "currency"), Definitions.source("click", "target"));

        assertThatThrownBy(() -> strict.create(key, twice, stamp(Role.ADMIN)))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.violations())
                                .containsExactly(
                                        noNumber("/property", "purchase", "currency"),
                                        noNumber("/denominator/property", "click", "target")));
        var impressions = new MetricKey("impressions");
        var sum = Definitions.sum("purchase", "currency");
        assertThatThrownBy(() -> strict.edit(impressions, any -> sum, Optional.empty(), stamp(Role.ADMIN)))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(metrics.find(key)).isEmpty();
        assertThat(metrics.find(impressions)).map(Metric::version).contains(1);
    }

    private static Violation noNumber(String pointer, String type, String property) {
        var message =
                "must be a number, but the schema of event type " + type + " says that " + property + " is a string";
        return new Violation(pointer, "not_a_number", message);
    }

    @Test
    void a_count_does_not_ask_what_its_property_is() {
        var strict = new MetricKeeping(metrics, (type, property) -> Optional.of("says no"));
        var count = Definitions.withKind(Definitions.sum("purchase", "currency"), MetricKind.COUNT);

        var made = strict.create(new MetricKey("made"), count, stamp(Role.ADMIN));

        assertThat(made.definition().source().property()).contains("currency");
    }

    @Test
    void a_viewer_makes_no_metric() {
        var key = new MetricKey("made");
        assertThatThrownBy(() -> keeping.create(key, ratio("error", "exposure"), stamp(Role.VIEWER)))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> keeping.edit(key, any -> any, Optional.empty(), stamp(Role.VIEWER)))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> keeping.archive(key, Optional.empty(), stamp(Role.VIEWER)))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void an_edit_adds_a_version_and_no_change_adds_none() {
        var made = create("refunds", ratio("purchase", "exposure"));

        var edited = edit(made, named("Refunds", "error", "exposure"));
        var same = edit(edited, edited.definition());

        assertThat(edited.version()).isEqualTo(2);
        assertThat(edited.revision()).isEqualTo(2);
        assertThat(same).isEqualTo(edited);
        assertThat(metrics.find(made.key())).contains(edited);
        assertThat(metrics.versions(made.key(), PageRequest.first()).items())
                .extracting(MetricVersion::definition)
                .containsExactly(made.definition(), edited.definition());
        assertThat(metrics.version(made.key(), 1))
                .map(MetricVersion::definition)
                .contains(made.definition());
        assertThat(metrics.version(made.key(), 3)).isEmpty();
    }

    @Test
    void who_read_an_older_revision_changes_nothing() {
        var made = create("refunds", ratio("purchase", "exposure"));
        edit(made, named("Refunds", "purchase", "exposure"));

        assertThatThrownBy(() -> keeping.edit(made.key(), any -> any, Optional.of(1), stamp(Role.ADMIN)))
                .isInstanceOf(Refusal.Stale.class);
        assertThatThrownBy(() -> metrics.save(made, "metric.update", stamp(Role.ADMIN)))
                .isInstanceOf(Refusal.Stale.class);
        assertThat(metrics.find(made.key())).map(Metric::version).contains(2);
    }

    @Test
    void what_is_archived_stays_readable_and_does_not_change() {
        var made = create("refunds", ratio("purchase", "exposure"));

        var archived = keeping.archive(made.key(), Optional.empty(), stamp(Role.EXPERIMENTER));

        assertThat(archived.archivedAt()).isPresent();
        assertThat(archived.version()).isEqualTo(1);
        assertThat(keeping.archive(made.key(), Optional.empty(), stamp(Role.EXPERIMENTER)))
                .isEqualTo(archived);
        assertThat(metrics.find(made.key())).contains(archived);
        assertThat(metrics.standing(made.key())).isEqualTo(MetricStanding.ARCHIVED);
        assertThatThrownBy(() -> edit(archived, ratio("error", "exposure")))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("metric_archived"));
    }

    @Test
    void an_edit_to_an_unknown_event_type_leaves_no_trace() {
        var made = create("refunds", ratio("purchase", "exposure"));

        assertThatThrownBy(() -> edit(made, ratio("nothing", "exposure"))).isInstanceOf(Refusal.Invalid.class);

        assertThat(metrics.find(made.key())).contains(made);
        assertThat(metrics.versions(made.key(), PageRequest.first()).items()).hasSize(1);
    }

    private Metric edit(Metric metric, Definition definition) {
        return keeping.edit(metric.key(), any -> definition, Optional.empty(), stamp(Role.EXPERIMENTER));
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

    private void assertPointer(Definition definition, String pointer) {
        assertThatThrownBy(() -> create("made", definition))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(violation -> violation.pointer())
                                .containsExactly(pointer));
    }

    private Metric create(String key, Definition definition) {
        return keeping.create(new MetricKey(key), definition, stamp(Role.EXPERIMENTER));
    }

    private static Definition ratio(String eventType, String denominator) {
        return named("A name", eventType, denominator);
    }

    private static Definition named(String name, String eventType, String denominator) {
        var ratio = Definitions.ratio(Definitions.source(eventType, "amount"), Definitions.source(denominator));
        return Definitions.withName(ratio, name);
    }

    private static Stamp stamp(Role role) {
        var actor = new Actor(new UserId(new UUID(0, 1)), Set.of(role));
        return new Stamp(actor, Instant.parse("2027-01-01T00:00:00.123456Z"), "request-1");
    }
}
