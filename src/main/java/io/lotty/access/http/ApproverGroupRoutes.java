package io.lotty.access.http;

import static io.lotty.access.Permission.MANAGE_APPROVER_GROUPS;

import io.lotty.access.Actor;
import io.lotty.access.ApproverGroup;
import io.lotty.access.ApproverGroups;
import io.lotty.access.GroupKeeping;
import io.lotty.access.Permission;
import io.lotty.id.ApproverGroupId;
import io.lotty.id.UserId;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Fields;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

public final class ApproverGroupRoutes {
    private static final String ALL = "/api/v1/approver-groups";
    private static final String ONE = ALL + "/{id}";

    private final GroupKeeping keeping;
    private final ApproverGroups groups;
    private final Stamps stamps;

    public ApproverGroupRoutes(GroupKeeping keeping, ApproverGroups groups, Stamps stamps) {
        this.keeping = keeping;
        this.groups = groups;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .post(ALL, "createApproverGroup", this::create)
                .get(ALL, "listApproverGroups", this::list)
                .get(ONE, "getApproverGroup", this::get)
                .put(ONE, "updateApproverGroup", this::change)
                .delete(ONE, "deleteApproverGroup", this::remove);
    }

    private Answer create(Call call) {
        var stamp = stamps.of(call, MANAGE_APPROVER_GROUPS);
        var body = call.body();
        var experimenter = body.text("experimenter_id", UserId::of).required();
        var group = keeping.add(draft(body, experimenter::get), stamp);
        return Answer.created(ALL + "/" + group.id(), write(group)).withRevision(group.revision());
    }

    private Answer list(Call call) {
        Permission.READ.require(call.caller(Actor.class));
        var experimenter = call.query("experimenter_id", UserId::of);
        return Answer.page(groups.list(experimenter, call.page()), ApproverGroupRoutes::write);
    }

    private Answer get(Call call) {
        Permission.READ.require(call.caller(Actor.class));
        var id = id(call);
        return answer(groups.find(id).orElseThrow(() -> new Refusal.NotFound("approver group", id)));
    }

    private Answer change(Call call) {
        var stamp = stamps.of(call, MANAGE_APPROVER_GROUPS);
        return answer(keeping.change(
                at(call),
                group -> {
                    var body = call.body();
                    var experimenter = body.text("experimenter_id", UserId::of);
                    return draft(body, () -> experimenter.orElse(group.experimenter()));
                },
                stamp));
    }

    private Answer remove(Call call) {
        var stamp = stamps.of(call, MANAGE_APPROVER_GROUPS);
        keeping.remove(at(call), stamp);
        return Answer.nothing();
    }

    /** @param experimenter is asked when the body has turned out right */
    private static GroupKeeping.Draft draft(Fields body, Supplier<UserId> experimenter) {
        var approvers = body.texts("approver_ids", ApproverGroup.MAX_APPROVERS, UserId::of)
                .required();
        var minApprovals =
                body.integer("min_approvals", 1, ApproverGroup.MAX_APPROVERS).required();
        body.finish();
        return new GroupKeeping.Draft(experimenter.get(), approvers.get(), minApprovals.get());
    }

    private static GroupKeeping.GroupAt at(Call call) {
        return new GroupKeeping.GroupAt(id(call), call.ifMatch());
    }

    private static ApproverGroupId id(Call call) {
        return call.path("id", "approver group", ApproverGroupId::of);
    }

    private static Answer answer(ApproverGroup group) {
        return Answer.ok(write(group)).withRevision(group.revision());
    }

    private static JsonObject write(ApproverGroup group) {
        return new JsonObject()
                .put("id", group.id().toString())
                .put("experimenter_id", group.experimenter().toString())
                .put(
                        "approver_ids",
                        new JsonArray(
                                group.approvers().stream().map(UserId::toString).toList()))
                .put("min_approvals", group.minApprovals())
                .put("created_at", group.createdAt().toString())
                .put("updated_at", group.updatedAt().toString());
    }
}
