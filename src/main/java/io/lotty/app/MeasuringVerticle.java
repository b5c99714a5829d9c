package io.lotty.app;

import io.lotty.experiment.pg.PgExperiments;
import io.lotty.id.ExperimentId;
import io.lotty.metric.pg.PgMetrics;
import io.lotty.platform.pg.Pg;
import io.lotty.report.Reporting;
import io.lotty.report.pg.PgReportFacts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts in, every few seconds, what has come of running experiments: on a virtual thread of its own, because it computes. */
final class MeasuringVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(MeasuringVerticle.class);
    private static final long ROUND_MILLIS = 5_000;

    private final Reporting reporting;
    private final PgReportFacts facts;
    private final InstantSource clock;
    private final Counter failures;
    private final Set<ExperimentId> failing = new HashSet<>();
    private boolean inRound;

    MeasuringVerticle(Pg pg, InstantSource clock, MeterRegistry registry) {
        this.facts = new PgReportFacts(pg);
        this.reporting = new Reporting(new PgExperiments(pg)::find, new PgMetrics(pg), facts);
        this.clock = clock;
        this.failures = Counter.builder("lotty.measuring.failures")
                .description("Experiments whose events could not be counted in, to be tried again")
                .register(registry);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(ROUND_MILLIS, timer -> round());
        return Future.succeededFuture();
    }

    private void round() {
        if (inRound) {
            return;
        }
        inRound = true;
        try {
            var failed = reporting.keepUp(facts, clock.instant());
            failing.retainAll(failed.keySet());
            failed.forEach(this::tell);
        } catch (RuntimeException later) {
            failures.increment();
            LOG.atDebug().setCause(later).log("nothing counted in this time");
        } finally {
            inRound = false;
        }
    }

    /** Once, not every few seconds. */
    private void tell(ExperimentId experiment, RuntimeException failure) {
        failures.increment();
        if (failing.add(experiment)) {
            LOG.atWarn()
                    .addKeyValue("experiment", experiment)
                    .setCause(failure)
                    .log("events could not be counted in, to be tried again");
        }
    }
}
