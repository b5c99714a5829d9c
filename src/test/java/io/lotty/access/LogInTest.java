package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Covers("ACC-4")
class LogInTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String HASH = "hash of " + PASSWORD;
    private static final Hashing QUICK = new QuickHashing();
    private static final ClientAddress HERE = ClientAddress.of("192.0.2.1");
    private static final ClientAddress ELSEWHERE = ClientAddress.of("192.0.2.2");
    private static final Instant NOW = People.NOON;
    private static final Email ERIN = new Email("erin@lotty.local");

    private final AtomicLong secrets = new AtomicLong();
    private final Users users = new UsersInMemory();
    private final Tries tries = new TriesInMemory();
    private final LogIn logIn =
            new LogIn(users, new PasswordCheck(users, tries, QUICK), new RefreshTokensInMemory(users), this::random);
    private final User erin = People.user("erin", Role.EXPERIMENTER);

    @BeforeEach
    void know_erin() {
        users.add(erin, HASH, People.by(erin));
    }

    @Test
    void the_right_password_begins_a_session() {
        var session = logIn.withPassword(claim(ERIN, PASSWORD, HERE), NOW);

        assertThat(session.user()).isEqualTo(erin);
        assertThat(session.refreshToken()).startsWith("lr_");
    }

    @Test
    void a_wrong_password_an_unknown_user_and_one_who_left_are_refused_in_the_same_words() {
        var gone = People.user("gone", Role.EXPERIMENTER);
        users.add(gone.left(), HASH, People.by(erin));

        assertThat(refusal(ERIN, "wrong horse battery"))
                .isEqualTo(refusal(new Email("nobody@lotty.local"), PASSWORD))
                .isEqualTo(refusal(gone.email(), PASSWORD))
                .isEqualTo(refusal(ERIN, ""));
    }

    @Test
    void after_ten_wrong_tries_from_one_address_even_the_right_password_waits_there() {
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(ERIN, "wrong horse battery")).isEqualTo("E-mail or password is wrong.");
        }

        assertThat(tooMany(ERIN, HERE).retryAfterSeconds()).isEqualTo(30);
        assertThat(logIn.withPassword(claim(ERIN, PASSWORD, ELSEWHERE), NOW).user())
                .isEqualTo(erin);
        assertThat(logIn.withPassword(claim(ERIN, PASSWORD, HERE), NOW.plusSeconds(30))
                        .user())
                .isEqualTo(erin);
    }

    @Test
    void an_unknown_user_is_limited_like_a_known_one() {
        var nobody = new Email("nobody@lotty.local");
        for (int i = 0; i < 10; i++) {
            refusal(nobody, PASSWORD);
        }

        assertThat(tooMany(nobody, HERE).sentence())
                .isEqualTo("Too many wrong tries to log in. Try again in 30 seconds.");
    }

    @Test
    void right_passwords_are_never_too_many() {
        for (int i = 0; i < 30; i++) {
            logIn.withPassword(claim(ERIN, PASSWORD, HERE), NOW);
        }
        assertThat(refusal(ERIN, "wrong horse battery")).isEqualTo("E-mail or password is wrong.");
    }

    @Test
    void an_address_that_tries_many_accounts_is_limited_and_others_are_not() {
        for (int i = 0; i < 100; i++) {
            refusal(new Email("user" + i + "@lotty.local"), "");
        }

        assertThat(tooMany(ERIN, HERE).retryAfterSeconds()).isEqualTo(5);
        assertThat(logIn.withPassword(claim(ERIN, PASSWORD, ELSEWHERE), NOW).user())
                .isEqualTo(erin);
    }

    @Test
    void one_address_alone_never_uses_up_what_an_account_has_for_all() {
        for (int second = 0; second < 3_600; second++) {
            try {
                logIn.withPassword(claim(ERIN, "", HERE), NOW.plusSeconds(second));
            } catch (Refusal.Unauthenticated | Refusal.TooMany hammered) {
                assertThat(hammered.code()).isNotEmpty();
            }
        }

        var end = NOW.plusSeconds(3_600);
        assertThat(logIn.withPassword(claim(ERIN, PASSWORD, ELSEWHERE), end).user())
                .isEqualTo(erin);
    }

    @Test
    void a_try_that_nobody_had_time_to_judge_is_not_counted() {
        var busy = new PasswordCheck(users, tries, new Hashing() {
            @Override
            public String hash(String password) {
                throw new Refusal.Unavailable("busy", 1);
            }

            @Override
            public boolean matches(String password, String hash) {
                throw new Refusal.Unavailable("busy", 1);
            }

            @Override
            public void pretend(String password) {
                throw new Refusal.Unavailable("busy", 1);
            }
        });
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> busy.check(claim(ERIN, "", HERE), NOW)).isInstanceOf(Refusal.Unavailable.class);
        }

        assertThat(logIn.withPassword(claim(ERIN, PASSWORD, HERE), NOW).user()).isEqualTo(erin);
    }

    @Test
    void each_refresh_token_works_once_and_leads_to_the_next() {
        var first = logIn.withPassword(claim(ERIN, PASSWORD, HERE), NOW);
        var second = logIn.withRefreshToken(first.refreshToken(), NOW);
        var third = logIn.withRefreshToken(second.refreshToken(), NOW);

        assertThat(third.user()).isEqualTo(erin);
        assertThat(third.refreshToken()).isNotIn(first.refreshToken(), second.refreshToken());
    }

    @Test
    void a_reused_token_ends_the_session_it_led_to() {
        var first = logIn.withPassword(claim(ERIN, PASSWORD, HERE), NOW);
        var second = logIn.withRefreshToken(first.refreshToken(), NOW);

        assertRefused(first.refreshToken(), NOW);
        assertRefused(second.refreshToken(), NOW);
    }

    @Test
    void an_ended_session_leaves_the_users_others() {
        var here = logIn.withPassword(claim(ERIN, PASSWORD, HERE), NOW);
        var there = logIn.withPassword(claim(ERIN, PASSWORD, HERE), NOW);

        logIn.out(here.refreshToken());

        assertRefused(here.refreshToken(), NOW);
        assertThat(logIn.withRefreshToken(there.refreshToken(), NOW).user()).isEqualTo(erin);
    }

    @Test
    void a_session_that_rests_for_thirty_days_is_over() {
        var session = logIn.withPassword(claim(ERIN, PASSWORD, HERE), NOW);

        assertRefused(session.refreshToken(), NOW.plus(LogIn.REFRESH_LIFETIME));
    }

    @Test
    void logging_out_with_an_unknown_token_is_no_error() {
        logIn.out("lr_unknown");

        assertThat(logIn.current(erin.id(), 1)).contains(erin);
    }

    @Test
    void an_access_token_speaks_for_its_user_as_he_is_now_and_until_his_sessions_end() {
        var promoted = users.save(erin.as(Set.of(Role.APPROVER)), People.by(erin));
        assertThat(logIn.current(erin.id(), 1)).contains(promoted);

        users.save(promoted.left(), People.by(erin));
        assertThat(logIn.current(erin.id(), 1)).isEmpty();
        assertThat(logIn.current(erin.id(), 2)).isEmpty();
    }

    private void assertRefused(String token, Instant now) {
        assertThatThrownBy(() -> logIn.withRefreshToken(token, now)).isInstanceOf(Refusal.Unauthenticated.class);
    }

    private String refusal(Email email, String password) {
        return catchThrowableOfType(
                        Refusal.Unauthenticated.class, () -> logIn.withPassword(claim(email, password, HERE), NOW))
                .sentence();
    }

    private Refusal.TooMany tooMany(Email email, ClientAddress from) {
        return catchThrowableOfType(Refusal.TooMany.class, () -> logIn.withPassword(claim(email, PASSWORD, from), NOW));
    }

    private static PasswordCheck.Claim claim(Email email, String password, ClientAddress from) {
        return new PasswordCheck.Claim(email, password, from);
    }

    private byte[] random() {
        return ByteBuffer.allocate(32).putLong(secrets.incrementAndGet()).array();
    }
}
