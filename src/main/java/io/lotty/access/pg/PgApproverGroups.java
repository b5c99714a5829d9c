package io.lotty.access.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.ApproverGroup;
import io.lotty.access.ApproverGroups;
import io.lotty.access.Stamp;
import io.lotty.id.ApproverGroupId;
import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

public final class PgApproverGroups implements ApproverGroups {
    private static final String COLUMNS =
            "id, experimenter_id, approver_ids, min_approvals, revision, created_at, updated_at";
    private static final String ADD_GROUP = """
            INSERT INTO approver_group (id, experimenter_id, approver_ids, min_approvals, revision, created_at, updated_at)
            VALUES ($1, $2, $3, $4, 1, $5, $5)""";
    private static final String GROUP_BY_ID = "SELECT " + COLUMNS + " FROM approver_group WHERE id = $1";
    private static final String GROUP_OF = "SELECT " + COLUMNS + " FROM approver_group WHERE experimenter_id = $1";
    private static final String GROUPS = "SELECT " + COLUMNS + """
              FROM approver_group
             WHERE ($1::uuid IS NULL OR id > $1)
               AND ($2::uuid IS NULL OR experimenter_id = $2)
             ORDER BY id
             LIMIT $3""";
    private static final String SAVE_GROUP = """
            UPDATE approver_group
               SET approver_ids = $3, min_approvals = $4, updated_at = $5, revision = revision + 1
             WHERE id = $1 AND revision = $2
            RETURNING\s""" + COLUMNS;
    private static final String REMOVE_GROUP = "DELETE FROM approver_group WHERE id = $1 AND revision = $2";

    /** What only shows when people change while a group of theirs is saved: the service has checked it a moment ago. */
    private static final Map<String, Supplier<Refusal>> CONSTRAINTS = Map.of(
            "one_group_per_experimenter",
            () -> new Refusal.Conflict("group_exists", "This experimenter has an approver group already; change that."),
            "approvers_may_review",
            () -> new Refusal.Invalid(
                    "/approver_ids", "invalid_value", "must name active users who are approvers or admins"),
            "experimenters_own_experiments",
            () -> new Refusal.Invalid("/experimenter_id", "invalid_value", "must be an experimenter or admin"));

    private final Pg pg;

    public PgApproverGroups(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(ApproverGroup group, Stamp stamp) {
        pg.change(
                sign(stamp, "approver_group.create"),
                CONSTRAINTS,
                tx -> tx.run(
                        ADD_GROUP,
                        group.id().value(),
                        group.experimenter().value(),
                        approvers(group),
                        group.minApprovals(),
                        group.createdAt().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Optional<ApproverGroup> find(ApproverGroupId id) {
        return pg.read(tx -> tx.one(GROUP_BY_ID, PgApproverGroups::group, id.value()));
    }

    @Override
    public Page<ApproverGroup> list(Optional<UserId> experimenter, PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                GROUPS,
                PgApproverGroups::group,
                request.after(UUID::fromString).orElse(null),
                experimenter.map(UserId::value).orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), group -> group.id().toString());
    }

    @Override
    public ApproverGroup save(ApproverGroup group, Stamp stamp) {
        return pg.change(
                sign(stamp, "approver_group.update"),
                CONSTRAINTS,
                tx -> tx.one(
                                SAVE_GROUP,
                                PgApproverGroups::group,
                                group.id().value(),
                                group.revision(),
                                approvers(group),
                                group.minApprovals(),
                                group.updatedAt().atOffset(ZoneOffset.UTC))
                        .orElseThrow(() -> stale(group.id())));
    }

    @Override
    public void remove(ApproverGroup group, Stamp stamp) {
        pg.change(sign(stamp, "approver_group.delete"), tx -> {
            if (tx.run(REMOVE_GROUP, group.id().value(), group.revision()) == 0) {
                throw stale(group.id());
            }
            return group;
        });
    }

    /** The group of an experimenter, read in a transaction of the caller's. */
    public static Optional<ApproverGroup> of(Tx tx, UserId experimenter) {
        return tx.one(GROUP_OF, PgApproverGroups::group, experimenter.value());
    }

    private static Refusal.Stale stale(ApproverGroupId id) {
        return new Refusal.Stale("Approver group " + id + " was changed by somebody else. Read it again.");
    }

    private static UUID[] approvers(ApproverGroup group) {
        return group.approvers().stream().map(UserId::value).toArray(UUID[]::new);
    }

    private static ApproverGroup group(Row row) {
        return new ApproverGroup(
                new ApproverGroupId(row.getUUID("id")),
                new UserId(row.getUUID("experimenter_id")),
                Arrays.stream(row.getArrayOfUUIDs("approver_ids"))
                        .map(UserId::new)
                        .toList(),
                row.getInteger("min_approvals"),
                row.getInteger("revision"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
