package io.lotty.bench;

import io.lotty.decision.AssignmentRecord;
import io.lotty.id.SubjectId;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What any service of these libraries has to do for a decision, and nothing else: parse the body, read the subject's key
 * from Redis, write an answer; and for a batch of events, to append its body to a stream. The empty floor does without Redis. {@code PUT} sets the answer.
 */
final class Floor extends VerticleBase {
    static final String STREAM = "bench:floor";
    private static final String EMPTY = "empty";
    private static final AtomicReference<Buffer> ANSWER = new AtomicReference<>(Buffer.buffer("{}"));

    private final int port;
    private final String redis;
    private @Nullable RedisConnection connection;

    private Floor(int port, String redis) {
        this.port = port;
        this.redis = redis;
    }

    /** Arguments: the port, and the URL of Redis or {@value #EMPTY}. */
    public static void main(String[] arguments) {
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        int loops = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(
                        () -> new Floor(Integer.parseInt(arguments[0]), arguments[1]),
                        new DeploymentOptions().setInstances(loops))
                .await();
    }

    static String[] arguments(int port, String redis) {
        return new String[] {Integer.toString(port), redis};
    }

    static String[] emptyArguments(int port) {
        return arguments(port, EMPTY);
    }

    @Override
    public Future<?> start() {
        return connected()
                .compose(ready ->
                        vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1"));
    }

    private Future<?> connected() {
        if (redis.equals(EMPTY)) {
            return Future.succeededFuture();
        }
        var options = new RedisOptions().setConnectionString(redis).setMaxWaitingHandlers(16_384);
        return Redis.createClient(vertx, options).connect().onSuccess(open -> connection = open);
    }

    private void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.PUT) {
            request.body().onSuccess(body -> {
                ANSWER.set(body);
                request.response().end();
            });
            return;
        }
        if (request.path().equals(EventBatch.PATH)) {
            request.bodyHandler(body -> append(request, body));
            return;
        }
        request.bodyHandler(body -> {
            var subject = new JsonObject(body).getString("subject_id");
            var redisConnection = connection;
            if (redisConnection == null) {
                answer(request);
            } else {
                var key = AssignmentRecord.key(new SubjectId(subject));
                redisConnection
                        .send(Request.cmd(Command.GET).arg(key))
                        .onSuccess(held -> answer(request))
                        .onFailure(
                                failure -> request.response().setStatusCode(500).end());
            }
        });
    }

    /** As little as can be done for events that must not be lost: read them, append them, wait for Redis. */
    private void append(HttpServerRequest request, Buffer body) {
        int events = new JsonObject(body).getJsonArray("events").size();
        var add = Request.cmd(Command.XADD)
                .arg(STREAM)
                .arg("*")
                .arg(Integer.toString(events))
                .arg(body);
        Objects.requireNonNull(connection)
                .send(add)
                .onSuccess(id -> answer(request))
                .onFailure(failure -> request.response().setStatusCode(500).end());
    }

    private static void answer(HttpServerRequest request) {
        request.response().putHeader("Content-Type", "application/json").end(ANSWER.get());
    }
}
