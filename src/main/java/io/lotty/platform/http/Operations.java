package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;

/**
 * Mounts people-facing operations on a router, a line each, and remembers them, so that a test can hold them against
 * the OpenAPI document. After an operation that may have changed something, and before it is answered, {@code afterChange}
 * runs: this is where a new plan leaves for the edges, so that no feature can forget it. {@code whenDenied} is told of each
 * caller who is refused what he may not do.
 */
public final class Operations {
    /** A mounted operation; the path is in OpenAPI's form, {@code /flags/{key}}. */
    public record Mounted(HttpMethod method, String path, String operationId) {}

    private final Router router;
    private final Runnable afterChange;
    private final WhenDenied whenDenied;
    private final List<Mounted> mounted = new ArrayList<>();

    public Operations(Router router, Runnable afterChange, WhenDenied whenDenied) {
        this.router = router;
        this.afterChange = afterChange;
        this.whenDenied = whenDenied;
    }

    /** Tells nobody who was denied what. */
    public Operations(Router router, Runnable afterChange) {
        this(router, afterChange, (call, operationId, refusal) -> {});
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
            var call = new Call(context);
            try {
                operation.answer(call).write(context);
            } catch (Refusal.Forbidden refusal) {
                whenDenied.denied(call, operationId, refusal);
                throw refusal;
            }
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
