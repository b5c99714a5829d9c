package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RefreshTokens} does. */
@Covers("ACC-4")
public abstract class RefreshTokensContract {
    private static final UUID FAMILY = new UUID(1, 1);
    // the store forgets what expired long ago by its own clock, so these tokens expire in a far future
    private static final Instant NOW = Instant.parse("2127-01-01T00:00:00Z");
    private static final Instant EXPIRY = NOW.plus(Duration.ofDays(30));

    private final User erin = People.user("erin", Role.EXPERIMENTER);
    private final User gone = gone();

    protected abstract Users users();

    protected abstract RefreshTokens tokens();

    @BeforeEach
    void add_users() {
        users().add(erin, "hash", People.by(erin));
        users().add(gone, "hash", People.by(erin));
        tokens().add(next("first"), FAMILY, erin);
    }

    @Test
    void a_token_is_traded_for_the_next() {
        assertThat(trade("first", "second")).contains(erin);
        assertThat(trade("second", "third")).contains(erin);
    }

    @Test
    void a_token_that_comes_twice_ends_its_family() {
        trade("first", "second");

        assertThat(trade("first", "stolen")).isEmpty();
        assertThat(trade("second", "third")).isEmpty();
        assertThat(trade("stolen", "further")).isEmpty();
    }

    @Test
    void the_end_of_a_family_leaves_others_alone() {
        tokens().add(next("elsewhere"), new UUID(2, 2), erin);

        tokens().endFamily(hash("first"));

        assertThat(trade("first", "second")).isEmpty();
        assertThat(trade("elsewhere", "next")).contains(erin);
    }

    @Test
    void an_unknown_token_trades_nothing_and_ends_nothing() {
        tokens().endFamily(hash("unknown"));

        assertThat(trade("unknown", "second")).isEmpty();
        assertThat(trade("first", "second")).contains(erin);
    }

    @Test
    void a_token_lasts_until_its_expiry_and_not_at_it() {
        assertThat(tokens().rotate(hash("first"), next("second"), EXPIRY.minusMillis(1)))
                .contains(erin);
        tokens().add(next("late"), FAMILY, erin);
        assertThat(tokens().rotate(hash("late"), next("later"), EXPIRY)).isEmpty();
    }

    @Test
    void a_user_who_has_left_trades_nothing() {
        assertThat(tokens().add(next("left"), new UUID(3, 3), gone)).isFalse();

        assertThat(trade("left", "next")).isEmpty();
        assertThat(trade("next", "further")).isEmpty();
    }

    @Test
    void who_leaves_loses_all_his_sessions_and_does_not_find_them_again() {
        tokens().add(next("elsewhere"), new UUID(2, 2), erin);

        var left = users().save(erin.left(), People.by(erin));
        assertThat(trade("first", "second")).isEmpty();

        var back = users().save(left.back(), People.by(erin));
        assertThat(back.epoch()).isEqualTo(2);
        assertThat(trade("elsewhere", "second")).isEmpty();
        assertThat(tokens().add(next("again"), new UUID(3, 3), back)).isTrue();
    }

    @Test
    void a_new_password_ends_all_sessions_and_lets_none_begin_that_the_old_one_opened() {
        var changed = users().replacePassword(newPassword(), People.by(erin)).orElseThrow();

        assertThat(changed.epoch()).isEqualTo(2);
        assertThat(trade("first", "second")).isEmpty();
        assertThat(tokens().add(next("late"), new UUID(2, 2), erin)).isFalse();
        assertThat(trade("late", "later")).isEmpty();
        assertThat(tokens().add(next("new"), new UUID(3, 3), changed)).isTrue();
    }

    @Test
    void of_a_trade_and_a_new_password_at_once_no_session_is_left_over() throws Exception {
        for (int i = 0; i < 20; i++) {
            var user = users().find(erin.id()).orElseThrow();
            var token = "race " + i;
            tokens().add(next(token), new UUID(7, i), user);
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                callers.invokeAll(List.<Callable<Optional<User>>>of(
                        () -> trade(token, token + " next"),
                        () -> users().replacePassword(newPassword(), People.by(erin))));
            }
            assertThat(trade(token + " next", token + " last")).isEmpty();
        }
    }

    @Test
    void of_concurrent_callers_one_gets_through_and_then_the_family_is_over() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var trades = callers.invokeAll(
                    List.<Callable<Optional<User>>>of(() -> trade("first", "one"), () -> trade("first", "another")));

            assertThat(trades)
                    .extracting(Future::get)
                    .filteredOn(Optional::isPresent)
                    .hasSize(1);
        }
        assertThat(trade("one", "next")).isEmpty();
        assertThat(trade("another", "next")).isEmpty();
    }

    private Optional<User> trade(String token, String next) {
        return tokens().rotate(hash(token), next(next), NOW);
    }

    private static RefreshTokens.Next next(String token) {
        return new RefreshTokens.Next(hash(token), EXPIRY);
    }

    private Users.NewPassword newPassword() {
        return new Users.NewPassword(erin.id(), "another hash", "user.reset_password", Optional.empty());
    }

    private static byte[] hash(String token) {
        return Secrets.hash(token);
    }

    private static User gone() {
        var user = People.user("gone", Role.EXPERIMENTER);
        return new User(user.id(), user.email(), user.name(), user.roles(), true, 1, 1, user.createdAt()).left();
    }
}
