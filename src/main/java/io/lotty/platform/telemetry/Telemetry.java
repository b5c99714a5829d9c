package io.lotty.platform.telemetry;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Set;

/** The meters of a process: its own, the JVM's, and Vert.x's HTTP and pool meters. */
public final class Telemetry {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Telemetry() {
        registry.config().meterFilter(new HttpBuckets());
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        // lives as long as the process: its listeners are not to be closed before
        @SuppressWarnings("resource")
        var gc = new JvmGcMetrics();
        gc.bindTo(registry);
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** The meters of Vert.x, in the same registry. */
    public VertxMetricsFactory vertxMetrics() {
        return options -> new VertxMeters(new MicrometerMetricsFactory(registry).metrics(options), registry);
    }

    /** Pools and SQL clients only: the event bus and raw sockets would be noise. Labels stay few: no paths, no peers. */
    public MicrometerMetricsOptions vertxOptions() {
        var options =
                new MicrometerMetricsOptions().setEnabled(true).setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME));
        Set.of(
                        MetricsDomain.NET_CLIENT,
                        MetricsDomain.NET_SERVER,
                        MetricsDomain.EVENT_BUS,
                        MetricsDomain.DATAGRAM_SOCKET,
                        MetricsDomain.HTTP_SERVER,
                        MetricsDomain.HTTP_CLIENT)
                .forEach(options::addDisabledMetricsCategory);
        return options;
    }
}
