package io.lotty.access;

import io.lotty.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether somebody knows the password of an account: answered slowly, and only so often. */
public final class PasswordCheck {
    private final Users users;
    private final Tries tries;
    private final Hashing hashing;

    public PasswordCheck(Users users, Tries tries, Hashing hashing) {
        this.users = users;
        this.tries = tries;
        this.hashing = hashing;
    }

    /** One try to prove who one is. */
    public record Claim(Email email, String password, ClientAddress from) {
        @Override
        public String toString() {
            return "Claim[***]";
        }
    }

    /**
     * The account when the password is right and its user active. An unknown e-mail costs what a wrong password costs.
     * Refuses when there were too many wrong tries of late. The try is counted before it is judged, and taken back when
     * it was right or could not be judged.
     */
    public Optional<Users.Credentials> check(Claim claim, Instant now) {
        var limits = TryLimit.of(claim.email(), claim.from());
        tries.count(limits, now).ifPresent(wait -> {
            throw new Refusal.TooMany(
                    "Too many wrong tries to log in. Try again in " + seconds(wait) + " seconds.", seconds(wait));
        });
        Optional<Users.Credentials> right;
        try {
            right = judged(claim);
        } catch (Refusal.Unavailable unjudged) {
            tries.takeBack(limits);
            throw unjudged;
        }
        if (right.isPresent()) {
            tries.takeBack(limits);
        }
        return right;
    }

    private Optional<Users.Credentials> judged(Claim claim) {
        var credentials = users.credentials(claim.email());
        if (credentials.isEmpty()) {
            hashing.pretend(claim.password());
        }
        return credentials
                .filter(known -> hashing.matches(claim.password(), known.passwordHash()))
                .filter(known -> known.user().active());
    }

    private static int seconds(Duration wait) {
        return (int) Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
