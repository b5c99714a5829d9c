package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.event.DeadLetter;
import io.lotty.event.DeadLetters;
import io.lotty.event.Events;
import io.lotty.event.PlainDecisions;
import io.lotty.event.ReplayLimits;
import io.lotty.event.pg.PgEvents;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.redis.RedisLink;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What could not be stored: seen, tried again, counted once. */
@WithStores
@Covers("EVT-5")
class DeadLettersIT {
    private static final EventStreams STREAMS = new EventStreams(2, 1_000);
    private static final ReplayLimits LIMITS = new ReplayLimits(Duration.ofDays(30), Duration.ofDays(33));

    /** Later neither than the events nor than when they are put aside. */
    private final Instant now = Instant.now().isBefore(Pipeline.NOW) ? Instant.now() : Pipeline.NOW;

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final PgEvents events;
    private final Pipeline pipeline;
    private final RedisLink link;
    private final DeadLetters letters;

    DeadLettersIT(FreshDatabase database, FreshRedis redis) throws TimeoutException {
        this.pg = new Pg(PgPools.open(vertx, database.url(), 4));
        this.events = new PgEvents(pg);
        this.pipeline = new Pipeline(vertx, redis.url(), STREAMS);
        this.link = RedisLink.open(vertx, redis.url(), "letters").await(10, TimeUnit.SECONDS);
        this.letters = letters(STREAMS);
    }

