package io.lotty.report.e2e;

import io.lotty.report.e2e.Shopper.Act;
import io.lotty.report.e2e.Shopper.Newcomer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A shop by seed. Its shoppers differ much from each other and come several times in several days; amounts have heavy tails. The
 * treatment makes them click and buy more often, for more, and wait less. Beside that it has what reports go wrong on: shoppers
 * who were never exposed, acts before the first exposure, conversions at the very ends of their window, amounts of exactly 50.
 *
 * @param firstDay midnight of the first day, UTC
 * @param days how many; nothing happens before the first or behind the last
 */
record KnownShop(long seed, int shoppers, Instant firstDay, int days) {
    static final String CONTROL = "control";
    static final String TREATMENT = "treatment";
    static final List<String> COUNTRIES = List.of("DE", "KZ", "US");

    /** What the treatment multiplies. */
    static final double MORE_CLICKS = 1.15;

    static final double MORE_PURCHASES = 1.2;
    static final double LARGER_PURCHASES = 1.1;
    static final double MORE_CONVERSIONS = 1.25;
    static final double SHORTER_LATENCY = 0.9;

    private static final double NEVER_EXPOSED = 0.03;
    private static final BigDecimal NOTHING = BigDecimal.ZERO;

    Instant end() {
        return firstDay.plus(days, ChronoUnit.DAYS);
    }

    /** Everybody whom the shop will ask about. */
    List<Newcomer> newcomers() {
        return IntStream.range(0, shoppers)
                .mapToObj(number -> {
                    var id = "shopper-" + seed + "-" + number;
                    var place = random(id, 1).nextDouble();
                    return new Newcomer(id, COUNTRIES.get(place < 0.3 ? 0 : place < 0.8 ? 1 : 2));
                })
                .toList();
    }

    /**
     * What everybody does, in the order of {@link #newcomers}: the same for the same variants.
     *
     * @param variantOf what was decided about a newcomer: {@value #CONTROL} or {@value #TREATMENT}
     */
    List<Shopper> open(Function<Newcomer, String> variantOf) {
        return newcomers().stream()
                .map(newcomer -> new Life(newcomer, variantOf.apply(newcomer)).live())
                .toList();
    }

    /** Three of four see the control; for tests without anybody who decides. */
    String drawn(Newcomer newcomer) {
        return random(newcomer.id(), 2).nextInt(4) < 3 ? CONTROL : TREATMENT;
    }

    /** Draws that have nothing to do with those for another shopper, or another use. */
    private RandomGenerator random(String id, int use) {
        return new SplittableRandom(31 * (31 * seed + id.hashCode()) + use);
    }

    /** One shopper's days. Draws are by the shopper alone, so that a variant changes nobody else. */
    private final class Life {
        private final Newcomer newcomer;
        private final String variant;
        private final boolean treated;
        private final RandomGenerator random;
        private final double eagerness;
        private final double wealth;
        private final double slowness;
        private final List<Instant> visits = new ArrayList<>();
        private final List<Act> acts = new ArrayList<>();

        Life(Newcomer newcomer, String variant) {
            this.newcomer = newcomer;
            this.variant = variant;
            this.treated = variant.equals(TREATMENT);
            this.random = random(newcomer.id(), 3);
            this.eagerness = logNormal(0, 0.6);
            this.wealth = logNormal(3.2, 0.8) * (newcomer.country().equals("US") ? 1.5 : 1);
            this.slowness = logNormal(5, 0.5);
        }

        Shopper live() {
            var exposed = random.nextDouble() >= NEVER_EXPOSED;
            var arrival = random.nextInt(days);
            do {
                visits.add(momentOf(arrival + random.nextInt(days - arrival)));
            } while (random.nextDouble() < 0.45);
            visits.forEach(this::visit);
            var first = visits.stream().min(Instant::compareTo).orElseThrow();
            doAround(first);
            return new Shopper(
                    newcomer.id(), newcomer.country(), variant, exposed ? visits : List.of(), withinTheDays());
        }

        private void visit(Instant at) {
            repeat(0.8 * eagerness * (treated ? MORE_CLICKS : 1), () -> act("click", soon(at, 30), NOTHING));
            repeat(0.3 * (treated ? MORE_PURCHASES : 1), () -> act("purchase", soon(at, 60), amount()));
            repeat(0.25 * (treated ? MORE_CONVERSIONS : 1), () -> act("conversion", soon(at, 3 * 24 * 60), NOTHING));
            act("latency", soon(at, 1), latency());
            repeat(1.5, () -> act("latency", soon(at, 30), latency()));
        }

        /** What stands in the way of a window: something before it, at its first moment, and at the first behind it. */
        private void doAround(Instant first) {
            if (random.nextDouble() < 0.1) {
                act("click", first.minus(Duration.ofMinutes(5)), NOTHING);
                act("conversion", first.minus(Duration.ofMillis(1)), NOTHING);
            }
            if (random.nextDouble() < 0.02) {
                act("conversion", first, NOTHING);
            }
            if (random.nextDouble() < 0.02) {
                act("conversion", first.plus(Duration.ofDays(1)), NOTHING);
            }
        }

        private void act(String type, Instant at, BigDecimal number) {
            acts.add(new Act(type, at, number));
        }

        private List<Act> withinTheDays() {
            return acts.stream()
                    .filter(act -> !act.at().isBefore(firstDay) && act.at().isBefore(end()))
                    .toList();
        }

        /** So often on average, but once in two does it stop at any moment: far from evenly. */
        private void repeat(double mean, Runnable deed) {
            while (random.nextDouble() < mean / (1 + mean)) {
                deed.run();
            }
        }

        private BigDecimal amount() {
            if (random.nextDouble() < 0.03) {
                return new BigDecimal("50.00");
            }
            var tail = random.nextDouble() < 0.02 ? Math.pow(1 - random.nextDouble(), -1 / 1.8) * 5 : 1;
            var amount = wealth * logNormal(0, 0.5) * tail * (treated ? LARGER_PURCHASES : 1);
            return rounded(Math.clamp(amount, 0.01, 99_999), 2);
        }

        private BigDecimal latency() {
            return rounded(slowness * logNormal(0, 0.4) * (treated ? SHORTER_LATENCY : 1), 3);
        }

        private static BigDecimal rounded(double number, int decimals) {
            return BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_EVEN);
        }

        private double logNormal(double mean, double deviation) {
            return Math.exp(mean + deviation * random.nextGaussian());
        }

        private Instant momentOf(int day) {
            return firstDay.plus(day, ChronoUnit.DAYS).plusMillis(random.nextInt(24 * 60 * 60 * 1_000));
        }

        private Instant soon(Instant at, int minutes) {
            return at.plusMillis(random.nextInt(minutes * 60 * 1_000));
        }
    }
}
