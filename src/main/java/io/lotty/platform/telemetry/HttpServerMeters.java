package io.lotty.platform.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The meters of all HTTP servers of a process, under the names that Vert.x gives them. Its own ones put a meter's labels
 * together and look it up several times for each request; here a request costs one look into a map. Any thread.
 */
final class HttpServerMeters implements HttpServerMetrics<HttpServerMeters.Running, Void, Void> {
    static final String RESPONSE_TIME = "vertx.http.server.response.time";
    /** Callers may invent methods, and each value of a label stays for ever. */
    private static final Set<HttpMethod> METHODS = Set.copyOf(HttpMethod.values());

    private static final String OTHER = "OTHER";

    private final MeterRegistry registry;
    private final Map<Answered, Timer> timers = new ConcurrentHashMap<>();
    private final LongAdder connections = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final Counter resets;

    HttpServerMeters(MeterRegistry registry) {
        this.registry = registry;
        this.resets = Counter.builder("vertx.http.server.request.resets")
                .description("Requests that were broken off")
                .register(registry);
        Gauge.builder("vertx.http.server.active.connections", connections, LongAdder::sum)
                .description("Connections that are open")
                .register(registry);
        Gauge.builder("vertx.http.server.active.requests", requests, LongAdder::sum)
                .description("Requests that are not answered yet")
                .register(registry);
    }

    /** A request under way; of one event loop. */
    static final class Running {
        private final long begunNanos = System.nanoTime();
        private final String method;
        private String route = "";
        private boolean isOver;

        Running(HttpMethod method) {
            this.method = METHODS.contains(method) ? method.name() : OTHER;
        }
    }

    /** What a timer is labelled with. */
    private record Answered(String method, String route, int code) {}

    @Override
    public Running requestBegin(@Nullable Void connection, HttpRequest request) {
        requests.increment();
        return new Running(request.method());
    }

    /** A router tells of each route that it tries; the last one has answered. */
    @Override
    public void requestRouted(Running request, @Nullable String route) {
        if (route != null) {
            request.route = route;
        }
    }

    @Override
    public void responseEnd(Running request, HttpResponse response, long bytesWritten) {
        end(request);
        timers.computeIfAbsent(new Answered(request.method, request.route, response.statusCode()), this::timer)
                .record(System.nanoTime() - request.begunNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void requestReset(Running request) {
        end(request);
        resets.increment();
    }

    @Override
    public @Nullable Void connected(SocketAddress address, String name) {
        connections.increment();
        return null;
    }

    @Override
    public void disconnected(@Nullable Void connection, SocketAddress address) {
        connections.decrement();
    }

    private void end(Running request) {
        if (!request.isOver) {
            request.isOver = true;
            requests.decrement();
        }
    }

    private Timer timer(Answered what) {
        return Timer.builder(RESPONSE_TIME)
                .description("Time from a request's head to the end of its answer")
                .tags("method", what.method(), "route", what.route(), "code", Integer.toString(what.code()))
                .register(registry);
    }
}
