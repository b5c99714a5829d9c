package io.lotty.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;

/** What Vert.x is asked about: its HTTP servers by meters of ours, its pools and SQL clients by its own. */
final class VertxMeters implements VertxMetrics {
    private final VertxMetrics others;
    private final HttpServerMeters servers;

    VertxMeters(VertxMetrics others, MeterRegistry registry) {
        this.others = others;
        this.servers = new HttpServerMeters(registry);
    }

    @Override
    public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions options, SocketAddress address) {
        return servers;
    }

    @Override
    public ClientMetrics<?, ?, ?> createClientMetrics(SocketAddress address, String type, String namespace) {
        return others.createClientMetrics(address, type, namespace);
    }

    @Override
    public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int maxSize) {
        return others.createPoolMetrics(type, name, maxSize);
    }

    @Override
    public void vertxCreated(Vertx vertx) {
        others.vertxCreated(vertx);
    }

    @Override
    public boolean isMetricsEnabled() {
        return true;
    }

    @Override
    public void close() {
        others.close();
    }
}
