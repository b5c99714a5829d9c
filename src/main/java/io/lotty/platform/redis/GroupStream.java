package io.lotty.platform.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A stream as one consumer of a group sees it, over a connection of its own. Calls wait for Redis. */
public final class GroupStream {
    /**
     * Where a stream stands.
     *
     * @param entries not settled yet
     * @param inHand those of them that some consumer has read
     * @param oldest when the first of them was appended, by the clock of Redis; empty when there is none
     */
    public record Backlog(long entries, long inHand, Optional<Instant> oldest) {}

    private static final RedisScript SETTLE = RedisScript.load(GroupStream.class, "settle.lua");
    private static final RedisScript ASIDE = RedisScript.load(GroupStream.class, "aside.lua");
    private static final long BLOCK_MILLIS = 1_000;
    private static final long TIMEOUT_MILLIS = 5_000;
    private static final String BEGINNING = "0-0";

    private final RedisLink link;
    private final String key;
    private final String group;
    private final String consumer;
    private String reclaimFrom = BEGINNING;

    /**
     * One consumer's end of a stream.
     *
     * @param link used by nobody else: reading blocks it
     * @param consumer unlike that of any other live process
     */
    public GroupStream(RedisLink link, String key, String group, String consumer) {
        this.link = link;
        this.key = key;
        this.group = group;
        this.consumer = consumer;
    }

    /** The stream's name. */
    public String key() {
        return key;
    }

    /**
     * Makes stream and group unless they are there. The group begins at the first entry: nothing is passed over. A Redis
     * whose memory is full says no before it has looked; if the group is there, its entries can be taken and make room.
     */
    void prepare() {
        var create = command(Command.XGROUP, "CREATE", key, group, "0", "MKSTREAM");
        link.send(create, TIMEOUT_MILLIS)
                .recover(failure -> isThere(failure) || RedisTrouble.of(failure) == RedisTrouble.REDIS_FULL
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure))
                .await();
    }

    private static boolean isThere(Throwable failure) {
        return failure instanceof ErrorType error && error.is("BUSYGROUP");
    }

    /** New entries; waits up to a second for the first. */
    List<Delivery> take(int most) {
        var read = command(
                Command.XREADGROUP,
                "GROUP",
                group,
                consumer,
                "COUNT",
                Integer.toString(most),
                "BLOCK",
                Long.toString(BLOCK_MILLIS),
                "STREAMS",
                key,
                ">");
        var answer = link.send(read, BLOCK_MILLIS + TIMEOUT_MILLIS).await();
        return answer == null || answer.size() == 0
                ? List.of()
                : deliveries(answer.get(0).get(1));
    }

    /** Entries that lay with any consumer, this one too, for longer than {@code patience}: its hand may be dead. */
    List<Delivery> reclaim(int most, Duration patience) {
        var claim = command(
                Command.XAUTOCLAIM,
                key,
                group,
                consumer,
                Long.toString(patience.toMillis()),
                reclaimFrom,
                "COUNT",
                Integer.toString(most));
        var answer = answer(claim);
        reclaimFrom = answer.get(0).toString();
        return deliveries(answer.get(1));
    }

    /** Whether {@link #reclaim} has been through the whole list of what is in hands. */
    boolean hasReclaimedAll() {
        return reclaimFrom.equals(BEGINNING);
    }

    /** Takes entries out of the stream for good. */
    void settle(List<Delivery> entries) {
        var arguments = new ArrayList<String>();
        arguments.add(group);
        entries.forEach(entry -> arguments.add(entry.entryId()));
        SETTLE.run(link, TIMEOUT_MILLIS, List.of(key), arguments).await();
    }

    /**
     * Puts something into another stream, unless that has {@code most} entries already. Goes through when the memory of
     * Redis is full, too.
     *
     * @return whether there was room
     */
    public boolean putAside(String stream, int most, String... fieldsAndValues) {
        var arguments = new ArrayList<String>();
        arguments.add(Integer.toString(most));
        arguments.addAll(List.of(fieldsAndValues));
        var added = ASIDE.run(link, TIMEOUT_MILLIS, List.of(stream), arguments).await();
        return number(Objects.requireNonNull(added)) == 1;
    }

    Backlog backlog() {
        long entries = number(answer(command(Command.XLEN, key)));
        long inHand = number(answer(command(Command.XPENDING, key, group)).get(0));
        var first = answer(command(Command.XRANGE, key, "-", "+", "COUNT", "1"));
        var oldest = first.stream().findFirst().map(entry -> appendedAt(entry.get(0)));
        return new Backlog(entries, inHand, oldest);
    }

    /** An entry's id begins with its time in milliseconds. */
    private static Instant appendedAt(Response id) {
        var text = id.toString();
        return Instant.ofEpochMilli(Long.parseLong(text.substring(0, text.indexOf('-'))));
    }

    /** How many entries another stream has. */
    public long length(String stream) {
        return number(answer(command(Command.XLEN, stream)));
    }

    private Response answer(Request request) {
        var answer = link.send(request, TIMEOUT_MILLIS).await();
        if (answer == null) {
            throw new IllegalStateException("Redis gave no answer to " + request.command());
        }
        return answer;
    }

    private static long number(Response answer) {
        return Objects.requireNonNull(answer.toLong());
    }

    private static Request command(Command command, String... arguments) {
        var request = Request.cmd(command);
        for (var argument : arguments) {
            request.arg(argument);
        }
        return request;
    }

    private static List<Delivery> deliveries(Response entries) {
        var deliveries = new ArrayList<Delivery>();
        for (var entry : entries) {
            // Redis 6.2 hands over an entry that was deleted as nothing at all.
            if (entry != null && entry.size() == 2 && entry.get(1) != null) {
                deliveries.add(delivery(entry.get(0).toString(), entry.get(1)));
            }
        }
        return deliveries;
    }

    private static Delivery delivery(String id, Response fields) {
        var items = new ArrayList<Delivery.Item>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            items.add(new Delivery.Item(
                    id, fields.get(i).toString(), fields.get(i + 1).toString()));
        }
        return new Delivery(id, items);
    }
}
