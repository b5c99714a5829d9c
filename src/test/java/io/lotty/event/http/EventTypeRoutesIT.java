package io.lotty.event.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.access.Actor;
import io.lotty.access.Role;
import io.lotty.access.http.Stamps;
import io.lotty.event.EventTypeKeeping;
import io.lotty.event.pg.PgEventTypes;
import io.lotty.id.UserId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.platform.http.Problems;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue of event types as people see it. */
@WithStores
@Covers("EVT-1")
class EventTypeRoutesIT {
    private static final Instant NOW = Instant.parse("2027-02-01T12:00:00Z");
    private static final String SCROLL = """
            {"key": "scroll", "name": "Scroll", "category": "interaction", "requires_exposure": true,
             "is_exposure": false, "properties_schema": {"properties": {"depth": {"type": "number"}}}}""";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Management management = new Management();

    @BeforeEach
    void start(FreshDatabase database) throws TimeoutException {
        management.databaseUrl = database.url();
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        vertx.deployVerticle(management, options).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws TimeoutException {
        client.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void a_type_is_made_read_changed_and_archived() throws Exception {
        var made = call("POST", "", SCROLL);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).hasValue("/api/v1/event-types/scroll");
        assertThat(new JsonObject(made.body())).isEqualTo(new JsonObject("""
                {"key": "scroll", "name": "Scroll", "description": "", "category": "interaction",
                 "requires_exposure": true, "is_exposure": false,
                 "properties_schema": {"properties": {"depth": {"type": "number"}}},
                 "archived": false, "archived_at": null,
                 "created_at": "2027-02-01T12:00:00Z", "updated_at": "2027-02-01T12:00:00Z"}"""));
        assertThat(call("PATCH", "/scroll", "{\"description\": \"How far\"}").statusCode())
                .isEqualTo(200);
        assertThat(call("POST", "/scroll/archive", "").statusCode()).isEqualTo(200);
        var read = new JsonObject(call("GET", "/scroll", "").body());
        assertThat(read.getString("description")).isEqualTo("How far");
        assertThat(read.getString("archived_at")).isEqualTo("2027-02-01T12:00:00Z");
        assertThat(new JsonObject(call("GET", "", "").body()).getJsonArray("items"))
                .hasSize(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST  |          | {"key": "x"}                                    | 422
            POST  |          | {"key": "purchase", "name": "P", "category": "conversion"} | 409
            POST  |          | {"key": "x", "name": "X", "category": "exposure", "is_exposure": true, "requires_exposure": true} | 422
            POST  |          | {"key": "x", "name": "X", "category": "error", "properties_schema": {"format": "x"}} | 422
            PATCH | /click   | {"requires_exposure": false}                    | 422
            PATCH | /click   | {"is_exposure": false}                          | 422
            PATCH | /click   | {"properties_schema": {"properties": 1}}        | 422
            GET   | /nothing | {}                                              | 404
            PATCH | /nothing | {"name": "x"}                                   | 404""")
    void what_cannot_be_is_refused(String method, String path, String body, int status) throws Exception {
        assertThat(call(method, path == null ? "" : path, body).statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + management.port + "/api/v1/event-types" + path);
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static final class Management extends VerticleBase {
        private String databaseUrl = "";
        private int port;

        @Override
        public Future<?> start() {
            var types = new PgEventTypes(new Pg(PgPools.open(vertx, databaseUrl, 2)));
            var router = Router.router(vertx);
            router.route().failureHandler(Problems::handle).handler(BodyHandler.create(false));
            var admin = new Actor(UserId.of("0198a000-0000-7000-8000-0000000000aa"), Set.of(Role.ADMIN));
            router.route().handler(context -> {
                Call.identify(context, admin);
                context.next();
            });
            new EventTypeRoutes(
                            new EventTypeKeeping(types, type -> List.of()), types, new Stamps(InstantSource.fixed(NOW)))
                    .mount(new Operations(router, () -> {}));
            return vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .onSuccess(server -> port = server.actualPort());
        }
    }
}
