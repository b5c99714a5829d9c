package io.lotty.decision.http;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.DecideRequest;
import io.lotty.decision.Decider;
import io.lotty.decision.Explainer;
import io.lotty.decision.Plan;
import io.lotty.decision.SubjectRecords;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.JsonOnly;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What decide would answer, and why, step by step; on management, for people. Nobody is assigned by it, and there is no
 * decision id in it, because nothing was decided that an event could name.
 */
public final class ExplainRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ExplainRoutes.class);

    private final Supplier<Plan> plan;
    private final SubjectRecords records;
    private final InstantSource clock;

    public ExplainRoutes(Supplier<Plan> plan, SubjectRecords records, InstantSource clock) {
        this.plan = plan;
        this.records = records;
        this.clock = clock;
    }

    public void mount(Operations operations) {
        operations.query("/api/v1/decide/explain", "explainDecision", this::explain);
    }

    private Answer explain(Call call) {
        Permission.READ.require(call.caller(Actor.class));
        JsonOnly.require(call.context());
        var body = call.context().body().buffer();
        var request = DecideReader.read(body == null ? Buffer.buffer() : body);
        var current = plan.get();
        if (current.revision() == 0) {
            throw new Refusal.Unavailable("There is no configuration here yet. Try again in a second.", 1);
        }
        return Answer.ok(explained(current, request));
    }

    private JsonObject explained(Plan current, DecideRequest request) {
        try {
            var held = records.of(request.subject());
            var now = clock.instant();
            var decisions = Decider.decide(current, request, held, now);
            return ExplanationJson.of(current, Explainer.explain(current, request, held, decisions, now), false);
        } catch (Refusal.Unavailable | IllegalArgumentException unknown) {
            LOG.atDebug().setCause(unknown).log("explained without the subject's assignments");
            var nothing = AssignmentRecord.EMPTY;
            var decisions = Decider.decideBlindly(current, request);
            return ExplanationJson.of(
                    current, Explainer.explain(current, request, nothing, decisions, clock.instant()), true);
        }
    }
}
