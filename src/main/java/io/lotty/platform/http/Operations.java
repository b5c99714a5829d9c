package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Mounts people-facing operations on a router, a line each, and remembers them, so that a test can hold them against
 * the OpenAPI document. A change may come with an {@code Idempotency-Key}; then it is done once, see {@link KeptAnswers}.
 * After an operation that may have changed something, and before it is answered, {@code afterChange} runs, outside of any
 * transaction: this is where a new plan leaves for the edges, so that no feature can forget it. {@code whenDenied} is told of each
 * caller who is refused what he may not do.
 */
public final class Operations {
    /**
     * A mounted operation; the path is in OpenAPI's form, {@code /flags/{key}}.
     *
     * @param takesKey whether it is done once for each {@code Idempotency-Key}
     */
    public record Mounted(HttpMethod method, String path, String operationId, boolean takesKey) {}

    private final Router router;
    private final Runnable afterChange;
    private final KeptAnswers keptAnswers;
    private final WhenDenied whenDenied;
    private final List<Mounted> mounted = new ArrayList<>();

    /** Operations that are done every time, whatever their key, and that tell nobody who was denied what. */
    public Operations(Router router, Runnable afterChange) {
        this(router, afterChange, KeptAnswers.NOWHERE, (call, operationId, refusal) -> {});
    }

    public Operations(Router router, Runnable afterChange, KeptAnswers keptAnswers, WhenDenied whenDenied) {
        this.router = router;
        this.afterChange = afterChange;
        this.keptAnswers = keptAnswers;
        this.whenDenied = whenDenied;
    }

    public Operations get(String path, String operationId, Operation operation) {
        return mount(new Mounted(HttpMethod.GET, path, operationId, false), operation);
    }

    /** A GET with an answer of any length. */
    public Operations stream(String path, String operationId, Function<Call, Streamed> operation) {
        return mountHandler(
                new Mounted(HttpMethod.GET, path, operationId, false),
                call -> operation.apply(call).write(call.context()));
    }

    public Operations post(String path, String operationId, Operation operation) {
        return change(HttpMethod.POST, path, operationId, operation);
    }

    /** A POST that asks and changes nothing. */
    public Operations query(String path, String operationId, Operation operation) {
        return mount(new Mounted(HttpMethod.POST, path, operationId, false), operation);
    }

    /**
     * A POST that begins, goes on with or ends a session. It is done each time, whatever its key: its answer is a secret, or
     * ends what the repeat would come with; and a wrong try has to count although it is refused.
     */
    public Operations session(String path, String operationId, Operation operation) {
        return mount(new Mounted(HttpMethod.POST, path, operationId, false), call -> {
            var answer = operation.answer(call);
            afterChange.run();
            return answer;
        });
    }

    public Operations put(String path, String operationId, Operation operation) {
        return change(HttpMethod.PUT, path, operationId, operation);
    }

    public Operations patch(String path, String operationId, Operation operation) {
        return change(HttpMethod.PATCH, path, operationId, operation);
    }

    public Operations delete(String path, String operationId, Operation operation) {
        return change(HttpMethod.DELETE, path, operationId, operation);
    }

    public List<Mounted> mounted() {
        return List.copyOf(mounted);
    }

    private Operations change(HttpMethod method, String path, String operationId, Operation operation) {
        return mount(new Mounted(method, path, operationId, true), call -> {
            var answer = IfMatch.tryEach(call.context(), () -> once(call, operationId, operation));
            afterChange.run();
            return answer;
        });
    }

    private Answer once(Call call, String operationId, Operation operation) {
        return KeyedRequest.of(call.context(), operationId)
                .map(keyed -> keptAnswers.once(keyed, () -> operation.answer(call)))
                .orElseGet(() -> operation.answer(call));
    }

    private Operations mount(Mounted place, Operation operation) {
        return mountHandler(place, call -> operation.answer(call).write(call.context()));
    }

    private Operations mountHandler(Mounted place, Consumer<Call> operation) {
        mounted.add(place);
        router.route(place.method(), place.path().replaceAll("\\{(\\w+)}", ":$1"))
                .handler(context -> {
                    RequestLog.route(context, place.operationId());
                    var call = new Call(context);
                    try {
                        operation.accept(call);
                    } catch (Refusal.Forbidden refusal) {
                        whenDenied.denied(call, place.operationId(), refusal);
                        throw refusal;
                    }
                });
        return this;
    }
}
