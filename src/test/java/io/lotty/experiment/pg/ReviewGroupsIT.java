package io.lotty.experiment.pg;

import static io.lotty.experiment.pg.Laboratory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.Actor;
import io.lotty.access.ApproverGroup;
import io.lotty.access.GroupKeeping;
import io.lotty.access.Role;
import io.lotty.access.pg.PgUsers;
import io.lotty.experiment.Designs;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Status;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose word counts, at the moment of the act, and when groups and people change at that very moment. */
@WithStores
@Covers({"ACC-3", "EXP-6"})
class ReviewGroupsIT {
    private static final int ROUNDS = 40;

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Laboratory lab;
    private final GroupKeeping groups;
    private final PgUsers users;
    private final Actor third;

    ReviewGroupsIT(FreshDatabase database) {
        this.database = database;
        var pg = new Pg(PgPools.open(vertx, database.url(), 10));
        lab = new Laboratory(pg);
        lab.flag("button");
        groups = lab.groups();
        users = new PgUsers(pg);
        third = lab.person("third", Role.APPROVER);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void only_the_owners_group_counts_and_not_even_an_admin_outside_of_it() {
        group(1, lab.reviewer);
        var submitted = submitted();

        for (var outsider : List.of(lab.admin, lab.secondReviewer)) {
            assertThatThrownBy(() -> lab.reviewing.approve(at(submitted), "", lab.by(outsider)))
                    .isInstanceOf(Refusal.Forbidden.class)
                    .hasMessageContaining("That of his approver group does: reviewer.");
            assertThatThrownBy(() -> lab.reviewing.reject(at(submitted), "no", lab.by(outsider)))
                    .isInstanceOf(Refusal.Forbidden.class);
            assertThatThrownBy(() -> lab.reviewing.requestChanges(at(submitted), "no", lab.by(outsider)))
                    .isInstanceOf(Refusal.Forbidden.class);
        }
        assertThat(approve(submitted, lab.reviewer)).isEqualTo(Status.APPROVED);
    }

    @Test
    void a_group_that_changes_during_the_review_counts_as_it_is_at_each_act() {
        var group = group(2, lab.reviewer, lab.secondReviewer);
        var submitted = submitted();
        assertThat(approve(submitted, lab.reviewer)).isEqualTo(Status.IN_REVIEW);

        change(group, 2, lab.secondReviewer, third);
        assertThat(approve(submitted, lab.secondReviewer)).isEqualTo(Status.IN_REVIEW);
        assertThatThrownBy(() -> approve(submitted, lab.reviewer)).isInstanceOf(Refusal.Forbidden.class);
        assertThat(approve(submitted, third)).isEqualTo(Status.APPROVED);
    }

    @Test
    void when_the_group_comes_down_to_those_who_have_approved_one_of_them_says_so_again() {
        var group = group(2, lab.reviewer, lab.secondReviewer);
        var submitted = submitted();
        approve(submitted, lab.reviewer);
        assertThatThrownBy(() -> approve(submitted, lab.reviewer)).isInstanceOf(Refusal.Conflict.class);

        change(group, 1, lab.reviewer);
        assertThat(approve(submitted, lab.reviewer)).isEqualTo(Status.APPROVED);
    }

    @Test
    void who_leaves_or_loses_his_role_counts_no_more_and_neither_does_what_he_said() {
        group(2, lab.reviewer, lab.secondReviewer, third);
        var submitted = submitted();
        approve(submitted, lab.reviewer);

        users.save(users.find(lab.reviewer.id()).orElseThrow().left(), lab.by(lab.admin));
        assertThat(approve(submitted, lab.secondReviewer)).isEqualTo(Status.IN_REVIEW);
        users.save(users.find(third.id()).orElseThrow().as(Set.of(Role.VIEWER)), lab.by(lab.admin));
        assertThatThrownBy(() -> approve(submitted, third)).isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void an_owner_whose_group_is_deleted_falls_back_to_the_common_rule() {
        var group = group(1, lab.reviewer);
        var submitted = submitted();
        groups.remove(new GroupKeeping.GroupAt(group.id(), Optional.empty()), lab.by(lab.admin));

        assertThatThrownBy(() -> approve(submitted, lab.owner)).hasMessageContaining("somebody else must review it");
        assertThat(approve(submitted, lab.admin)).isEqualTo(Status.APPROVED);
    }

    /** The change comes first and is not there yet; the approval has to wait for it, and finds itself without a voice. */
    @Test
    void an_approval_waits_for_a_change_of_the_group_that_is_under_way() throws Exception {
        var group = group(1, lab.reviewer);
        var submitted = submitted();
        try (var admin = database.connect();
                var watcher = database.connect();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            admin.setAutoCommit(false);
            run(
                    admin,
                    "SET LOCAL lotty.actor = 'test'; SET LOCAL lotty.action = 'test'; SET LOCAL lotty.request_id = 't'");
            run(
                    admin,
                    "UPDATE approver_group SET approver_ids = '{" + third.id() + "}' WHERE id = '" + group.id() + "'");
            var approval = callers.submit(() -> approve(submitted, lab.reviewer));
            Eventually.holds(() -> isWaitingForALock(watcher));
            admin.commit();

            Eventually.holds(approval::isDone);
            assertThat(approval.state()).isEqualTo(Future.State.FAILED);
            assertThat(approval.exceptionNow()).isInstanceOf(Refusal.Forbidden.class);
        }
        assertThat(status(submitted)).isEqualTo(Status.IN_REVIEW);
    }

    /**
     * Before the change three must approve and two have; after it two must, and one has. Only who mixes the two would
     * find enough: the members of before with the threshold of after.
     */
    @Test
    void no_approval_comes_of_one_half_of_a_group_and_the_other_half_of_the_next() throws Exception {
        var group = group(3, lab.reviewer, lab.secondReviewer, third);
        for (int round = 0; round < ROUNDS; round++) {
            change(group, 3, lab.reviewer, lab.secondReviewer, third);
            var submitted = submitted();
            approve(submitted, lab.secondReviewer);
            try (var callers = Executors.newFixedThreadPool(2)) {
                callers.invokeAll(List.<Callable<Object>>of(
                        () -> approve(submitted, lab.reviewer), () -> change(group, 2, lab.reviewer, third)));
            }
            assertThat(status(submitted)).isEqualTo(Status.IN_REVIEW);
            assertThat(approve(submitted, third)).isEqualTo(Status.APPROVED);
        }
    }

    private Experiment submitted() {
        return lab.reviewing.submit(at(lab.draft("button", Designs.twoHalves())), lab.by(lab.owner));
    }

    private Status approve(Experiment experiment, Actor reviewer) {
        return lab.reviewing.approve(at(experiment), "fine", lab.by(reviewer)).status();
    }

    private Status status(Experiment experiment) {
        return lab.experiments.find(experiment.id()).orElseThrow().status();
    }

    private ApproverGroup group(int minApprovals, Actor... approvers) {
        return groups.add(draft(minApprovals, approvers), lab.by(lab.admin));
    }

    private ApproverGroup change(ApproverGroup group, int minApprovals, Actor... approvers) {
        var any = new GroupKeeping.GroupAt(group.id(), Optional.empty());
        return groups.change(any, current -> draft(minApprovals, approvers), lab.by(lab.admin));
    }

    private GroupKeeping.Draft draft(int minApprovals, Actor... approvers) {
        var ids = List.of(approvers).stream().map(Actor::id).toList();
        return new GroupKeeping.Draft(lab.owner.id(), ids, minApprovals);
    }

    private static boolean isWaitingForALock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'""")) {
            return rows.next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
