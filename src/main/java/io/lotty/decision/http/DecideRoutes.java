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
import io.lotty.platform.http.RequestLog;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The decide call: read → fetch → decide → claim → write. */
public final class DecideRoutes {
    private static final String PATH = "/api/v1/decide";
    private static final int MAX_BODY_BYTES = 256 * 1024;

    private final Supplier<Plan> plan;
    private final Supplier<KeyRing> keys;
    private final RedisAssignments assignments;
    private final DecideJson json;
    private final DecideMeters meters;
    private final InstantSource clock;

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
        router.post(PATH).handler(DecideRoutes::named).handler(meters::count).handler(new ApiKeyCheck(keys));
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::decide);
    }

    private static void named(RoutingContext context) {
        RequestLog.route(context, "decide");
        context.next();
    }

    private void decide(RoutingContext context) {
        var body = context.body().buffer();
        var request = DecideReader.read(body == null ? Buffer.buffer() : body);
        var current = plan.get();
        assignments
                .of(request.subject())
                .compose(held -> claimed(current, request, held))
                .recover(down -> Future.succeededFuture(degraded(current, request)))
                .onSuccess(outcome -> answer(context, request, outcome))
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

    private void answer(RoutingContext context, DecideRequest request, Outcome outcome) {
        var subject = SubjectHash.of(request.subject());
        meters.decided(outcome.decisions());
        if (outcome.degraded()) {
            meters.degraded(context);
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .end(json.write(outcome.decisions(), subject, outcome.degraded()));
    }
}
