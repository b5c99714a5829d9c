package io.lotty.experiment.pg;

import static io.lotty.experiment.pg.Laboratory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Design;
import io.lotty.experiment.Designs;
import io.lotty.experiment.Experiment;
import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.metric.Definition;
import io.lotty.metric.Definitions;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKeeping;
import io.lotty.metric.pg.PgMetrics;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By which version of its metrics an experiment is measured. */
@WithStores
@Covers("MET-1")
class MeasuredMetricsIT {
    private static final MetricKey PRIMARY = new MetricKey("goal");
    private static final MetricKey SECONDARY = new MetricKey("side");
    private static final MetricKey GUARDED = new MetricKey("guarded");
    private static final MetricKey OTHER = new MetricKey("other");

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Laboratory lab;
    private final PgMetrics metrics;
    private final MetricKeeping keeping;

    MeasuredMetricsIT(FreshDatabase database) {
        this.database = database;
        var pg = new Pg(PgPools.open(vertx, database.url(), 4));
        lab = new Laboratory(pg);
        lab.flag("button");
        metrics = new PgMetrics(pg);
        keeping = new MetricKeeping(metrics, (type, property) -> Optional.empty());
        List.of(PRIMARY, SECONDARY, GUARDED, OTHER)
                .forEach(key -> keeping.create(key, Definitions.count("click"), lab.by(lab.owner)));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void an_edit_does_not_reach_what_has_started() {
        var running = lab.running("button", design());

        edit(PRIMARY, SECONDARY, GUARDED);

        assertThat(List.of(PRIMARY, SECONDARY, GUARDED))
                .allSatisfy(key -> assertThat(version(running, key)).isEqualTo(1));
        assertThat(metrics.of(running.id(), PRIMARY)).map(Metric::definition).contains(Definitions.count("click"));
    }

    @Test
    void the_newest_version_counts_until_the_start() {
        var approved = lab.approved("button", design());

        edit(PRIMARY);
        assertThat(version(approved, PRIMARY)).isEqualTo(2);
        lab.conducting.start(at(approved), lab.by(lab.owner));
        edit(PRIMARY);

        assertThat(version(approved, PRIMARY)).isEqualTo(2);
        assertThat(version(approved, SECONDARY)).isEqualTo(1);
    }

    @Test
    void the_versions_outlast_pause_resumption_and_end() {
        var running = lab.running("button", design());
        edit(PRIMARY);

        lab.conducting.pause(at(running), lab.by(lab.owner));
        lab.conducting.resume(at(running), "on", lab.by(lab.owner));

        assertThat(version(running, PRIMARY)).isEqualTo(1);
    }

    @Test
    void what_the_design_does_not_name_is_measured_by_its_newest_version() {
        var running = lab.running("button", design());

        edit(OTHER);

        assertThat(version(running, OTHER)).isEqualTo(2);
    }

    /** Whoever has the database in hand changes them as little as the product does. */
    @Test
    void the_database_keeps_what_a_start_has_noted() throws SQLException {
        var running = lab.running("button", design());

        database.execute("SET lotty.actor = 'test'; SET lotty.action = 'test'; SET lotty.request_id = 'test';"
                + " UPDATE experiment SET metric_versions = '{\"goal\": 7}'");

        assertThat(version(running, PRIMARY)).isEqualTo(1);
        assertThat(version(running, SECONDARY)).isEqualTo(1);
    }

    private void edit(MetricKey... keys) {
        for (var key : keys) {
            keeping.edit(key, MeasuredMetricsIT::other, Optional.empty(), lab.by(lab.owner));
        }
    }

    private static Definition other(Definition present) {
        return present.equals(Definitions.count("error")) ? Definitions.count("purchase") : Definitions.count("error");
    }

    private int version(Experiment experiment, MetricKey key) {
        return metrics.of(experiment.id(), key).orElseThrow().version();
    }

    private static Design design() {
        return Designs.edited(Designs.twoHalves(), parts -> {
            parts.primaryMetric = PRIMARY;
            parts.secondaryMetrics = List.of(SECONDARY);
            parts.guardrails = List.of(Designs.guardrail(GUARDED.value()));
        });
    }
}
