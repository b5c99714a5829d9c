package io.lotty.platform.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;

/**
 * Mounts people-facing operations on a router, a line each, and remembers them, so that a test can hold them against
 * the OpenAPI document. After an operation that may have changed something, and before it is answered, {@code afterChange}
 * runs: this is where a new plan leaves for the edges, so that no feature can forget it.
 */
public final class Operations {
    /** A mounted operation; the path is in OpenAPI's form, {@code /flags/{key}}. */
    public record Mounted(HttpMethod method, String path, String operationId) {}

    private final Router router;
    private final Runnable afterChange;
    private final List<Mounted> mounted = new ArrayList<>();

    public Operations(Router router, Runnable afterChange) {
        this.router = router;
        this.afterChange = afterChange;
    }

    public Operations get(String path, String operationId, Operation operation) {
        return mount(HttpMethod.GET, path, operationId, operation);
    }

    public Operations post(String path, String operationId, Operation operation) {
        return mount(HttpMethod.POST, path, operationId, changing(operation));
    }

    /** A POST that asks and changes nothing. */
    public Operations query(String path, String operationId, Operation operation) {
        return mount(HttpMethod.POST, path, operationId, operation);
    }

    public Operations put(String path, String operationId, Operation operation) {
        return mount(HttpMethod.PUT, path, operationId, changing(operation));
    }

    public Operations patch(String path, String operationId, Operation operation) {
        return mount(HttpMethod.PATCH, path, operationId, changing(operation));
    }

    public Operations delete(String path, String operationId, Operation operation) {
        return mount(HttpMethod.DELETE, path, operationId, changing(operation));
    }

    public List<Mounted> mounted() {
        return List.copyOf(mounted);
    }

    private Operations mount(HttpMethod method, String path, String operationId, Operation operation) {
        mounted.add(new Mounted(method, path, operationId));
        router.route(method, path.replaceAll("\\{(\\w+)}", ":$1")).handler(context -> {
            RequestLog.route(context, operationId);
            operation.answer(new Call(context)).write(context);
        });
        return this;
    }

    private Operation changing(Operation operation) {
        return call -> {
            var answer = operation.answer(call);
            afterChange.run();
            return answer;
        };
    }
}
