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
        tokens().add(hash("first"), FAMILY, erin.id(), EXPIRY);
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
        tokens().add(hash("elsewhere"), new UUID(2, 2), erin.id(), EXPIRY);

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
        tokens().add(hash("late"), FAMILY, erin.id(), EXPIRY);
        assertThat(tokens().rotate(hash("late"), next("later"), EXPIRY)).isEmpty();
    }

    @Test
    void a_user_who_has_left_trades_nothing() {
        tokens().add(hash("left"), new UUID(3, 3), gone.id(), EXPIRY);

        assertThat(trade("left", "next")).isEmpty();
        assertThat(trade("next", "further")).isEmpty();
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

    private static byte[] hash(String token) {
        return Secrets.hash(token);
    }

    private static User gone() {
        var user = People.user("gone", Role.EXPERIMENTER);
        return new User(user.id(), user.email(), user.name(), user.roles(), false, 1, user.createdAt());
    }
}
