package io.lotty.decision.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.Claim;
import io.lotty.decision.Decision;
import io.lotty.decision.ExperimentPlan;
import io.lotty.decision.Plan;
import io.lotty.decision.Plans;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.platform.redis.RedisDown;
import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Covers("DEC-5")
class RedisAssignmentsIT {
    private static final Instant NOW = Instant.ofEpochSecond(1_900_000_000);

    /** Longer than in production, for machines that are busy with other tests. */
    private static final long LIMIT_MILLIS = 1_000;

    private static final SubjectId ANN = new SubjectId("ann");

    private final Vertx vertx = Vertx.vertx();
    private final OwnRedis redis = OwnRedis.start();
    private final ExperimentPlan experiment = Plans.experiment(100, 100, 100, 100, 100);
    private final ExperimentPlan other = Plans.random(new Random(5), 20).flags().stream()
            .flatMap(flag -> flag.experiment().stream())
            .findFirst()
            .orElseThrow();

    private EventLoop loop = new EventLoop();

    @BeforeEach
    void open() {
        loop = loop();
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
        redis.close();
    }

    @Test
    void reads_of_one_turn_travel_together_and_each_reader_gets_its_own_record() throws IOException {
        int readers = 300;
        for (int i = 0; i < readers; i += 2) {
            claim(loop, new SubjectId("user-" + i), experiment, i % 5);
        }
        long before = callsOf("mget");

        var records = await(loop.call(assignments -> {
            var reads = IntStream.range(0, readers)
                    .mapToObj(i -> assignments.of(new SubjectId("user-" + i)))
                    .toList();
            return Future.all(reads).map(all -> all.<AssignmentRecord>list());
        }));

        assertThat(callsOf("mget") - before).isOne();
        for (int i = 0; i < readers; i++) {
            assertThat(records.get(i).variantIn(experiment)).isEqualTo(i % 2 == 0 ? i % 5 : -1);
        }
    }

    @Test
    void first_records_of_one_turn_travel_together_and_each_claimer_learns_what_holds() throws IOException {
        claim(loop, new SubjectId("user-7"), other, 0);
        var alone = claimAtOnce(IntStream.range(100, 200));
        assertThat(callsOf("msetnx")).isOne();
        assertThat(alone)
                .allSatisfy(record -> assertThat(record.variantIn(experiment)).isEqualTo(1));

        var crowd = claimAtOnce(IntStream.concat(IntStream.range(0, 20), IntStream.of(5, 5)));
        for (int i = 0; i < crowd.size(); i++) {
            assertThat(crowd.get(i).variantIn(experiment)).isEqualTo(i == 7 ? -1 : 1);
            assertThat(crowd.get(i).variantIn(other)).isEqualTo(i == 7 ? 0 : -1);
        }
        assertThat(read(new SubjectId("user-19"))).isEqualTo(crowd.get(19));
    }

    private List<AssignmentRecord> claimAtOnce(IntStream users) {
        return await(loop.call(assignments -> {
            var claims = users.mapToObj(i -> assignments.claim(
                            new SubjectId("user-" + i), claimed(AssignmentRecord.EMPTY, experiment, 1)))
                    .toList();
            return Future.all(claims).map(all -> all.<AssignmentRecord>list());
        }));
    }

    @Test
    void whoever_comes_second_gets_what_the_first_one_claimed() {
        assertThat(claim(loop, ANN, experiment, 3).variantIn(experiment)).isEqualTo(3);
        assertThat(claim(loop, ANN, experiment, 1).variantIn(experiment)).isEqualTo(3);
        assertThat(read(ANN).variantIn(experiment)).isEqualTo(3);
    }

    @Test
    void claims_add_to_what_is_held() {
        claim(loop, ANN, experiment, 3);
        var both = claim(loop, ANN, other, 0);
        assertThat(read(ANN)).isEqualTo(both);
        assertThat(both.variantIn(experiment)).isEqualTo(3);
        assertThat(both.variantIn(other)).isZero();
        assertThat(read(new SubjectId("bob"))).isEqualTo(AssignmentRecord.EMPTY);
    }

    @Test
    void a_claim_out_of_a_record_that_has_changed_writes_nothing() {
        var stale = claimed(AssignmentRecord.EMPTY, experiment, 1);
        var first = claim(loop, ANN, other, 0);
        var answer = await(loop.call(assignments -> assignments.claim(ANN, stale)));
        assertThat(answer).isEqualTo(first);
        assertThat(read(ANN)).isEqualTo(first);
    }

