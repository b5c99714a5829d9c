package io.lotty.access.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.ApproverGroup;
import io.lotty.access.People;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.access.User;
import io.lotty.id.ApproverGroupId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;

/** Approver groups in the database, which keeps what makes them groups on its own account. */
@WithStores
@Covers("ACC-3")
class PgApproverGroupsIT {
    private static final User ERIN = People.user("erin", Role.EXPERIMENTER);
    private static final User APRIL = People.user("april", Role.APPROVER);
    private static final User ROOT = People.user("root", Role.ADMIN);
    private static final User VIC = People.user("vic", Role.VIEWER);
    private static final User GONE = People.user("gone", Role.APPROVER);
    private static final Stamp STAMP = People.by(ROOT);

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final PgUsers users;
    private final PgApproverGroups groups;

    PgApproverGroupsIT(FreshDatabase database) {
        this.database = database;
        var pg = new Pg(PgPools.open(vertx, database.url(), 2));
        users = new PgUsers(pg);
        groups = new PgApproverGroups(pg);
    }

    @BeforeEach
    void add_people() {
        Stream.of(ERIN, APRIL, ROOT, VIC, GONE).forEach(user -> users.add(user, "hash", STAMP));
        users.save(GONE.left(), STAMP);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_group_reads_back_as_it_was_saved() {
        var group = group(1, ERIN, APRIL, ROOT);
        groups.add(group, STAMP);
        assertThat(groups.find(group.id())).contains(group);

        var saved = groups.save(group(1, ERIN, ROOT), STAMP);
        assertThat(saved.approvers()).containsExactly(ROOT.id());
        assertThat(saved.revision()).isEqualTo(2);

        assertThatThrownBy(() -> groups.save(group, STAMP)).isInstanceOf(Refusal.Stale.class);
        assertThatThrownBy(() -> groups.remove(group, STAMP)).isInstanceOf(Refusal.Stale.class);
        groups.remove(saved, STAMP);
        assertThat(groups.find(group.id())).isEmpty();
    }

    @Test
    void an_experimenter_has_one_group() {
        groups.add(group(1, ERIN, APRIL), STAMP);
        assertThatThrownBy(() -> groups.add(group(2, ERIN, ROOT), STAMP))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("group_exists"));
    }

    @Test
    void groups_are_listed_page_by_page_and_by_experimenter() {
        groups.add(group(1, ERIN, APRIL), STAMP);
        groups.add(group(2, ROOT, APRIL), STAMP);
        var first = groups.list(Optional.empty(), new PageRequest(1, Optional.empty(), Optional.empty()));
        assertThat(first.items()).extracting(ApproverGroup::experimenter).containsExactly(ERIN.id());
        assertThat(groups.list(Optional.empty(), new PageRequest(1, first.next(), Optional.empty()))
                        .items())
                .extracting(ApproverGroup::experimenter)
                .containsExactly(ROOT.id());
        assertThat(groups.list(Optional.of(ROOT.id()), PageRequest.first()).items())
                .hasSize(1);
    }

    @Test
    void people_who_changed_since_they_were_checked_make_no_group() {
        assertThatThrownBy(() -> groups.add(group(1, ERIN, GONE), STAMP)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> groups.add(group(1, VIC, APRIL), STAMP)).isInstanceOf(Refusal.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "erin, '',          1, a_group_has_1_to_100_approvers",
        "erin, april,       0, min_approvals_fit_the_group",
        "erin, april,       2, min_approvals_fit_the_group",
        "root, april root,  1, nobody_approves_his_own",
        "erin, april april, 1, an_approver_counts_once",
        "erin, april vic,   1, approvers_may_review",
        "erin, gone,        1, approvers_may_review",
        "erin, stranger,    1, approvers_may_review",
        "vic,  april,       1, experimenters_own_experiments",
        "stranger, april,   1, experimenters_own_experiments",
    })
    void the_database_refuses_what_is_no_group(String owner, String approvers, int needed, String constraint) {
        var ids = approvers.isEmpty() ? List.<String>of() : List.of(approvers.split(" "));
        var names = String.join(",", ids.stream().map(PgApproverGroupsIT::id).toList());
        var values = "gen_random_uuid(), '%s', '{%s}', %d, 1, now(), now()".formatted(id(owner), names, needed);
        assertThatThrownBy(() -> signed("INSERT INTO approver_group VALUES (" + values + ")"))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        broken -> assertThat(constraint(broken)).isEqualTo(constraint));
    }

    @Test
    void the_database_keeps_an_active_admin() {
        for (var change : List.of("SET active = false", "SET roles = '{viewer}'")) {
            assertThatThrownBy(() -> signed("UPDATE app_user " + change + " WHERE id = '" + ROOT.id() + "'"))
                    .hasMessageContaining("no active admin would be left");
        }
    }

    private static @Nullable String constraint(PSQLException broken) {
        var server = broken.getServerErrorMessage();
        return server == null ? null : server.getConstraint();
    }

    private void signed(String sql) throws SQLException {
        database.execute("""
                SELECT set_config('lotty.actor', 'test', false), set_config('lotty.action', 'test', false),
                       set_config('lotty.request_id', 'test', false);
                """ + sql);
    }

    private static String id(String name) {
        return People.user(name, Role.VIEWER).id().toString();
    }

    private static ApproverGroup group(int number, User experimenter, User... approvers) {
        var ids = Stream.of(approvers).map(User::id).toList();
        return new ApproverGroup(
                new ApproverGroupId(new UUID(0, number)), experimenter.id(), ids, 1, 1, People.NOON, People.NOON);
    }
}
