package io.lotty.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Whether two experiments that share subjects assign them independently of each other: the variant in one should say
 * nothing about the variant in the other. If it does, each one's effect carries a part of the other's.
 *
 * <p>Statistic: Pearson's χ² of independence over the table of counts, {@code Σ (observed − expected)² / expected} with
 * {@code expected = row total · column total / n} and (r − 1)(c − 1) degrees of freedom. Cramér's V, {@code √(χ² / (n ·
 * min(r − 1, c − 1)))}, says how strong the dependence is: 0 is none, 1 is that one variant settles the other. Assumes
 * independent subjects.
 *
 * <p>Sources: Pearson, "On the criterion…", Philosophical Magazine 50, 1900; Agresti, "Categorical Data Analysis", 3rd
 * edition 2013, section 3.2.1; Cramér, "Mathematical Methods of Statistics", 1946, chapter 21, p. 282.
 *
 * @param shared subjects in both experiments
 * @param statistic χ²
 * @param degreesOfFreedom of the variants that hold anyone
 * @param pValue 0 to 1; what is below the smallest double is 0
 * @param cramersV 0 to 1
 */
public record Overlap(long shared, double statistic, int degreesOfFreedom, double pValue, double cramersV) {
    /** Cochran, "Some Methods for Strengthening the Common χ² Tests", Biometrics 10(4), 1954. */
    public static final double LEAST_EXPECTED = 5;

    /**
     * Variants in which no shared subject is are left out. Too little: fewer than two variants left on a side, or fewer
     * than {@link #LEAST_EXPECTED} subjects expected in some pair of variants.
     *
     * @param counts shared subjects by variant of the one experiment (rows) and of the other (columns); all rows are of the
     *     same length
     */
    public static Finding<Overlap> of(long[][] counts) {
        var width = counts.length == 0 ? 0 : counts[0].length;
        if (Arrays.stream(counts).anyMatch(row -> row.length != width)) {
            throw new IllegalArgumentException("the rows of counts differ in length");
        }
        var rows = IntStream.range(0, counts.length)
                .filter(row -> Arrays.stream(counts[row]).sum() > 0)
                .toArray();
        var columns = IntStream.range(0, width)
                .filter(column ->
                        Arrays.stream(counts).mapToLong(row -> row[column]).sum() > 0)
                .toArray();
        if (rows.length < 2 || columns.length < 2) {
            return Finding.tooLittle("the experiments share subjects in fewer than two variants");
        }
        var table = Arrays.stream(rows)
                .mapToObj(row -> Arrays.stream(columns)
                        .mapToLong(column -> counts[row][column])
                        .toArray())
                .toArray(long[][]::new);
        return ofFilled(table);
    }

    private static Finding<Overlap> ofFilled(long[][] table) {
        var byRow =
                Arrays.stream(table).mapToLong(row -> Arrays.stream(row).sum()).toArray();
        var byColumn = IntStream.range(0, table[0].length)
                .mapToLong(column ->
                        Arrays.stream(table).mapToLong(row -> row[column]).sum())
                .toArray();
        var shared = Arrays.stream(byRow).sum();
        var leastExpected = (double) Arrays.stream(byRow).min().orElse(0)
                * Arrays.stream(byColumn).min().orElse(0)
                / shared;
        if (leastExpected < LEAST_EXPECTED) {
            return Finding.tooLittle("fewer than 5 shared subjects are expected in a pair of variants");
        }
        var result = ChiSquareTest.withDefaults().test(table);
        var smaller = Math.min(byRow.length, byColumn.length) - 1;
        return Finding.found(new Overlap(
                shared,
                result.getStatistic(),
                (byRow.length - 1) * (byColumn.length - 1),
                result.getPValue(),
                Math.min(1, StrictMath.sqrt(result.getStatistic() / ((double) shared * smaller)))));
    }
}
