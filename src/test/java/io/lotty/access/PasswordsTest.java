package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import org.junit.jupiter.api.Test;

@Covers("ACC-4")
class PasswordsTest {
    private static final String PASSWORD = "correct horse battery staple";

    @Test
    void a_password_matches_its_own_hash_alone() {
        var hash = Passwords.hash(PASSWORD);

        assertThat(Passwords.matches(PASSWORD, hash)).isTrue();
        assertThat(Passwords.matches(PASSWORD + " ", hash)).isFalse();
        assertThat(Passwords.matches("", hash)).isFalse();
    }

    @Test
    void a_hash_is_argon2id_and_says_with_which_parameters() {
        assertThat(Passwords.hash(PASSWORD)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void equal_passwords_have_different_hashes() {
        assertThat(Passwords.hash(PASSWORD)).isNotEqualTo(Passwords.hash(PASSWORD));
    }

    @Test
    void a_hash_of_weaker_parameters_still_matches() {
        // of the reference implementation's own tests: password "password", salt "somesalt"
        var old = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(Passwords.matches("password", old)).isTrue();
        assertThat(Passwords.matches("passwort", old)).isFalse();
    }

    @Test
    void a_password_has_10_to_256_characters() {
        assertThat(Passwords.checked("a".repeat(10))).hasSize(10);
        assertThat(Passwords.checked("a".repeat(256))).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> Passwords.checked("a".repeat(9)));
        assertThatIllegalArgumentException().isThrownBy(() -> Passwords.checked("a".repeat(257)));
    }
}