    @AfterEach
    void close() throws TimeoutException {
        pipeline.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void letters_are_read_by_pages_with_what_they_hold() throws TimeoutException {
        append(0, event("u1", "{broken"));
        append(1, "no event");
        append(1, event("u2", "{broken"));
        pipeline.ingest("one", events);
        pipeline.await(() -> pipeline.length(EventStreams.DEAD) == 3);

        var first = list(2, Optional.empty());
        var second = list(2, first.getLast().id());
        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1);
        var all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(all).extracting(DeadLetter::eventId).containsExactlyInAnyOrder("u1", "", "u2");
        assertThat(all)
                .filteredOn(letter -> letter.eventId().equals("u1"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.reason()).startsWith("unstorable: invalid input syntax");
                    assertThat(letter.stream()).isEqualTo(STREAMS.stream(0));
                    assertThat(letter.content()).isEqualTo(event("u1", "{broken"));
                });
        pipeline.await(() -> IngestSight.of(pipeline.meters()).buried() == 3);
    }

    @Test
    void what_is_replayed_is_stored_once_and_what_fails_again_is_a_letter_again() throws TimeoutException {
        var isAble = new AtomicBoolean();
        pipeline.ingest("one", batch -> {
            if (!isAble.get()) {
                throw new Events.Unstorable("not yet", new IllegalStateException());
            }
            return events.add(batch);
        });
        append(0, event("good", "{}"));
        append(1, "no event");
        pipeline.await(() -> pipeline.length(EventStreams.DEAD) == 2);
        isAble.set(true);
        var ids = list(10, Optional.empty()).stream().map(DeadLetter::id).toList();

        assertThat(blocking(() -> letters.replay(List.of(ids.get(0), ids.get(1), "1-1", "none"))))
                .isEqualTo(new DeadLetters.Replay(2, 2, 0));
        pipeline.await(() -> pipeline.backlog() == 0 && pipeline.length(EventStreams.DEAD) == 1);
        append(0, event("good", "{}"));
        pipeline.await(() -> pipeline.backlog() == 0);
        assertThat(stored()).isEqualTo(1);

        assertThat(blocking(letters::replayOldest)).isEqualTo(new DeadLetters.Replay(1, 0, 0));
        pipeline.await(() -> pipeline.length(EventStreams.DEAD) == 1);
        assertThat(list(10, Optional.empty()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.content()).isEqualTo("no event"));
    }

    @Test
    void what_is_too_old_stays_and_does_not_keep_the_others_from_their_turn() throws TimeoutException {
        var day = Duration.ofDays(1);
        var old = List.of(
                bury("received", day.multipliedBy(31), day.multipliedBy(31)),
                bury("occurred", day.multipliedBy(34), day.multipliedBy(5)),
                bury(now.minus(day.multipliedBy(31)), "no event"));
        for (int i = 0; i < 100; i++) {
            bury("more" + i, day.multipliedBy(31), day.multipliedBy(31));
        }
        bury("young", day.multipliedBy(32), day.multipliedBy(29));
        bury(now, "no event, but a young one");

        assertThat(blocking(letters::replayOldest)).isEqualTo(new DeadLetters.Replay(2, 0, 103));
        assertThat(blocking(() -> letters.replay(List.of(old.get(0), old.get(1), old.get(2), "1-1"))))
                .isEqualTo(new DeadLetters.Replay(0, 1, 3));
        assertThat(pipeline.backlog()).isEqualTo(2);
        assertThat(pipeline.length(EventStreams.DEAD)).isEqualTo(103);
    }

    @Test
    void a_full_stream_takes_no_letter_and_the_rest_goes_when_there_is_room() throws TimeoutException {
        for (int i = 0; i < 5; i++) {
            bury("event" + i, Duration.ZERO, Duration.ZERO);
        }
        var narrow = letters(new EventStreams(1, 3));

        assertThatThrownBy(() -> blocking(narrow::replayOldest)).hasRootCauseInstanceOf(Refusal.Unavailable.class);
        assertThat(pipeline.backlog()).isEqualTo(3);
        assertThat(pipeline.length(EventStreams.DEAD)).isEqualTo(2);

        pipeline.ask(
                Request.cmd(Command.XTRIM).arg(STREAMS.stream(0)).arg("MAXLEN").arg(0));
        assertThat(blocking(narrow::replayOldest)).isEqualTo(new DeadLetters.Replay(2, 0, 0));
        assertThat(pipeline.backlog()).isEqualTo(2);
    }

    @Test
    void what_is_given_up_is_gone() throws TimeoutException {
        pipeline.ingest("one", events);
        append(0, "no event");
        append(1, "none either");
        pipeline.await(() -> pipeline.length(EventStreams.DEAD) == 2);
        var first = list(10, Optional.empty()).getFirst().id();

        assertThat(blocking(() -> letters.discard(List.of(first, first, "1-1", "none"))))
                .isEqualTo(1);
        assertThat(blocking(() -> letters.discard(List.of("none")))).isZero();
        assertThat(pipeline.length(EventStreams.DEAD)).isEqualTo(1);
    }

    @Test
    void of_many_that_replay_the_same_letters_one_sends_each() throws Exception {
        for (int i = 0; i < 50; i++) {
            bury("event" + i, Duration.ZERO, Duration.ZERO);
        }
        int replayed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<DeadLetters.Replay> all = letters::replayOldest;
            for (var replay : threads.invokeAll(Collections.nCopies(4, all))) {
                replayed += replay.get(20, TimeUnit.SECONDS).replayed();
            }
        }
        assertThat(replayed).isEqualTo(50);
        assertThat(pipeline.backlog()).isEqualTo(50);
    }

    @Test
    void a_shard_that_is_no_more_is_replaced_by_the_first() {
        assertThat(STREAMS.known("lotty:events:{7}")).isEqualTo(STREAMS.stream(0));
        assertThat(STREAMS.known(STREAMS.stream(1))).isEqualTo(STREAMS.stream(1));
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        assertThatThrownBy(() -> list(2, "button_color")).hasRootCauseInstanceOf(Refusal.Invalid.class);
    }

    private RedisDeadLetters letters(EventStreams streams) {
        return new RedisDeadLetters(link, streams, LIMITS, InstantSource.fixed(now));
    }

    private String bury(String id, Duration sinceOccurrence, Duration sinceReceipt) throws TimeoutException {
        return bury(now, event(id, "{}", micros(now.minus(sinceOccurrence)), micros(now.minus(sinceReceipt))));
    }

    /** Gives the letter's id. */
    private String bury(Instant at, String content) throws TimeoutException {
        var letter = Request.cmd(Command.XADD).arg(EventStreams.DEAD).arg("*").arg("at");
        return pipeline.ask(letter.arg(at.toString()).arg("payload").arg(content))
                .toString();
    }

    private static String micros(Instant at) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }

    private List<DeadLetter> list(int limit, String after) {
        return list(limit, Optional.of(after));
    }

    private List<DeadLetter> list(int limit, Optional<String> after) {
        return blocking(() -> letters.list(new PageRequest(limit, after, Optional.empty())))
                .items();
    }

    private static <T> T blocking(Callable<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(work).get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void append(int shard, String event) throws TimeoutException {
        pipeline.ask(Request.cmd(Command.XADD)
                .arg(STREAMS.stream(shard))
                .arg("*")
                .arg(EventStreams.FIELD)
                .arg(event));
    }

    private static String event(String id, String properties) {
        return event(id, properties, Pipeline.NOW_IN_MICROS, Pipeline.NOW_IN_MICROS);
    }

    private static String event(String id, String properties, String occurredAt, String receivedAt) {
        return String.join("\0", id, "click", PlainDecisions.id(1, "ann", "blue"), occurredAt, receivedAt, properties);
    }

    private long stored() {
        return pg.read(tx -> tx.one("SELECT count(*) AS n FROM event", row -> row.getLong("n")))
                .orElseThrow();
    }
}
