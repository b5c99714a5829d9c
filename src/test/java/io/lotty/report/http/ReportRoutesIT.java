package io.lotty.report.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.access.Actor;
import io.lotty.access.Role;
import io.lotty.access.http.ReportReaders;
import io.lotty.access.pg.PgApiKeys;
import io.lotty.event.Decided;
import io.lotty.event.DecisionTag;
import io.lotty.event.Event;
import io.lotty.event.pg.PgEvents;
import io.lotty.experiment.ExperimentState;
import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import io.lotty.id.FlagKey;
import io.lotty.id.MetricKey;
import io.lotty.id.SubjectHash;
import io.lotty.id.UserId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.metric.pg.PgMetrics;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.platform.http.Problems;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.report.Examples;
import io.lotty.report.Reporting;
import io.lotty.report.pg.PgReportFacts;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithStores
@Covers({"REP-1", "REP-5"})
class ReportRoutesIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Examples.STARTED.plusSeconds(100_000));
    private static final List<Event> ROWS = List.of(
            row("exposure", 1, "assigned", "{}"),
            row("exposure", 2, "assigned", "{}"),
            row("conversion", 2, "assigned", "{}"),
            row("conversion", 3, "assigned", "{}"),
            row("latency", 1, "assigned", "{\"value_ms\": 0.1}"),
            row("latency", 2, "assigned", "{\"value_ms\": 0.2}"),
            row("exposure", 4, "override", "{}"));

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger port = new AtomicInteger();
    private final FreshDatabase database;
    private final Pg pg;

    ReportRoutesIT(FreshDatabase database) {
        this.database = database;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 2));
    }

    @BeforeEach
    void open() {
        var keys =
                List.of(new MetricKey("conversion_rate"), new MetricKey("latency_mean"), new MetricKey("latency_p95"));
        var experiment = Examples.experiment(new ExperimentState.Running(Examples.STARTED), keys);
        var reporting = new Reporting(
                id -> Optional.of(experiment).filter(one -> one.id().equals(id)),
                new PgMetrics(pg),
                new PgReportFacts(pg));
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        vertx.deployVerticle(
                        new Door(new ReportRoutes(reporting, new ReportReaders(new PgApiKeys(pg)), CLOCK), port),
                        options)
                .await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void the_same_rows_in_any_order_are_the_same_bytes() throws Exception {
        var bodies = new HashSet<String>();
        for (int seed = 1; seed <= 5; seed++) {
            var rows = new ArrayList<>(ROWS);
            Collections.shuffle(rows, new Random(seed));
            database.execute("TRUNCATE event, event_key, event_quality, measuring CASCADE");
            for (var row : rows) {
                new PgEvents(pg).add(List.of(row));
            }
            bodies.add(get("", "viewer").body());
        }

        assertThat(bodies).hasSize(1);
        var overall = new JsonObject(bodies.iterator().next()).getJsonObject("overall");
        assertThat(overall.encode())
                .isEqualTo("{\"subjects\":2,\"exposures\":2,\"metrics\":{\"conversion_rate\":{\"value\":0.5,\"n\":2},"
                        + "\"latency_mean\":{\"value\":0.15,\"n\":2},\"latency_p95\":{\"value\":0.195,\"n\":2}}}");
    }

    @Test
    void a_reader_chooses_window_granularity_and_metrics() throws Exception {
        var answer = get(
                "?from=2027-03-02T11:00:00Z&to=2027-03-02T14:00:00Z&granularity=hour&metric=errors&metric=impressions",
                "viewer");

        var report = new JsonObject(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(report.getJsonArray("series")).hasSize(3);
        assertThat(report.getJsonObject("overall").getJsonObject("metrics").fieldNames())
                .containsExactly("errors", "impressions");
    }

    @Test
    @Covers({"REP-4", "REP-5"})
    void the_link_leads_to_the_same_report_and_a_table_says_the_same() throws Exception {
        for (var row : ROWS) {
            new PgEvents(pg).add(List.of(row));
        }
        var plain = get("?breakdown=value_ms", "viewer").body();
        var link = new JsonObject(plain).getJsonObject("context").getString("link");
        var query = link.substring(link.indexOf('?'));

        assertThat(withoutArrivals(get(query, "viewer").body())).isEqualTo(withoutArrivals(plain));

        var table = send(Examples.EXPERIMENT.toString(), query, "viewer", "text/csv");
        assertThat(table.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(table.body().lines())
                .anyMatch(line -> line.startsWith("overall,"))
                .anyMatch(line -> line.startsWith("segment,"));
    }

    /** These rows came when the clock here had not got to yet, so that a window with an end is without them. */
    private static JsonObject withoutArrivals(String body) {
        var report = new JsonObject(body);
        var quality = report.getJsonObject("data_quality");
        List.of("accepted", "rejected", "duplicates", "delay_seconds").forEach(quality::remove);
        return report;
    }

    @ParameterizedTest
    @CsvSource({
        "?colour=red, colour, unknown_parameter",
        "?granularity=week, granularity, invalid_value",
        "?from=yesterday, from, invalid_value",
        "?metric=Not-A-Key, metric, invalid_value",
        "?metric=nothing, metric, unknown_metric",
        "?to=2026-01-01T00:00:00Z, to, invalid_value"
    })
    void what_cannot_be_asked_is_refused_where_it_stands(String query, String pointer, String code) throws Exception {
        var answer = get(query, "viewer");

        var error = new JsonObject(answer.body()).getJsonArray("errors").getJsonObject(0);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(error.getString("pointer")).isEqualTo(pointer);
        assertThat(error.getString("code")).isEqualTo(code);
    }

    @Test
    void a_report_is_for_those_who_are_signed_in() throws Exception {
        assertThat(get("", "nobody").statusCode()).isEqualTo(401);
    }

    @Test
    void of_an_experiment_that_does_not_exist_there_is_no_report() throws Exception {
        assertThat(get(new UUID(1, 1).toString(), "", "viewer").statusCode()).isEqualTo(404);
        assertThat(get("none", "", "viewer").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String query, String caller) throws IOException, InterruptedException {
        return get(Examples.EXPERIMENT.toString(), query, caller);
    }

    private HttpResponse<String> get(String id, String query, String caller) throws IOException, InterruptedException {
        return send(id, query, caller, "*/*");
    }

    private HttpResponse<String> send(String id, String query, String caller, String accept)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + "/api/v1/experiments/" + id + "/report" + query);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri)
                    .header("X-Caller", caller)
                    .header("Accept", accept)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Occurred an hour after the start; the id says all, so that the events are the same in any order. */
    private static Event row(String type, int subject, String reason, String properties) {
        return new Event(
                new EventId(type + "-" + subject),
                new EventTypeKey(type),
                new Decided(
                        new DecisionTag(0, subject),
                        new FlagKey("button"),
                        Optional.of(Examples.EXPERIMENT),
                        1,
                        Optional.of(Examples.BLUE),
                        reason,
                        new SubjectHash(0, subject)),
                Examples.STARTED.plusSeconds(3_600),
                Instant.parse("2027-03-05T00:00:00Z"),
                properties);
    }

    /** Takes everybody for whom he says he is. */
    private static final class Door extends VerticleBase {
        private final ReportRoutes routes;
        private final AtomicInteger port;

        Door(ReportRoutes routes, AtomicInteger port) {
            this.routes = routes;
            this.port = port;
        }

        @Override
        public Future<HttpServer> start() {
            var router = Router.router(vertx);
            router.route().handler(context -> {
                if ("viewer".equals(context.request().getHeader("X-Caller"))) {
                    Call.identify(context, new Actor(new UserId(new UUID(0, 1)), Set.of(Role.VIEWER)));
                }
                context.next();
            });
            router.route().failureHandler(Problems::handle);
            routes.mount(new Operations(router, () -> {}));
            return vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .onSuccess(server -> port.set(server.actualPort()));
        }
    }
}
