package io.lotty.stats;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether the effect of one experiment depends on the variant that a subject has in another. Effects are differences of
 * means; two effects that multiply interact on this scale as soon as both are there.
 *
 * <p>Each pair of treatments has a contrast against the two controls, a difference in differences. One contrast is
 * judged by Welch's t. Several are judged at once by Wald's χ²: how far the cells' means are from the nearest ones
 * without interaction, each in units of its own standard error. Assumes that subjects are independent and the cells'
 * means about normal.
 *
 * <p>Sources: Welch, "The generalization of 'Student's' problem when several different population variances are
 * involved", Biometrika 34, 1947, and Satterthwaite, "An Approximate Distribution of Estimates of Variance Components",
 * Biometrics Bulletin 2(6), 1946, for a contrast of means; Scheffé, "The Analysis of Variance", 1959, chapter 4, for
 * interaction as contrasts; Wald, "Tests of Statistical Hypotheses Concerning Several Parameters When the Number of
 * Observations is Large", Transactions of the American Mathematical Society 54(3), 1943, and Seber, Lee, "Linear
 * Regression Analysis", 2nd edition 2003, theorem 4.1, for his statistic as what an additive fit, weighted by the
 * cells' precision, leaves over.
 *
 * @param contrasts of each treatment of the one with each of the other, row by row
 * @param statistic t² of a single contrast, else Wald's χ²
 * @param degreesOfFreedom (r − 1)(c − 1), the number of contrasts
 * @param pValue how surprising the statistic is if nothing interacts, 0 to 1; what is below the smallest double is 0
 */
public record Interaction(List<Contrast> contrasts, double statistic, int degreesOfFreedom, double pValue) {
    /**
     * Wald's χ² takes the variances for known, and so finds a little too much: of some 40 units in each of nine cells 6
     * % where it should be 5 %. Of fewer than this many units nothing is said.
     */
    public static final long LEAST_UNITS_BY_CELL = 25;

    public Interaction {
        contrasts = List.copyOf(contrasts);
    }

    /**
     * By how much the effect of a treatment of the one experiment is larger under a treatment of the other than under
     * its control: {@code m_(row,column) − m_(row,0) − m_(0,column) + m_(0,0)}.
     *
     * @param row of the treatment, from 1
     * @param column of the other treatment, from 1
     * @param degreesOfFreedom by Satterthwaite
     */
    public record Contrast(int row, int column, Estimate difference, double degreesOfFreedom) {
        static Contrast of(int row, int column, List<List<Summary>> cells) {
            var both = cells.get(row).get(column);
            var one = cells.get(row).get(0);
            var other = cells.get(0).get(column);
            var none = cells.get(0).get(0);
            var difference = both.mean() - one.mean() - (other.mean() - none.mean());
            var four = List.of(both, one, other, none);
            var units = four.stream().mapToLong(Summary::n).sum();
            var variance = four.stream().mapToDouble(Summary::varianceOfMean).sum();
            double degrees = 0;
            for (var cell : four) {
                // as a share of the whole: its square neither overflows nor vanishes, whatever the metric's unit is
                var share = cell.varianceOfMean() / variance;
                degrees += share * share / (cell.n() - 1);
            }
            return new Contrast(row, column, new Estimate(difference, Math.sqrt(variance), units), 1 / degrees);
        }

        /** By Student's t; the p-value is of this contrast alone: correct it for how many there are. */
        public Inference inference(Confidence confidence) {
            return FixedHorizon.student(difference, degreesOfFreedom, confidence);
        }
    }

    /**
     * Too little: a single variant on a side, a cell of fewer than 2 units (of several contrasts: of fewer than {@link
     * #LEAST_UNITS_BY_CELL}), or a cell in which nothing varies.
     *
     * @param cells by variant of the one experiment (rows) and of the other (columns), both controls first; all rows
     *     are of the same length
     */
    public static Finding<Interaction> of(List<List<Summary>> cells) {
        var rows = cells.size();
        var columns = rows == 0 ? 0 : cells.getFirst().size();
        if (cells.stream().anyMatch(row -> row.size() != columns)) {
            throw new IllegalArgumentException("the rows of cells differ in length");
        }
        if (rows < 2 || columns < 2) {
            return Finding.tooLittle("one of the experiments has a single variant");
        }
        var isSingle = rows == 2 && columns == 2;
        var least = isSingle ? 2 : LEAST_UNITS_BY_CELL;
        if (cells.stream().flatMap(List::stream).anyMatch(cell -> cell.n() < least)) {
            return Finding.tooLittle("a pair of variants shares fewer than " + least + " subjects");
        }
        if (cells.stream().flatMap(List::stream).anyMatch(cell -> cell.variance() == 0)) {
            return Finding.tooLittle("nothing varies among the subjects of a pair of variants");
        }
        var contrasts = new ArrayList<Contrast>();
        for (var row = 1; row < rows; row++) {
            for (var column = 1; column < columns; column++) {
                contrasts.add(Contrast.of(row, column, cells));
            }
        }
        return Finding.found(isSingle ? ofOne(contrasts.getFirst()) : ofSeveral(contrasts, cells));
    }

    private static Interaction ofOne(Contrast contrast) {
        var z = contrast.difference().z();
        var pValue = contrast.inference(Confidence.USUAL).p();
        return new Interaction(List.of(contrast), z * z, 1, pValue);
    }

    private static Interaction ofSeveral(List<Contrast> contrasts, List<List<Summary>> cells) {
        var statistic = new AdditiveFit(cells).remainder();
        var pValue = ChiSquaredDistribution.of(contrasts.size()).survivalProbability(statistic);
        return new Interaction(contrasts, statistic, contrasts.size(), pValue);
    }
}
