package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Covers("ACC-5")
class KeyMakingTest {
    private static final Stamp ADMIN = People.by(People.user("root", Role.ADMIN));
    private static final Stamp EXPERIMENTER = People.by(People.user("erin", Role.EXPERIMENTER));

    private final ApiKeysInMemory keys = new ApiKeysInMemory();
    private final KeyMaking making = new KeyMaking(keys, () -> new UUID(0, 1), () -> new byte[32]);

    @Test
    void a_new_key_opens_with_the_secret_that_its_maker_sees() {
        var made = making.make("shop", ApiKey.Scope.SERVER, ADMIN);

        assertThat(made.secret()).isEqualTo("lk_" + "A".repeat(43));
        assertThat(keys.ring().scopeOf(made.secret())).contains(ApiKey.Scope.SERVER);
        assertThat(keys.list(PageRequest.first()).items()).containsExactly(made.key());
    }

    @Test
    void a_revoked_key_opens_nothing() {
        var made = making.make("shop", ApiKey.Scope.CLIENT, ADMIN);

        making.revoke(made.key().id(), ADMIN);

        assertThat(keys.ring()).isEqualTo(KeyRing.EMPTY);
    }

    @Test
    void only_an_admin_makes_and_revokes_keys() {
        var made = making.make("shop", ApiKey.Scope.CLIENT, ADMIN);

        assertThatThrownBy(() -> making.make("shop", ApiKey.Scope.CLIENT, EXPERIMENTER))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> making.revoke(made.key().id(), EXPERIMENTER)).isInstanceOf(Refusal.Forbidden.class);
        assertThat(keys.ring().scopeOf(made.secret())).isPresent();
    }

    @Test
    void scopes_are_named_in_lower_case() {
        assertThat(ApiKey.Scope.of("server")).isEqualTo(ApiKey.Scope.SERVER);
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.Scope.of("admin"));
    }
}
