package io.lotty.stats.simulation;

import io.lotty.stats.Interaction;
import io.lotty.stats.Overlap;
import io.lotty.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Two experiments over the same subjects that know nothing of each other: is a dependence or an interaction made up?
 */
final class Together implements Scenario {
    private static final int EXPERIMENTS = 10_000;
    private static final int SUBJECTS = 6_000;
    private static final int FEW_SUBJECTS = 9 * 40;

    @Override
    public List<Row> play(Trials trials) {
        var two = trials.shares("two by two", EXPERIMENTS, random -> experiment(random, 2, SUBJECTS));
        var three = trials.shares("three by three", EXPERIMENTS, random -> experiment(random, 3, SUBJECTS));
        var few = trials.shares("few", EXPERIMENTS, random -> experiment(random, 3, FEW_SUBJECTS));
        return List.of(
                Row.near("2 × 2 independent assignments: dependence found at 5 %", ALPHA, TOLERANCE, two.of(0)),
                Row.near("3 × 3 independent assignments: dependence found at 5 %", ALPHA, TOLERANCE, three.of(0)),
                Row.near("2 × 2 effects that add up: interaction found at 5 %", ALPHA, TOLERANCE, two.of(1)),
                Row.near("3 × 3 effects that add up: interaction found at 5 %", ALPHA, TOLERANCE, three.of(1)),
                Row.information("the same of some 40 subjects in each pair of variants", few.of(1)));
    }

    /** Whether a dependence of the assignments is found; whether an interaction is. */
    private static boolean[] experiment(RandomGenerator random, int variants, int subjects) {
        var counts = new long[variants][variants];
        var cells = IntStream.range(0, variants * variants)
                .mapToObj(cell -> new Running())
                .toList();
        for (var i = 0; i < subjects; i++) {
            var row = random.nextInt(variants);
            var column = random.nextInt(variants);
            counts[row][column]++;
            // the effects of either add up; one of them also makes subjects differ more
            var number = 0.3 * row - 0.2 * column + (1 + row) * (random.nextExponential() - 1);
            cells.get(row * variants + column).add(number);
        }
        var dependence = Overlap.of(counts).value().map(Overlap::pValue).orElse(1.0);
        var interaction = Interaction.of(table(cells, variants))
                .value()
                .map(Interaction::pValue)
                .orElse(1.0);
        return new boolean[] {dependence <= ALPHA, interaction <= ALPHA};
    }

    private static List<List<Summary>> table(List<Running> cells, int variants) {
        var table = new ArrayList<List<Summary>>();
        for (var row = 0; row < variants; row++) {
            table.add(cells.subList(row * variants, (row + 1) * variants).stream()
                    .map(Running::summary)
                    .toList());
        }
        return table;
    }
}
