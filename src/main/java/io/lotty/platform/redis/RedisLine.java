package io.lotty.platform.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One physical connection while it lasts, and what is under way on it. Has a client of its own, because a connection that
 * is given back to a client's pool stays open. Each request costs no timer: one sleeps until the earliest deadline.
 */
final class RedisLine {
    private final Vertx vertx;
    private final String name;
    private final Redis client;
    private final RedisConnection connection;
    private final BiConsumer<RedisLine, String> onLoss;
    private final ArrayDeque<UnderWay> underWay = new ArrayDeque<>();
    private boolean isWaking;
    private long wakesAtNanos;

    /** @param onLoss told, perhaps more than once, that this line is of no use any more, and why */
    RedisLine(
            Vertx vertx, String name, Redis client, RedisConnection connection, BiConsumer<RedisLine, String> onLoss) {
        this.vertx = vertx;
        this.name = name;
        this.client = client;
        this.connection = connection;
        this.onLoss = onLoss;
        connection.exceptionHandler(failure -> onLoss.accept(this, failure.toString()));
        connection.endHandler(end -> onLoss.accept(this, "closed"));
    }

    private record UnderWay(Promise<@Nullable Response> answer, long deadlineNanos) {
        boolean isOver() {
            return answer.future().isComplete();
        }
    }

    /** Sends; fails with {@link RedisDown} or with the error that Redis answered, and never throws. */
    Future<@Nullable Response> send(Request request) {
        try {
            return connection.send(request).recover(failure -> Future.failedFuture(said(failure)));
        } catch (RuntimeException broken) {
            return Future.failedFuture(said(broken));
        }
    }

    /** As {@link #send(Request)}; once the limit has passed without an answer, the line counts as lost. */
    Future<@Nullable Response> send(Request request, long timeoutMillis) {
        Promise<@Nullable Response> answer = Promise.promise();
        remember(new UnderWay(answer, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis)));
        send(request).onSuccess(answer::tryComplete).onFailure(answer::tryFail);
        return answer.future();
    }

    /** Ends it, and with it at once all that waits for an answer. */
    Future<Void> end(String why) {
        var closed = client.close();
        List<UnderWay> left;
        synchronized (underWay) {
            left = List.copyOf(underWay);
            underWay.clear();
        }
        left.forEach(request -> request.answer().tryFail(new RedisDown(name, why)));
        return closed;
    }

    private Throwable said(Throwable failure) {
        return isAnswer(failure) ? failure : new RedisDown(name, String.valueOf(failure.getMessage()));
    }

    /** The client says "closed" by an error of the same type as those that Redis sends. */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof ErrorType error && !error.is("CONNECTION_CLOSED");
    }

    private void remember(UnderWay request) {
        synchronized (underWay) {
            // answers come in order, so what is over stands in front
            while (!underWay.isEmpty() && underWay.getFirst().isOver()) {
                underWay.removeFirst();
            }
            underWay.addLast(request);
            if (!isWaking || request.deadlineNanos() - wakesAtNanos < 0) {
                wakeAt(request.deadlineNanos());
            }
        }
    }

    private void wakeAt(long deadlineNanos) {
        isWaking = true;
        wakesAtNanos = deadlineNanos;
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()) + 1;
        vertx.setTimer(Math.max(1, millis), late -> look());
    }

    private void look() {
        boolean isOverdue = false;
        synchronized (underWay) {
            isWaking = false;
            underWay.removeIf(UnderWay::isOver);
            long now = System.nanoTime();
            var earliest = underWay.stream()
                    .mapToLong(request -> request.deadlineNanos() - now)
                    .min();
            if (earliest.isPresent()) {
                isOverdue = earliest.getAsLong() <= 0;
                if (!isOverdue) {
                    wakeAt(now + earliest.getAsLong());
                }
            }
        }
        if (isOverdue) {
            onLoss.accept(this, "no answer in time");
        }
    }
}
