package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the server does, all of it, and nothing else. */
@WithStores
@Covers("API-1")
class OpenApiIT {
    private static final String NO_STORE_FAILS = "every store and the management service answer in this test";

    /** What is documented and not walked through, with the reason. */
    private static final Map<String, String> NOT_WALKED = Map.of("503", NO_STORE_FAILS);

    private final ApiDocument document = ApiDocument.read();

    @Test
    void the_document_has_the_operations_that_are_mounted_and_no_others(FreshRedis redis) {
        var vertx = Vertx.vertx();
        try {
            var documented = document.operations().stream()
                    .map(operation -> MountedOperations.line(
                            operation.id(), HttpMethod.valueOf(operation.method()), operation.path()))
                    .collect(Collectors.toCollection(TreeSet::new));

            var mounted = new MountedOperations(vertx, redis).all();

            assertThat(documented).containsExactlyInAnyOrderElementsOf(mounted);
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void every_change_by_somebody_takes_an_idempotency_key(FreshRedis redis) {
        var vertx = Vertx.vertx();
        try {
            var changes = new MountedOperations(vertx, redis).changes();

            assertThat(document.operations().stream()
                            .filter(ApiDocument.Operation::takesKey)
                            .map(ApiDocument.Operation::id))
                    .containsExactlyInAnyOrderElementsOf(changes);
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void examples_fit_their_schemas() {
        for (var operation : document.operations()) {
            operation
                    .body()
                    .ifPresent(body -> assertThat(document.flaws(
                                    body.getJsonObject("schema"),
                                    operation.example().encode()))
                            .as("the example of %s", operation.id())
                            .isEmpty());
            for (int status : operation.statuses()) {
                var response = document.response(operation, status).orElseThrow();
                for (var media : response.getJsonObject("content", new JsonObject())) {
                    var content = (JsonObject) media.getValue();
                    if (content.containsKey("example")) {
                        assertThat(document.flaws(
                                        content.getJsonObject("schema"),
                                        content.getJsonObject("example").encode()))
                                .as("the example of %s %s", operation.id(), status)
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void every_documented_answer_is_given_and_fits_its_schema(FreshDatabase database, FreshRedis redis) {
        try (var lotty = RunningLotty.start(database, redis)) {
            var walk = Walk.begin(lotty, document);
            new ProductWalk(walk).run();
            new AccessWalk(walk).run();
            new CatalogueWalk(walk).run();
            new ExperimentWalk(walk).run();
            new SubjectWalk(walk).run();

            assertThat(seen(walk.calls().seen())).containsExactlyInAnyOrderElementsOf(documented());
        }
    }

    private Set<String> documented() {
        var pairs = new TreeSet<String>();
        for (var operation : document.operations()) {
            operation.statuses().stream()
                    .filter(status -> !NOT_WALKED.containsKey(status.toString()))
                    .map(status -> operation.id() + " " + status)
                    .filter(pair -> !NOT_WALKED.containsKey(pair))
                    .forEach(pairs::add);
        }
        return pairs;
    }

    private static Set<String> seen(Map<String, Set<Integer>> calls) {
        var pairs = new TreeSet<String>();
        calls.forEach((id, statuses) -> statuses.forEach(status -> pairs.add(id + " " + status)));
        return pairs;
    }
}
