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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One physical connection while it lasts, and what is under way on it. Has a client of its own, because a connection that
 * is given back to a client's pool stays open. Each request costs no timer: one sleeps until the earliest deadline.
 */
final class RedisLine {
    private static final long HELD_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Vertx vertx;
    private final String name;
    private final Redis client;
    private final RedisConnection connection;
    private final Troubles troubles;
    private final ArrayDeque<UnderWay> underWay = new ArrayDeque<>();
    private boolean isWaking;
    private boolean isInGrace;
    private long wakesAtNanos;

    RedisLine(Vertx vertx, String name, Redis client, RedisConnection connection, Troubles troubles) {
        this.vertx = vertx;
        this.name = name;
        this.client = client;
        this.connection = connection;
        this.troubles = troubles;
        connection.exceptionHandler(failure -> troubles.lost(this, failure.toString()));
        connection.endHandler(end -> troubles.lost(this, "closed"));
    }

    /** Told of what befalls a line, perhaps more than once. */
    interface Troubles {
        /** It is of no use any more. */
        void lost(RedisLine line, String why);

        /** Something was not answered within its limit. */
        void late(RedisLine line, long limitMillis);
    }

    private record UnderWay(Promise<@Nullable Response> answer, long deadlineNanos, long limitMillis) {
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

    /** As {@link #send(Request)}; when the limit passes without an answer, the line says that it is late. */
    Future<@Nullable Response> send(Request request, long timeoutMillis) {
        Promise<@Nullable Response> answer = Promise.promise();
        remember(new UnderWay(answer, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis), timeoutMillis));
        send(request).onSuccess(answer::tryComplete).onFailure(answer::tryFail);
        return answer.future();
    }

    /** Ends it, and with it at once all that waits for an answer. */
    Future<Void> end(String why) {
        var closed = client.close();
        giveUp(why);
        return closed;
    }

    /** Fails at once all that waits for an answer; what Redis still answers to it goes unheard. */
    void giveUp(String why) {
        List<UnderWay> left;
        synchronized (underWay) {
            left = List.copyOf(underWay);
            underWay.clear();
        }
        left.forEach(request -> request.answer().tryFail(new RedisDown(name, why)));
    }

    private Throwable said(Throwable failure) {
        if (isAnswer(failure)) {
            return failure;
        }
        var down = new RedisDown(name, String.valueOf(failure.getMessage()));
        if (isLoading(failure)) {
            troubles.lost(this, "it loads its data");
        }
        return down;
    }

    /** The client says "closed" by an error of the same type as those that Redis sends. */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof ErrorType error && !error.is("CONNECTION_CLOSED") && !isLoading(error);
    }

    private static boolean isLoading(Throwable failure) {
        return failure instanceof ErrorType error && error.is("LOADING");
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
        Optional<UnderWay> late = Optional.empty();
        synchronized (underWay) {
            isWaking = false;
            underWay.removeIf(UnderWay::isOver);
            long now = System.nanoTime();
            var earliest = underWay.stream().min(Comparator.comparingLong(each -> each.deadlineNanos() - now));
            if (earliest.isEmpty()) {
                isInGrace = false;
            } else if (earliest.get().deadlineNanos() - now > 0) {
                isInGrace = false;
                wakeAt(earliest.get().deadlineNanos());
            } else if (now - wakesAtNanos > HELD_UP_NANOS && !isInGrace) {
                // it is this process that was held up: the answer may be here and not read yet
                isInGrace = true;
                wakeAt(now + GRACE_NANOS);
            } else {
                late = earliest;
            }
        }
        late.ifPresent(request -> troubles.late(this, request.limitMillis()));
    }
}
