package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.People;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.decision.SubjectTraces;
import io.lotty.decision.pg.PgSubjectTraces;
import io.lotty.event.Catalogues;
import io.lotty.event.Event;
import io.lotty.event.PlainDecisions;
import io.lotty.event.Value;
import io.lotty.event.Verdict;
import io.lotty.event.pg.PgEvents;
import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.pg.Signature;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that are under way while their subject is erased, on real stores. */
@WithStores
@Covers("DEC-11")
class ErasedSubjectIT {
    private static final int ROUNDS = Integer.getInteger("lotty.test.erasures", 5);
    private static final Instant RECEIVED = Instant.parse("2027-02-01T12:00:00Z");
    private static final Stamp STAMP = People.by(People.user("root", Role.ADMIN));

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final PgEvents events;
    private final SubjectTraces traces;
    private final Pipeline pipeline;

    ErasedSubjectIT(FreshDatabase database, FreshRedis redis) throws TimeoutException {
        this.pg = new Pg(PgPools.open(vertx, database.url(), 8));
        this.events = new PgEvents(pg);
        this.traces = new PgSubjectTraces(pg, PgEvents::eraseSubject);
        this.pipeline = new Pipeline(vertx, redis.url(), new EventStreams(2, 1_000));
    }

    @AfterEach
    void close() throws TimeoutException {
        pipeline.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void what_lies_in_the_streams_does_not_bring_the_subject_back_and_the_rest_is_stored() throws TimeoutException {
        var batch = new ArrayList<Verdict.Checked>();
        for (int i = 0; i < 100; i++) {
            batch.add(checked(i, i % 2 == 0 ? "ann" : "bob"));
        }
        pipeline.new Edge().offer(batch).await(10, TimeUnit.SECONDS);
        traces.erase(new SubjectId("ann"), RECEIVED, STAMP, () -> 3);
        pipeline.ingest("one", events);
        pipeline.await(() -> pipeline.backlog() == 0);
        assertThat(stored("ann")).isZero();
        assertThat(stored("bob")).isEqualTo(50);
        assertThat(pipeline.length(EventStreams.DEAD)).isZero();
    }

    @Test
    void an_erasure_in_the_middle_of_many_writers_leaves_nothing_of_before_it() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var subject = "racer-" + round;
            var tasks = new ArrayList<Callable<Long>>();
            for (int writer = 0; writer < 6; writer++) {
                int from = writer * 20;
                tasks.add(() -> IntStream.range(from, from + 20)
                        .mapToLong(i -> events.add(List.of(event(subject + i, subject), event(subject + i + "b", "x"))))
                        .sum());
            }
            tasks.add(
                    3,
                    () -> traces.erase(new SubjectId(subject), RECEIVED, STAMP, () -> 0)
                            .events());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var task : threads.invokeAll(tasks)) {
                    task.get(30, TimeUnit.SECONDS);
                }
            }
            assertThat(stored(subject)).isZero();
        }
        assertThat(stored("x")).isEqualTo(ROUNDS * 120L);
    }

    @Test
    void when_the_record_cannot_be_deleted_nothing_is_and_a_repetition_completes_it() {
        events.add(List.of(event("e1", "ann")));
        assertThatThrownBy(() -> traces.erase(new SubjectId("ann"), RECEIVED, STAMP, () -> {
                    throw new Refusal.Unavailable("away", 1);
                }))
                .isInstanceOf(Refusal.Unavailable.class);
        assertThat(stored("ann")).isOne();
        var erased = traces.erase(new SubjectId("ann"), RECEIVED, STAMP, () -> 2);
        assertThat(erased).isEqualTo(new SubjectTraces.Erased(2, 1, List.of()));
        assertThat(traces.erase(new SubjectId("ann"), RECEIVED, STAMP, () -> 0).events())
                .isZero();
    }

    @Test
    void an_erasure_that_cannot_be_alone_gives_up_after_a_few_seconds_and_has_erased_nothing() {
        events.add(List.of(event("e1", "ann")));
        assertThatThrownBy(() -> pg.unaudited(tx -> {
                    Erasures.holdOff(tx);
                    return traces.erase(new SubjectId("ann"), RECEIVED, STAMP, () -> 1);
                }))
                .isInstanceOf(Refusal.Unavailable.class)
                .hasMessageContaining("Try again");
        assertThat(stored("ann")).isOne();
    }

    @Test
    void who_comes_back_later_is_somebody_new_and_marks_are_forgotten_after_forty_days() {
        traces.erase(new SubjectId("ann"), RECEIVED.minusMillis(1), STAMP, () -> 0);
        events.add(List.of(event("e1", "ann")));
        assertThat(stored("ann")).isOne();
        pg.change(
                new Signature("test", "test", "test"),
                tx -> tx.run("UPDATE erased_subject SET erased_at = now() - interval '39 days'"));
        PgSubjectTraces.forgetErased(pg);
        assertThat(marks()).isOne();
        pg.change(
                new Signature("test", "test", "test"),
                tx -> tx.run("UPDATE erased_subject SET erased_at = now() - interval '41 days'"));
        PgSubjectTraces.forgetErased(pg);
        assertThat(marks()).isZero();
    }

    private static Verdict.Checked checked(int index, String subject) {
        var decision = PlainDecisions.id(index, subject, "blue");
        return new Verdict.Checked(
                index,
                new EventId(subject + index),
                Catalogues.CLICK,
                decision,
                new PlainDecisions().read(decision),
                RECEIVED,
                new Value.Fields(Map.of()));
    }

    private static Event event(String id, String subject) {
        return new Event(
                new EventId(id),
                new EventTypeKey("click"),
                new PlainDecisions().read(PlainDecisions.id(1, subject, "blue")),
                RECEIVED,
                RECEIVED,
                "{}");
    }

    private long stored(String subject) {
        return number(
                "SELECT count(event_id) AS n FROM event WHERE subject = substr(sha256('" + subject + "'), 1, 16)");
    }

    private long marks() {
        return number("SELECT count(subject) AS n FROM erased_subject");
    }

    private long number(String sql) {
        return pg.read(tx -> tx.one(sql, row -> row.getLong("n"))).orElseThrow();
    }
}
