package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Whether the clock tells an unknown user from a wrong password. Samples of both are taken in turns, so that a busy
 * machine slows both; what is compared is how often one took longer than the other, over all pairs. Equal distributions
 * give one half, with a standard deviation of 0.09 for so many samples.
 */
@Covers("ACC-4")
class LogInTimingIT {
    private static final int SAMPLES = 20;
    private static final String PASSWORD = "correct horse battery";
    private static final Email ERIN = new Email("erin@lotty.local");
    private static final Email NOBODY = new Email("nobody@lotty.local");

    @Test
    void an_unknown_user_takes_as_long_as_a_wrong_password() {
        var times = Times.of(logIn(Hashing.HERE));

        assertThat(times.shareOfSlowerUnknown()).isBetween(0.1, 0.9);
        assertThat(times.medianOfUnknown() / times.medianOfWrong()).isBetween(0.5, 2.0);
    }

    @Test
    void the_comparison_finds_out_a_log_in_that_does_not_pretend() {
        var times = Times.of(logIn(new Unpretending()));

        assertThat(times.shareOfSlowerUnknown()).isLessThan(0.1);
        assertThat(times.medianOfUnknown() / times.medianOfWrong()).isLessThan(0.5);
    }

    private static LogIn logIn(Hashing hashing) {
        var users = new UsersInMemory();
        var erin = People.user("erin", Role.EXPERIMENTER);
        users.add(erin, Passwords.hash(PASSWORD), People.by(erin));
        var boundless = new Tries() {
            @Override
            public Optional<Duration> count(List<TryLimit> limits, Instant now) {
                return Optional.empty();
            }

            @Override
            public void takeBack(List<TryLimit> limits) {
                // nothing was counted
            }
        };
        return new LogIn(
                users,
                new PasswordCheck(users, boundless, hashing),
                new RefreshTokensInMemory(users),
                () -> new byte[32]);
    }

    /** What tells them apart: it saves itself the work when there is nothing to compare. */
    private static final class Unpretending implements Hashing {
        @Override
        public String hash(String password) {
            return HERE.hash(password);
        }

        @Override
        public boolean matches(String password, String hash) {
            return HERE.matches(password, hash);
        }

        @Override
        public void pretend(String password) {
            // it does not
        }
    }

    /** In nanoseconds. */
    private static final class Times {
        private final double[] wrong = new double[SAMPLES];
        private final double[] unknown = new double[SAMPLES];

        static Times of(LogIn logIn) {
            var times = new Times();
            nanos(logIn, ERIN);
            nanos(logIn, NOBODY);
            for (int i = 0; i < SAMPLES; i++) {
                if (i % 2 == 0) {
                    times.wrong[i] = nanos(logIn, ERIN);
                    times.unknown[i] = nanos(logIn, NOBODY);
                } else {
                    times.unknown[i] = nanos(logIn, NOBODY);
                    times.wrong[i] = nanos(logIn, ERIN);
                }
            }
            return times;
        }

        /** The Mann-Whitney statistic, as a share of all pairs. */
        double shareOfSlowerUnknown() {
            int slower = 0;
            for (double one : unknown) {
                for (double other : wrong) {
                    slower += one > other ? 1 : 0;
                }
            }
            return slower / (double) (SAMPLES * SAMPLES);
        }

        double medianOfUnknown() {
            return median(unknown);
        }

        double medianOfWrong() {
            return median(wrong);
        }

        private static double median(double[] values) {
            return Arrays.stream(values).sorted().skip(SAMPLES / 2).findFirst().orElseThrow();
        }

        private static double nanos(LogIn logIn, Email email) {
            var claim = new PasswordCheck.Claim(email, "wrong horse battery", ClientAddress.UNKNOWN);
            long started = System.nanoTime();
            assertThatThrownBy(() -> logIn.withPassword(claim, People.NOON))
                    .isInstanceOf(Refusal.Unauthenticated.class);
            return System.nanoTime() - started;
        }
    }
}
