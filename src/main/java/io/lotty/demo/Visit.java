package io.lotty.demo;

import io.lotty.demo.ShopEvent.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What one shopper did with the decision he was given.
 *
 * @param arm empty when he saw the flag's default
 */
record Visit(Shopper shopper, Decision decision, Optional<Arm> arm, List<ShopEvent> events) {
    private static final double EXPOSED = 0.92;
    private static final int ARRIVAL_MILLIS = 20_000;
    private static final int STAY_MILLIS = 20_000;
    private static final double CHEAPEST = 4.99;
    private static final double DEAREST = 20_000;
    /** Shape of the Pareto distribution of amounts: a finite mean, a heavy tail. */
    private static final double TAIL = 1.7;

    /** The visit of a shopper: the same crowd, number, decision and campaign give the same events. */
    static Visit of(Options.Crowd crowd, Shopper shopper, Decision decision, Campaign campaign) {
        var arm = decision.variant().map(campaign::arm);
        var diary =
                new Diary(shopper, decision, campaign.opening(), Draws.of(crowd.seed(), shopper.number(), Draws.VISIT));
        diary.fill(Habits.at(arm.map(Arm::place).orElse(0)));
        return new Visit(shopper, decision, arm, List.copyOf(diary.events));
    }

    /** A decision that nobody was shown: nothing that follows from it counts. */
    boolean isExposed() {
        return events.stream().anyMatch(event -> event.kind() == Kind.EXPOSURE);
    }

    /** Writes a visit down, in the order in which the draws are made. */
    private static final class Diary {
        private final List<ShopEvent> events = new ArrayList<>();
        private final Shopper shopper;
        private final Decision decision;
        private final SplittableRandom draws;
        private final Instant arrival;

        Diary(Shopper shopper, Decision decision, Instant opening, SplittableRandom draws) {
            this.shopper = shopper;
            this.decision = decision;
            this.draws = draws;
            this.arrival = opening.plusMillis(1000L + draws.nextInt(ARRIVAL_MILLIS));
        }

        void fill(Habits habits) {
            var views = times(EXPOSED, 0.25);
            repeat(views, Kind.EXPOSURE);
            repeat(times(habits.click(), 0.30), Kind.CLICK);
            repeat(times(habits.conversion(), 0.10), Kind.CONVERSION);
            repeat(times(habits.purchase(), 0.10), Kind.PURCHASE);
            // A page that was never seen has neither error nor latency; whether such would count is the catalogue's.
            repeat(times(habits.error(), 0.15) * Math.min(views, 1), Kind.ERROR);
            for (var view = 0; view < views; view++) {
                add(Kind.LATENCY, latency(habits.latencyMillis()));
            }
        }

        /** 0, 1 or 2 times: once with the chance given, and then {@code again}. */
        private int times(double chance, double again) {
            var once = draws.nextDouble() < chance;
            var twice = draws.nextDouble() < again;
            return once ? twice ? 2 : 1 : 0;
        }

        private void repeat(int times, Kind kind) {
            for (var time = 0; time < times; time++) {
                add(kind, kind == Kind.PURCHASE ? amount() : BigDecimal.ZERO);
            }
        }

        private void add(Kind kind, BigDecimal figure) {
            var at = kind == Kind.EXPOSURE && events.isEmpty()
                    ? arrival
                    : arrival.plusMillis(1L + draws.nextInt(STAY_MILLIS));
            var id = shopper.id() + "-" + events.size();
            events.add(new ShopEvent(id, kind, decision.id(), at, figure));
        }

        private BigDecimal amount() {
            var amount = CHEAPEST * StrictMath.pow(1 - draws.nextDouble(), -1 / TAIL);
            return BigDecimal.valueOf(Math.min(amount, DEAREST)).setScale(2, RoundingMode.HALF_EVEN);
        }

        private BigDecimal latency(double median) {
            var latency = median * StrictMath.exp(0.5 * draws.nextGaussian());
            return BigDecimal.valueOf(latency).setScale(1, RoundingMode.HALF_EVEN);
        }
    }
}
