package io.lotty.decision.http;

import io.lotty.access.KeyRing;
import io.lotty.access.http.ApiKeyCheck;
import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.DecideRequest;
import io.lotty.decision.Decider;
import io.lotty.decision.Decision;
import io.lotty.decision.DecisionIds;
import io.lotty.decision.Plan;
import io.lotty.decision.redis.RedisAssignments;
import io.lotty.id.SubjectHash;
import io.lotty.platform.http.JsonOnly;
import io.lotty.platform.http.RequestIds;
import io.lotty.platform.http.RequestLog;
import io.lotty.platform.redis.RedisDown;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decide call: read → fetch → decide → claim → write. Belongs to one event loop. */
public final class DecideRoutes {
    private static final String OPERATION = "decide";
    private static final String PATH = "/api/v1/decide";
    private static final String JSON = "application/json";
    private static final int MAX_BODY_BYTES = 256 * 1024;
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(DecideRoutes.class);

    private final Supplier<Plan> plan;
    private final Supplier<KeyRing> keys;
    private final RedisAssignments assignments;
    private final DecideJson json;
    private final DecideMeters meters;
    private final InstantSource clock;
    private Instant quietUntil = Instant.MIN;

    public DecideRoutes(
            Supplier<Plan> plan,
            Supplier<KeyRing> keys,
            RedisAssignments assignments,
            DecisionIds ids,
            DecideMeters meters,
            InstantSource clock) {
        this.plan = plan;
        this.keys = keys;
        this.assignments = assignments;
        this.json = new DecideJson(ids);
        this.meters = meters;
        this.clock = clock;
    }

    /** What an answer rests on. */
    private record Outcome(List<Decision> decisions, boolean degraded) {}

    public void mount(Router router) {
        // the key is checked before a body is read, and Vert.x wants body handlers first in their route: hence two
        router.post(PATH)
                .setName(OPERATION)
                .handler(DecideRoutes::named)
                .handler(meters::count)
                .handler(new ApiKeyCheck(keys))
                .handler(JsonOnly::check);
        router.post(PATH)
                .setName(OPERATION)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::decide);
    }

    private static void named(RoutingContext context) {
        RequestLog.route(context, OPERATION);
        context.next();
    }

    private void decide(RoutingContext context) {
        var body = context.body().buffer();
        var request = DecideReader.read(body == null ? Buffer.buffer() : body);
        var current = plan.get();
        assignments
                .of(request.subject())
                .compose(held -> claimed(current, request, held))
                .recover(failure -> {
                    complain(context, failure);
                    return Future.succeededFuture(degraded(current, request));
                })
                .map(outcome -> answer(context, request, outcome))
                .onSuccess(answer -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                        .end(answer))
                .onFailure(context::fail);
    }

    /** Claims what is new; then the record that the claim answered decides, whoever was first. */
    private Future<Outcome> claimed(Plan current, DecideRequest request, AssignmentRecord held) {
        var decisions = Decider.decide(current, request, held);
        var claims = claims(decisions);
        if (claims.isEmpty()) {
            return Future.succeededFuture(new Outcome(decisions, false));
        }
        return assignments
                .claim(request.subject(), claims, clock.instant())
                .map(now -> new Outcome(Decider.decide(current, request, now), false));
    }

    /** Without Redis the hash alone decides: the same variant, but nothing is remembered. */
    private static Outcome degraded(Plan current, DecideRequest request) {
        return new Outcome(Decider.decide(current, request, AssignmentRecord.EMPTY), true);
    }

    private static List<Decision.Assigned> claims(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Assigned.class::isInstance)
                .map(Decision.Assigned.class::cast)
                .filter(Decision.Assigned::isNew)
                .toList();
    }

    private Buffer answer(RoutingContext context, DecideRequest request, Outcome outcome) {
        meters.decided(outcome.decisions());
        if (outcome.degraded()) {
            meters.degraded(context);
        }
        return json.write(outcome.decisions(), SubjectHash.of(request.subject()), outcome.degraded());
    }

    /** Whatever is wrong but a lost Redis, of which the link tells: a record or a server that somebody must mend. */
    private void complain(RoutingContext context, Throwable failure) {
        var now = clock.instant();
        if (failure instanceof RedisDown || now.isBefore(quietUntil)) {
            return;
        }
        quietUntil = now.plus(BETWEEN_COMPLAINTS);
        LOG.atWarn()
                .addKeyValue("request_id", RequestIds.of(context))
                .addKeyValue("cause", failure.toString())
                .log("decided without the subject's assignments");
    }
}
