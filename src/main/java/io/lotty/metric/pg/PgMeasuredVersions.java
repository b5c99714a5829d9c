package io.lotty.metric.pg;

import io.lotty.id.EventTypeKey;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.metric.MeasuredVersion;
import io.lotty.platform.pg.Pg;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;

/** What experiments that run or are paused measure, in Postgres. */
public final class PgMeasuredVersions {
    private static final String MEASURED_FROM_EVENTS_OF_TYPE = "SELECT " + DefinitionRow.COLUMNS + """
            , array_agg(e.id ORDER BY e.id) AS experiments
              FROM experiment e
             CROSS JOIN LATERAL jsonb_each_text(e.metric_versions) AS measured (metric, version)
              JOIN metric_version v ON v.metric_key = measured.metric AND v.version = measured.version::integer
             WHERE e.status IN ('running', 'paused') AND (v.event_type = $1 OR v.denominator_type = $1)
             GROUP BY v.metric_key, v.version
             ORDER BY v.metric_key, v.version""";

    private final Pg pg;

    public PgMeasuredVersions(Pg pg) {
        this.pg = pg;
    }

    /** Every version of a metric that is fed by events of the type, by the metric's key. */
    public List<MeasuredVersion> from(EventTypeKey type) {
        return pg.read(tx -> tx.list(MEASURED_FROM_EVENTS_OF_TYPE, PgMeasuredVersions::measured, type.value()));
    }

    private static MeasuredVersion measured(Row row) {
        return new MeasuredVersion(
                new MetricKey(row.getString("metric_key")),
                DefinitionRow.version(row),
                Arrays.stream(row.getArrayOfUUIDs("experiments"))
                        .map(ExperimentId::new)
                        .toList());
    }
}