    @Test
    void two_hundred_claims_at_the_same_time_give_one_variant() {
        var loops = List.of(loop(), loop(), loop(), loop());
        var claims = new ArrayList<Future<AssignmentRecord>>();
        for (int i = 0; i < 200; i++) {
            int variant = i % 5;
            claims.add(loops.get(i % loops.size())
                    .call(assignments -> assignments.claim(ANN, claimed(AssignmentRecord.EMPTY, experiment, variant))));
        }
        await(Future.all(claims));
        var held = read(ANN);
        assertThat(claims).allSatisfy(claim -> assertThat(await(claim)).isEqualTo(held));
        assertThat(held.text().split(";")).hasSize(2);
    }

    @Test
    void a_restarted_or_flushed_redis_learns_the_script_again() throws IOException {
        claim(loop, ANN, experiment, 2);
        redis.ask("SCRIPT FLUSH");
        assertThat(claim(loop, ANN, other, 0).variantIn(experiment)).isEqualTo(2);
    }

    @Test
    void any_subject_can_be_a_key() {
        for (var name : List.of("{}", "}{", "a b\r\nc", "😀", "\u0001", "x".repeat(256), "*")) {
            var subject = new SubjectId(name);
            claim(loop, subject, experiment, 4);
            assertThat(read(subject).variantIn(experiment)).as(name).isEqualTo(4);
        }
    }

    @Test
    void a_record_that_cannot_be_read_fails_its_own_reader_only() throws IOException {
        claim(loop, ANN, experiment, 2);
        assertThat(redis.ask("SET lotty:a:{bob} 2:1;rubbish")).startsWith("+OK");
        var reads = await(loop.call(assignments ->
                Future.succeededFuture(List.of(assignments.of(new SubjectId("bob")), assignments.of(ANN)))));
        assertThatThrownBy(() -> await(reads.getFirst())).hasMessageContaining("malformed");
        assertThat(await(reads.getLast()).variantIn(experiment)).isEqualTo(2);
    }

    @Test
    void what_lies_there_and_is_no_record_is_never_overwritten() throws IOException {
        assertThat(redis.ask("LPUSH lotty:a:{ann} something")).startsWith(":1");
        assertThatThrownBy(() -> await(loop.call(
                        assignments -> assignments.claim(ANN, claimed(AssignmentRecord.EMPTY, experiment, 2)))))
                .hasMessageContaining("WRONGTYPE");
        assertThat(redis.ask("LLEN lotty:a:{ann}")).startsWith(":1");
    }

    @Test
    @Covers("DEC-10")
    void a_frozen_redis_is_given_up_within_the_limit_by_all_readers() throws IOException {
        redis.freeze();
        var reads = await(loop.call(assignments -> Future.succeededFuture(IntStream.range(0, 100)
                .mapToObj(i -> assignments.of(new SubjectId("user-" + i)))
                .toList())));
        long started = System.nanoTime();
        assertThat(reads)
                .allSatisfy(read -> assertThatThrownBy(() -> await(read)).isInstanceOf(RedisDown.class));
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)).isLessThan(LIMIT_MILLIS * 4);
        redis.thaw();
    }

    private AssignmentRecord read(SubjectId subject) {
        return await(loop.call(assignments -> assignments.of(subject)));
    }

    /** Claims out of what is there. */
    private AssignmentRecord claim(EventLoop loop, SubjectId subject, ExperimentPlan experiment, int variant) {
        return await(loop.call(assignments -> assignments
                .of(subject)
                .compose(held -> held.variantIn(experiment) >= 0
                        ? Future.succeededFuture(held)
                        : assignments.claim(subject, claimed(held, experiment, variant)))));
    }

    private static Claim claimed(AssignmentRecord held, ExperimentPlan experiment, int variant) {
        var flag = Plans.flag("f", experiment);
        return Claim.of(
                        new Plan(1, Plans.unlimited(), List.of(flag)),
                        held,
                        List.of(new Decision.Assigned(flag, experiment, variant, true)),
                        NOW)
                .orElseThrow();
    }

    private long callsOf(String command) throws IOException {
        var calls = Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(redis.ask("INFO commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    private EventLoop loop() {
        var verticle = new EventLoop();
        vertx.deployVerticle(verticle).await();
        return verticle;
    }

    /** Assignments on an event loop of their own, called from the test's thread. */
    private final class EventLoop extends VerticleBase {
        private List<RedisAssignments> assignments = List.of();

        @Override
        public Future<?> start() {
            return RedisLink.open(vertx, redis.url(), "test")
                    .onSuccess(link -> assignments = List.of(new RedisAssignments(link, context, LIMIT_MILLIS)));
        }

        <T> Future<T> call(Function<RedisAssignments, Future<T>> call) {
            Promise<T> answer = Promise.promise();
            Context owner = context;
            owner.runOnContext(here -> call.apply(assignments.getFirst()).onComplete(answer));
            return answer.future();
        }
    }
}
