package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Covers("ACC-1")
class UserKeepingTest {
    private static final Stamp ADMIN = People.by(People.user("root", Role.ADMIN));
    private static final Email VIC = new Email("vic@lotty.local");

    private final Users users = new UsersInMemory();
    private final UserKeeping keeping = new UserKeeping(users, Hashing.HERE, () -> new UUID(0, 1));

    @Test
    void an_admin_takes_a_user_in_who_can_then_log_in() {
        var vic = keeping.add(VIC, "Vic", "a long password", Set.of(Role.VIEWER, Role.APPROVER), ADMIN);

        assertThat(users.find(vic.id())).contains(vic);
        assertThat(users.credentials(VIC))
                .hasValueSatisfying(known -> assertThat(Passwords.matches("a long password", known.passwordHash()))
                        .isTrue());
    }

    @Test
    void nobody_else_does() {
        var erin = People.by(People.user("erin", Role.EXPERIMENTER, Role.APPROVER, Role.VIEWER));

        assertThatThrownBy(() -> keeping.add(VIC, "Vic", "a long password", Set.of(Role.ADMIN), erin))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void a_short_password_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keeping.add(VIC, "Vic", "short", Set.of(Role.VIEWER), ADMIN));
        assertThat(users.credentials(VIC)).isEmpty();
    }
}
