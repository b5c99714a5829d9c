package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Covers("ACC-1")
class PermissionTest {
    @ParameterizedTest
    @CsvSource({
        "MANAGE_USERS,           ADMIN",
        "MANAGE_API_KEYS,        ADMIN",
        "READ_AUDIT,             ADMIN",
        "MANAGE_CATALOGUE,       ADMIN EXPERIMENTER",
        "CREATE_FLAG,            ADMIN EXPERIMENTER",
        "CHANGE_OWN_FLAG,        ADMIN EXPERIMENTER",
        "CREATE_EXPERIMENT,      ADMIN EXPERIMENTER",
        "CHANGE_OWN_EXPERIMENT,  ADMIN EXPERIMENTER",
        "REVIEW,                 ADMIN APPROVER",
    })
    void the_table_says_who_may(Permission permission, String roles) {
        for (var role : Role.values()) {
            var may = allowed(permission, People.user("anyone", role));

            assertThat(may)
                    .as("%s %s", role, permission)
                    .isEqualTo(Set.of(roles.split(" ")).contains(role.name()));
        }
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void who_holds_all_lesser_roles_still_is_no_admin(Permission permission) {
        var all = People.user("all", Role.EXPERIMENTER, Role.APPROVER, Role.VIEWER);
        var adminsOnly = EnumSet.of(Permission.MANAGE_USERS, Permission.MANAGE_API_KEYS, Permission.READ_AUDIT);

        assertThat(allowed(permission, all)).isEqualTo(!adminsOnly.contains(permission));
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
        return new User(known.id(), known.email(), " ", known.roles(), true, 1, People.NOON);
    }

    private static boolean allowed(Permission permission, User user) {
        try {
            permission.require(user.actor());
            return true;
        } catch (Refusal.Forbidden refused) {
            return false;
        }
    }
}
