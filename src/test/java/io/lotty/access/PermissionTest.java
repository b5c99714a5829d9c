package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Covers("ACC-1")
class PermissionTest {
    /** The product's rules, written down a second time. */
    private static final String TABLE = """
                                 admin  experimenter  approver  viewer
            READ                   any           any       any     any
            SEE_EMAILS             any          none      none    none
            MANAGE_USERS           any          none      none    none
            MANAGE_APPROVER_GROUPS any          none      none    none
            MANAGE_API_KEYS        any          none      none    none
            READ_AUDIT             any          none      none    none
            MANAGE_POLICIES        any          none      none    none
            ERASE_SUBJECT          any          none      none    none
            MANAGE_DEAD_LETTERS    any           none      none    none
            MANAGE_CATALOGUE       any           any      none    none
            CREATE_FLAG            any           any      none    none
            CHANGE_OWN_FLAG        any           own      none    none
            CREATE_EXPERIMENT      any           any      none    none
            CHANGE_OWN_EXPERIMENT  any           own      none    none
            REVIEW                 any          none       any    none
            """;

    @Test
    void the_table_says_who_may_do_what_to_what_is_anybodys_or_his_own() {
        var table = new StringBuilder("admin experimenter approver viewer\n");
        for (var permission : Permission.values()) {
            var reaches = Arrays.stream(Role.values())
                    .map(role -> permission.reach(role).name().toLowerCase(Locale.ROOT))
                    .toArray();
            table.append(permission.name() + " %s %s %s %s%n".formatted(reaches));
        }

        assertThat(table.toString()).isEqualToNormalizingWhitespace(TABLE);
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void asking_and_requiring_say_the_same_as_the_table(Permission permission) {
        var owner = People.user("owner", Role.VIEWER).id();
        for (var role : Role.values()) {
            var actor = new Actor(owner, Set.of(role));
            var stranger = People.user("stranger", role).actor();
            var reach = permission.reach(role);

            assertThat(permission.allows(actor)).isEqualTo(reach != Permission.Reach.NONE);
            assertThat(permission.allows(actor, owner)).isEqualTo(reach != Permission.Reach.NONE);
            assertThat(permission.allows(stranger, owner)).isEqualTo(reach == Permission.Reach.ANY);
            assertThat(passes(() -> permission.require(actor))).isEqualTo(permission.allows(actor));
            assertThat(passes(() -> permission.requireOwner(actor, owner))).isEqualTo(permission.allows(actor, owner));
            assertThat(passes(() -> permission.requireOwner(stranger, owner)))
                    .isEqualTo(permission.allows(stranger, owner));
        }
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void who_holds_several_roles_reaches_as_far_as_the_furthest(Permission permission) {
        var all = People.user("all", Role.EXPERIMENTER, Role.APPROVER, Role.VIEWER)
                .actor();
        var adminsOnly = EnumSet.of(
                Permission.SEE_EMAILS,
                Permission.MANAGE_USERS,
                Permission.MANAGE_APPROVER_GROUPS,
                Permission.MANAGE_API_KEYS,
                Permission.READ_AUDIT,
                Permission.MANAGE_POLICIES,
                Permission.ERASE_SUBJECT,
                Permission.MANAGE_DEAD_LETTERS);

        assertThat(permission.allows(all)).isEqualTo(!adminsOnly.contains(permission));
    }

    @Test
    void a_refusal_says_which_role_it_takes() {
        assertThatThrownBy(() -> Permission.CHANGE_OWN_FLAG.require(
                        People.user("vic", Role.VIEWER).actor()))
                .isInstanceOf(Refusal.Forbidden.class)
                .hasMessage("You may not change flags: that takes the role experimenter or admin.");
        assertThatThrownBy(() -> Permission.READ_AUDIT.require(
                        People.user("vic", Role.VIEWER).actor()))
                .hasMessage("You may not read the audit log: that takes the role admin.");
    }

    @Test
    void what_is_somebody_elses_is_for_its_owner_and_admins() {
        var owner = People.user("owner", Role.EXPERIMENTER);
        var other = People.user("other", Role.EXPERIMENTER);
        var demoted = People.user("demoted", Role.VIEWER);

        assertThatCode(() -> {
                    Permission.CHANGE_OWN_FLAG.requireOwner(owner.actor(), owner.id());
                    Permission.CHANGE_OWN_FLAG.requireOwner(
                            People.user("root", Role.ADMIN).actor(), owner.id());
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Permission.CHANGE_OWN_FLAG.requireOwner(other.actor(), owner.id()))
                .isInstanceOf(Refusal.Forbidden.class)
                .hasMessage("You may not change flags of somebody else; only the owner or an admin may.");
        assertThatThrownBy(() -> Permission.CHANGE_OWN_FLAG.requireOwner(demoted.actor(), demoted.id()))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void roles_are_named_in_lower_case() {
        assertThat(Role.of("approver")).isEqualTo(Role.APPROVER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.of("APPROVER"))
                .withMessage("must be one of admin, experimenter, approver, viewer");
    }

    @Test
    void a_user_has_a_name_and_a_role() {
        assertThatIllegalArgumentException().isThrownBy(() -> namedBlank());
        assertThatIllegalArgumentException().isThrownBy(() -> People.user("nobody"));
    }

    private static User namedBlank() {
        var known = People.user("known", Role.VIEWER);
        return new User(known.id(), known.email(), " ", known.roles(), true, 1, 1, People.NOON);
    }

    private static boolean passes(Runnable check) {
        try {
            check.run();
            return true;
        } catch (Refusal.Forbidden refused) {
            return false;
        }
    }
}
