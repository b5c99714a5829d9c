package io.lotty.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What is hit when, in a round. Equal seeds and options give equal schedules. */
record Schedule(List<Strike> strikes) {
    /** Edges and ingests there are two of each, so stores are drawn as often as either pair. */
    private static final List<Target> TARGETS = List.of(
            Target.EDGE_1,
            Target.EDGE_2,
            Target.INGEST_1,
            Target.INGEST_2,
            Target.REDIS,
            Target.REDIS,
            Target.POSTGRES,
            Target.POSTGRES,
            Target.MANAGEMENT);

    private static final List<Weapon> WEAPONS =
            List.of(Weapon.KILL, Weapon.KILL, Weapon.TERM, Weapon.TERM, Weapon.FREEZE);
    private static final double SHARE_OF_PAIRS = 0.3;
    private static final double FIRST = 0.05;
    private static final double LAST = 0.85;
    private static final long LONGEST_DOWN_MILLIS = 2_500;
    /** Longer than an entry may lie with a consumer before another takes it over: the frozen one wakes to find it taken. */
    private static final long LONGEST_FROZEN_MILLIS = 8_000;

    private static final Duration RECOVERING = Duration.ofSeconds(4);

    Schedule {
        strikes = List.copyOf(strikes);
    }

    /** @param at since the round began */
    record Strike(Duration at, List<Blow> blows) {
        Strike {
            blows = List.copyOf(blows);
        }

        @Override
        public String toString() {
            return Text.seconds(at) + " " + blows.stream().map(Blow::toString).collect(Collectors.joining(" with "));
        }
    }

    /** @param pause before it runs again */
    record Blow(Target target, Weapon weapon, Duration pause) {
        @Override
        public String toString() {
            return weapon + " " + target.text();
        }
    }

    static Schedule of(long seed, Duration load, int least) {
        var random = new SplittableRandom(seed);
        var times = random.doubles(least + random.nextInt(least / 2 + 1), FIRST, LAST)
                .sorted()
                .toArray();
        var strikes = new ArrayList<Strike>();
        Map<Target, Duration> upAgain = new EnumMap<>(Target.class);
        for (var time : times) {
            var at = Duration.ofMillis((long) (time * load.toMillis()));
            var blows = new ArrayList<Blow>();
            int count = random.nextDouble() < SHARE_OF_PAIRS ? 2 : 1;
            for (int i = 0; i < count; i++) {
                var target = target(random, upAgain, at);
                var weapon = WEAPONS.get(random.nextInt(WEAPONS.size()));
                var pause = Duration.ofMillis(
                        random.nextLong(weapon == Weapon.FREEZE ? LONGEST_FROZEN_MILLIS : LONGEST_DOWN_MILLIS));
                upAgain.put(target, at.plus(pause).plus(RECOVERING));
                blows.add(new Blow(target, weapon, pause));
            }
            strikes.add(new Strike(at, blows));
        }
        return new Schedule(strikes);
    }

    /** One that has had time to come up again, if there is one. */
    private static Target target(RandomGenerator random, Map<Target, Duration> upAgain, Duration at) {
        var standing = TARGETS.stream()
                .filter(target -> upAgain.getOrDefault(target, Duration.ZERO).compareTo(at) <= 0)
                .toList();
        var choice = standing.isEmpty() ? TARGETS : standing;
        return choice.get(random.nextInt(choice.size()));
    }

    @Override
    public String toString() {
        return strikes.stream().map(Strike::toString).collect(Collectors.joining(", "));
    }
}
