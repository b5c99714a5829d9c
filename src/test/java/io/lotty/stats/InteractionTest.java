package io.lotty.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lotty.kit.Covers;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"STA-1", "CON-3"})
class InteractionTest {
    /**
     * Teeth of guinea pigs, R's data set ToothGrowth (Crampton 1947): by vitamin C or orange juice (rows), 0.5 or 1 mg
     * (columns).
     */
    private static final List<List<Summary>> TEETH = List.of(
            List.of(
                    cell(4.2, 11.5, 7.3, 5.8, 6.4, 10, 11.2, 11.2, 5.2, 7),
                    cell(16.5, 16.5, 15.2, 17.3, 22.5, 17.3, 13.6, 14.5, 18.8, 15.5)),
            List.of(
                    cell(15.2, 21.5, 17.6, 9.7, 14.5, 10, 8.2, 9.4, 16.5, 9.7),
                    cell(19.7, 23.3, 23.6, 26.4, 20, 25.2, 25.8, 21.2, 14.5, 27.3)));

    /**
     * Men and women (rows) who were admitted to six departments (columns), R's data set UCBAdmissions: Bickel, Hammel,
     * O'Connell, "Sex Bias in Graduate Admissions: Data from Berkeley", Science 187, 1975.
     */
    private static final List<List<Summary>> BERKELEY = List.of(
            List.of(
                    admissions(512, 313),
                    admissions(353, 207),
                    admissions(120, 205),
                    admissions(138, 279),
                    admissions(53, 138),
                    admissions(22, 351)),
            List.of(
                    admissions(89, 19),
                    admissions(17, 8),
                    admissions(202, 391),
                    admissions(131, 244),
                    admissions(94, 299),
                    admissions(24, 317)));

    /** The means are printed everywhere the data are: 7.98, 16.77, 13.23, 22.70. */
    @Test
    void one_contrast_is_the_difference_of_differences() {
        var contrast = test(TEETH).contrasts().getFirst();
        assertThat(contrast.difference().value()).isCloseTo(22.70 - 13.23 - (16.77 - 7.98), within(1e-12));
        assertThat(contrast.difference().n()).isEqualTo(40);
        assertThat(contrast.row()).isEqualTo(1);
        assertThat(contrast.column()).isEqualTo(1);
    }

    /**
     * statsmodels 0.15.0, {@code OLS(length, 1 + supplement * dose).fit(cov_type='HC2')}, whose covariances of the
     * cells' means are {@code s²/n}; degrees of freedom by Satterthwaite's formula, p by {@code scipy.stats.t}, 1.17.1.
     */
    @Test
    void one_contrast_agrees_with_statsmodels() {
        var interaction = test(TEETH);
        var contrast = interaction.contrasts().getFirst();
        assertRelative(contrast.difference().value(), 0.68);
        assertRelative(contrast.difference().standardError(), 2.214843862066428);
        assertRelative(interaction.statistic(), 0.09426090265414697);
        assertRelative(contrast.degreesOfFreedom(), 29.81257184195214);
        assertRelative(interaction.pValue(), 0.7609629663191579);
        assertThat(interaction.degreesOfFreedom()).isEqualTo(1);
        var interval = contrast.inference(Confidence.USUAL).interval();
        assertRelative(interval.low(), -3.8445074050069654);
        assertRelative(interval.high(), 5.204507405006975);
    }

    /**
     * statsmodels 0.15.0, {@code OLS(admitted, 1 + sex * department).fit(cov_type='HC2')} and its {@code wald_test}.
     */
    @Test
    void several_contrasts_agree_with_statsmodels() {
        var interaction = test(BERKELEY);
        var differences = List.of(
                -0.15382515632515206,
                -0.23205797325527364,
                -0.1850699319332291,
                -0.2417691738266443,
                -0.19206801504043647);
        var errors = List.of(
                0.1054711152742938,
                0.05233436993507014,
                0.05273202718659855,
                0.056214634297798285,
                0.044522980340267554);
        assertThat(interaction.contrasts()).hasSize(5);
        for (var i = 0; i < 5; i++) {
            var difference = interaction.contrasts().get(i).difference();
            assertRelative(difference.value(), differences.get(i));
            assertRelative(difference.standardError(), errors.get(i));
        }
        assertThat(interaction.degreesOfFreedom()).isEqualTo(5);
        assertRelative(interaction.statistic(), 25.209246181054645);
        assertRelative(interaction.pValue(), 0.00012695070383698443);
    }

