package io.lotty.decision.http;

import static io.lotty.access.Permission.MANAGE_POLICIES;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.access.http.Stamps;
import io.lotty.decision.Participation;
import io.lotty.decision.Policies;
import io.lotty.decision.PolicyKeeping;
import io.lotty.decision.StoredParticipation;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Fields;
import io.lotty.platform.http.Operations;
import io.vertx.core.json.JsonObject;

/** The policies that hold for all experiments. */
public final class PolicyRoutes {
    private static final String PARTICIPATION = "/api/v1/policies/participation";

    private final PolicyKeeping keeping;
    private final Policies policies;
    private final Stamps stamps;

    public PolicyRoutes(PolicyKeeping keeping, Policies policies, Stamps stamps) {
        this.keeping = keeping;
        this.policies = policies;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .get(PARTICIPATION, "getParticipationPolicy", this::get)
                .put(PARTICIPATION, "replaceParticipationPolicy", this::replace);
    }

    private Answer get(Call call) {
        Permission.READ.require(call.caller(Actor.class));
        return answer(policies.participation());
    }

    private Answer replace(Call call) {
        var stamp = stamps.of(call, MANAGE_POLICIES);
        return answer(keeping.replace(read(call.body()), call.ifMatch(), stamp));
    }

    private static Participation read(Fields body) {
        var maxConcurrent = body.integer("max_concurrent_experiments", 1, Participation.MAX_COUNT)
                .required();
        var cooldownAfter =
                body.integer("cooldown_after", 1, Participation.MAX_COUNT).required();
        var withinDays = body.integer("within_days", 1, Participation.MAX_DAYS).required();
        var cooldownDays =
                body.integer("cooldown_days", 0, Participation.MAX_DAYS).required();
        body.finish();
        return new Participation(maxConcurrent.get(), cooldownAfter.get(), withinDays.get(), cooldownDays.get());
    }

    private static Answer answer(StoredParticipation stored) {
        var policy = stored.policy();
        return Answer.ok(new JsonObject()
                        .put("max_concurrent_experiments", policy.maxConcurrent())
                        .put("cooldown_after", policy.cooldownAfter())
                        .put("within_days", policy.withinDays())
                        .put("cooldown_days", policy.cooldownDays())
                        .put("updated_at", stored.updatedAt().toString()))
                .withRevision(stored.revision());
    }
}
