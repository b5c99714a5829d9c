package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Covers("ACC-4")
class LogInTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String HASH = Passwords.hash(PASSWORD);
    private static final Instant NOW = People.NOON;
    private static final Email ERIN = new Email("erin@lotty.local");

    private final AtomicLong secrets = new AtomicLong();
    private final Users users = new UsersInMemory();
    private final LogIn logIn = new LogIn(users, new RefreshTokensInMemory(users), this::random);
    private final User erin = People.user("erin", Role.EXPERIMENTER);

    @BeforeEach
    void know_erin() {
        users.add(erin, HASH, People.by(erin));
    }

    @Test
    void the_right_password_begins_a_session() {
        var session = logIn.withPassword(ERIN, PASSWORD, NOW);

        assertThat(session.user()).isEqualTo(erin);
        assertThat(session.refreshToken()).startsWith("lr_");
    }

    @Test
    void a_wrong_password_an_unknown_user_and_one_who_left_are_refused_in_the_same_words() {
        var gone = People.user("gone", Role.EXPERIMENTER);
        users.add(new User(gone.id(), gone.email(), gone.name(), gone.roles(), false, 1, NOW), HASH, People.by(erin));

        assertThat(refusal(ERIN, "wrong horse battery"))
                .isEqualTo(refusal(new Email("nobody@lotty.local"), PASSWORD))
                .isEqualTo(refusal(gone.email(), PASSWORD))
                .isEqualTo(refusal(ERIN, ""));
    }

    @Test
    void an_unknown_user_takes_as_long_as_a_wrong_password() {
        long wrong = quickest(ERIN);
        long unknown = quickest(new Email("nobody@lotty.local"));

        assertThat(unknown).isGreaterThan(wrong / 10);
    }

    @Test
    void each_refresh_token_works_once_and_leads_to_the_next() {
        var first = logIn.withPassword(ERIN, PASSWORD, NOW);
        var second = logIn.withRefreshToken(first.refreshToken(), NOW);
        var third = logIn.withRefreshToken(second.refreshToken(), NOW);

        assertThat(third.user()).isEqualTo(erin);
        assertThat(third.refreshToken()).isNotIn(first.refreshToken(), second.refreshToken());
    }

    @Test
    void a_reused_token_ends_the_session_it_led_to() {
        var first = logIn.withPassword(ERIN, PASSWORD, NOW);
        var second = logIn.withRefreshToken(first.refreshToken(), NOW);

        assertRefused(first.refreshToken(), NOW);
        assertRefused(second.refreshToken(), NOW);
    }

    @Test
    void an_ended_session_leaves_the_users_others() {
        var here = logIn.withPassword(ERIN, PASSWORD, NOW);
        var there = logIn.withPassword(ERIN, PASSWORD, NOW);

        logIn.out(here.refreshToken());

        assertRefused(here.refreshToken(), NOW);
        assertThat(logIn.withRefreshToken(there.refreshToken(), NOW).user()).isEqualTo(erin);
    }

    @Test
    void a_session_that_rests_for_thirty_days_is_over() {
        var session = logIn.withPassword(ERIN, PASSWORD, NOW);

        assertRefused(session.refreshToken(), NOW.plus(LogIn.REFRESH_LIFETIME));
    }

    @Test
    void logging_out_with_an_unknown_token_is_no_error() {
        logIn.out("lr_unknown");

        assertThat(logIn.current(erin.id())).contains(erin);
    }

    private void assertRefused(String token, Instant now) {
        assertThatThrownBy(() -> logIn.withRefreshToken(token, now)).isInstanceOf(Refusal.Unauthenticated.class);
    }

    private String refusal(Email email, String password) {
        return catchThrowableOfType(Refusal.Unauthenticated.class, () -> logIn.withPassword(email, password, NOW))
                .sentence();
    }

    private long quickest(Email email) {
        return LongStream.range(0, 4)
                .map(attempt -> {
                    long started = System.nanoTime();
                    refusal(email, "wrong horse battery");
                    return System.nanoTime() - started;
                })
                .min()
                .orElseThrow();
    }

    private byte[] random() {
        return ByteBuffer.allocate(32).putLong(secrets.incrementAndGet()).array();
    }
}