    /** The same, of a made-up table of three by three. */
    @Test
    void three_by_three_agree_with_statsmodels() {
        var interaction = test(List.of(
                List.of(
                        new Summary(30, 0.18936666666666663, 1.243786654022988),
                        new Summary(33, 1.2281212121212124, 2.758046734848485),
                        new Summary(36, 1.4027222222222224, 7.371357463492063)),
                List.of(
                        new Summary(35, 0.8262285714285714, 1.2849541226890755),
                        new Summary(38, 2.2960789473684216, 4.8419486692745375),
                        new Summary(41, 4.250365853658536, 7.697998237804877)),
                List.of(
                        new Summary(40, 1.8472000000000002, 1.0593997025641027),
                        new Summary(43, 2.818488372093023, 3.0842485415282397),
                        new Summary(46, 4.008108695652174, 11.209954276811596))));
        assertThat(interaction.degreesOfFreedom()).isEqualTo(4);
        assertRelative(interaction.statistic(), 10.939783659600934);
        assertRelative(interaction.pValue(), 0.027249163920503736);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_additive_fit_of_two_by_two_leaves_the_square_of_the_single_contrast(long seed) {
        var cells = random(new Random(seed), 2, 2);
        assertThat(new AdditiveFit(cells).remainder())
                .isCloseTo(test(cells).statistic(), within(1e-9 * test(cells).statistic()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void which_variant_is_control_does_not_matter_for_the_whole(long seed) {
        var cells = random(new Random(seed), 3, 4);
        var turned = IntStream.range(0, 4)
                .mapToObj(column ->
                        cells.reversed().stream().map(row -> row.get(column)).toList())
                .toList();
        var whole = test(cells);
        assertThat(test(turned).statistic()).isCloseTo(whole.statistic(), within(1e-9 * whole.statistic()));
        assertThat(test(turned).degreesOfFreedom()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_shift_and_another_unit_do_not_matter(long seed) {
        var cells = random(new Random(seed), 3, 3);
        var other = cells.stream()
                .map(row -> row.stream()
                        .map(cell -> new Summary(cell.n(), 1_000 * cell.mean() + 7, 1e6 * cell.variance()))
                        .toList())
                .toList();
        assertThat(test(other).pValue()).isCloseTo(test(cells).pValue(), within(1e-9));
    }

    @Test
    void effects_that_add_up_leave_nothing_over() {
        var cells = IntStream.range(0, 4)
                .mapToObj(row -> IntStream.range(0, 3)
                        .mapToObj(column -> new Summary(100 + 7 * row, 5 + row * row - 3 * column, 1 + row + column))
                        .toList())
                .toList();
        assertThat(test(cells).statistic()).isCloseTo(0, within(1e-20));
        assertThat(test(cells).pValue()).isCloseTo(1, within(1e-12));
    }

    @Test
    void too_few_subjects_or_variants_or_nothing_that_varies_is_too_little() {
        var one = new Summary(1, 3, 0);
        var constant = new Summary(50, 3, 0);
        var few = new Summary(24, 3, 1);
        var fine = new Summary(50, 3, 1);
        assertTooLittle(List.of());
        assertTooLittle(List.of(List.of(fine, fine)));
        assertTooLittle(List.of(List.of(fine), List.of(fine)));
        assertTooLittle(List.of(List.of(fine, fine), List.of(fine, one)));
        assertTooLittle(List.of(List.of(fine, fine), List.of(constant, fine)));
        assertTooLittle(List.of(List.of(fine, fine, fine), List.of(fine, fine, few)));
        assertThat(Interaction.of(List.of(List.of(fine, few), List.of(fine, few))))
                .isInstanceOf(Finding.Found.class);
    }

    @Test
    void a_ragged_table_is_refused() {
        var cell = new Summary(50, 3, 1);
        assertThatThrownBy(() -> Interaction.of(List.of(List.of(cell, cell), List.of(cell))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Interaction test(List<List<Summary>> cells) {
        return Interaction.of(cells).value().orElseThrow();
    }

    private static void assertTooLittle(List<List<Summary>> cells) {
        assertThat(Interaction.of(cells)).isInstanceOf(Finding.TooLittle.class);
    }

    private static void assertRelative(double ours, double theirs) {
        assertThat(ours).isCloseTo(theirs, within(1e-9 * Math.abs(theirs)));
    }

    private static List<List<Summary>> random(Random random, int rows, int columns) {
        return IntStream.range(0, rows)
                .mapToObj(row -> IntStream.range(0, columns)
                        .mapToObj(column -> new Summary(
                                25 + random.nextInt(1_000),
                                10 * random.nextGaussian(),
                                0.01 + random.nextExponential()))
                        .toList())
                .toList();
    }

    private static Summary cell(double... numbers) {
        return Summary.of(numbers);
    }

    private static Summary admissions(long admitted, long rejected) {
        return Summary.ofProportion(admitted + rejected, admitted);
    }
}
