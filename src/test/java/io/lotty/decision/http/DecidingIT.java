package io.lotty.decision.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.DecideRequest;
import io.lotty.decision.Decision;
import io.lotty.decision.FlagPlan;
import io.lotty.decision.Participation;
import io.lotty.decision.Plan;
import io.lotty.decision.Plans;
import io.lotty.decision.Reason;
import io.lotty.decision.redis.RedisAssignments;
import io.lotty.experiment.Conflict.Policy;
import io.lotty.experiment.ConflictDomain;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.platform.redis.RedisLink;
import io.lotty.targeting.Attributes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Covers({"DEC-5", "DEC-6", "CON-1"})
class DecidingIT {
    /** 1,000 for the figures in the README. */
    private static final int ROUNDS = Integer.getInteger("lotty.exactness.rounds", 40);

    private static final int REQUESTS = 200;
    private static final int FLAGS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final OwnRedis redis = OwnRedis.start();
    private final Random random = new Random(20270301);
    private final AtomicReference<Plan> plan = new AtomicReference<>(plan(2, Participation.DEFAULT, flags()));

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
        redis.close();
    }

    @Test
    void concurrent_requests_of_one_subject_never_exceed_the_limit_nor_share_a_domain() {
        var edges = List.of(edge(), edge(), edge(), edge());
        int most = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var subject = new SubjectId("user-" + round);
            var answers = new ArrayList<Future<Deciding.Outcome>>();
            for (int i = 0; i < REQUESTS; i++) {
                var request = request(subject, someFlags());
                answers.add(edges.get(i % edges.size()).decide(request));
            }
            var told = told(answers);
            assertThat(told).as("round %s", round).hasSizeLessThanOrEqualTo(Participation.DEFAULT.maxConcurrent());
            assertThat(domains(told.keySet().stream().toList())).doesNotHaveDuplicates();
            assertThat(held(edges.getFirst(), subject))
                    .as("what was told is held")
                    .isEqualTo(told);
            most = Math.max(most, told.size());
        }
        assertThat(most).isEqualTo(Participation.DEFAULT.maxConcurrent());
    }

    @Test
    void an_edge_that_meets_a_record_of_a_newer_plan_waits_for_that_plan() {
        var subject = new SubjectId("ann");
        var policy = new Participation(1, 100, 1, 0);
        var old = plan(2, policy, plan.get().flags().subList(1, 2));
        var newer = plan(3, policy, plan.get().flags());
        plan.set(newer);
        assertThat(await(edge().decide(request(subject, List.of("f7")))).decisions())
                .singleElement()
                .isInstanceOf(Decision.Assigned.class);

        plan.set(old);
        var late = await(edge().decide(request(subject, List.of("f1"))));
        assertThat(late)
                .as("without the plan the limit cannot be kept, and nobody is told what he may not hold")
                .isEqualTo(new Deciding.Outcome(
                        List.of(new Decision.Default(old.flags().getFirst(), Reason.NOT_ENROLLED)), true));
        assertThat(held(edge(), subject)).doesNotContainKey("f1");

        var waiting = edge(revision -> {
            plan.set(newer);
            return Future.succeededFuture();
        });
        assertThat(await(waiting.decide(request(subject, List.of("f1")))))
                .isEqualTo(new Deciding.Outcome(
                        List.of(new Decision.Default(newer.flags().get(1), Reason.PARTICIPATION_LIMIT)), false));
    }

    /** Flag → variant, of all answers; each flag has one variant in all of them. */
    private static Map<String, Integer> told(List<Future<Deciding.Outcome>> answers) {
        var told = new HashMap<String, Integer>();
        for (var answer : answers) {
            var outcome = await(answer);
            assertThat(outcome.degraded()).isFalse();
            for (var decision : outcome.decisions()) {
                if (decision instanceof Decision.Assigned assigned) {
                    var before = told.putIfAbsent(assigned.key(), assigned.index());
                    assertThat(before).isIn(null, assigned.index());
                }
            }
        }
        return told;
    }

    private Map<String, Integer> held(Edge edge, SubjectId subject) {
        var record = await(edge.call(assignments -> assignments.of(subject)));
        var held = new HashMap<String, Integer>();
        for (var flag : plan.get().flags()) {
            int variant = record.variantIn(flag.experiment().orElseThrow());
            if (variant >= 0) {
                held.put(flag.key().value(), variant);
            }
        }
        assertThat(record.entries()).extracting(AssignmentRecord.Entry::key).doesNotHaveDuplicates();
        return held;
    }

    private List<ConflictDomain> domains(List<String> flags) {
        return flags.stream()
                .flatMap(key -> plan.get().flags().stream()
                        .filter(flag -> flag.key().value().equals(key)))
                .flatMap(flag -> flag.experiment().orElseThrow().conflict().stream())
                .flatMap(conflict -> conflict.domains().stream())
                .toList();
    }

    private List<FlagPlan> flags() {
        return IntStream.range(0, FLAGS)
                .mapToObj(i -> {
                    var experiment = Plans.experiment(random, "", true, false, 400_000, 300_000, 300_000);
                    return Plans.flag(
                            "f" + i,
                            i % 3 == 0
                                    ? Plans.competing(
                                            experiment, i, Plans.conflict(Policy.PRIORITY, "checkout", "d" + i % 2))
                                    : experiment);
                })
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Plan plan(long revision, Participation policy, List<FlagPlan> flags) {
        return new Plan(revision, policy, flags);
    }

    private List<String> someFlags() {
        var keys = IntStream.range(0, FLAGS).mapToObj(i -> "f" + i).collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(keys, random);
        return keys.subList(0, 1 + random.nextInt(5));
    }

    private static DecideRequest request(SubjectId subject, List<String> flags) {
        return new DecideRequest(subject, Attributes.NONE, Optional.of(flags), true);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    private Edge edge() {
        return edge(revision -> Future.failedFuture("there is no newer plan"));
    }

    private Edge edge(LongFunction<Future<Void>> planOf) {
        var edge = new Edge(planOf);
        vertx.deployVerticle(edge).await();
        return edge;
    }

    /** An event loop of its own that decides. */
    private final class Edge extends VerticleBase {
        private final LongFunction<Future<Void>> planOf;
        private Optional<RedisAssignments> assignments = Optional.empty();
        private Optional<Deciding> deciding = Optional.empty();

        private Edge(LongFunction<Future<Void>> planOf) {
            this.planOf = planOf;
        }

        @Override
        public Future<?> start() {
            return RedisLink.open(vertx, redis.url(), "test").onSuccess(link -> {
                var own = new RedisAssignments(link, context, 10_000);
                assignments = Optional.of(own);
                deciding = Optional.of(new Deciding(
                        plan::get,
                        planOf,
                        own,
                        (subject, claim) -> {},
                        new Degradation(new SimpleMeterRegistry(), InstantSource.system()),
                        InstantSource.system()));
            });
        }

        Future<Deciding.Outcome> decide(DecideRequest request) {
            return here(() -> deciding.orElseThrow().decide(request));
        }

        <T> Future<T> call(Function<RedisAssignments, Future<T>> call) {
            return here(() -> call.apply(assignments.orElseThrow()));
        }

        private <T> Future<T> here(Supplier<Future<T>> call) {
            Promise<T> answer = Promise.promise();
            context.runOnContext(now -> call.get().onComplete(answer));
            return answer.future();
        }
    }
}
