package io.lotty.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lotty.kit.Covers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"STA-1", "REP-2"})
class MultipleTestsTest {
    /** The example of Benjamini and Hochberg, 1995, section 3.2: events after treatment for myocardial infarction. */
    private static final List<Double> INFARCTION = List.of(
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0);

    /** As the documentation of scipy 1.11 prints {@code scipy.stats.false_discovery_control} of it. */
    private static final List<Double> INFARCTION_IN_SCIPY = List.of(
            0.0015,
            0.003,
            0.0095,
            0.035625,
            0.0603,
            0.06385714,
            0.06385714,
            0.0645,
            0.0765,
            0.486,
            0.58118182,
            0.714875,
            0.75323077,
            0.81321429,
            1.0);

    @Test
    void benjamini_and_hochberg_reject_the_four_that_their_paper_rejects() {
        var adjusted = MultipleTests.benjaminiHochberg(INFARCTION);
        assertThat(adjusted).filteredOn(p -> p <= 0.05).hasSize(4);
        assertAgree(adjusted, INFARCTION_IN_SCIPY, 5e-9);
    }

    @Test
    void benjamini_and_hochberg_agree_with_statsmodels() {
        assertAgree(
                MultipleTests.benjaminiHochberg(INFARCTION),
                // statsmodels 0.15.0, multipletests(p, method='fdr_bh')
                List.of(
                        0.0015,
                        0.003,
                        0.0095,
                        0.035625,
                        0.0603,
                        0.06385714285714286,
                        0.06385714285714286,
                        0.0645,
                        0.0765,
                        0.486,
                        0.5811818181818182,
                        0.714875,
                        0.7532307692307693,
                        0.8132142857142857,
                        1.0),
                1e-15);
    }

    @Test
    void holm_rejects_the_three_of_the_same_paper_that_bonferroni_rejects_there() {
        assertThat(MultipleTests.holm(INFARCTION)).filteredOn(p -> p <= 0.05).hasSize(3);
    }

    @Test
    void holm_agrees_with_statsmodels() {
        assertAgree(
                MultipleTests.holm(INFARCTION),
                // statsmodels 0.15.0, multipletests(p, method='holm')
                List.of(
                        0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1.0, 1.0, 1.0, 1.0, 1.0,
                        1.0),
                1e-15);
    }

    /** Wikipedia, "Holm–Bonferroni method", example: at 0.05 the first and the fourth are rejected. */
    @Test
    void holm_rejects_what_the_textbook_rejects_in_the_order_given() {
        assertAgree(MultipleTests.holm(List.of(0.01, 0.04, 0.03, 0.005)), List.of(0.03, 0.06, 0.06, 0.02), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_hypothesis_gets_the_same_wherever_it_stands(long seed) {
        var random = new Random(seed);
        var family = family(random, 30);
        var places = new ArrayList<>(IntStream.range(0, family.size()).boxed().toList());
        Collections.shuffle(places, random);
        var shuffled = places.stream().map(family::get).toList();
        var holm = new HashMap<Double, Double>();
        var shuffledHolm = MultipleTests.holm(shuffled);
        var shuffledRate = MultipleTests.benjaminiHochberg(shuffled);
        for (var i = 0; i < family.size(); i++) {
            holm.put(family.get(i), MultipleTests.holm(family).get(i));
            assertThat(shuffledRate.get(i))
                    .isEqualTo(MultipleTests.benjaminiHochberg(family).get(places.get(i)));
        }
        assertThat(shuffledHolm).isEqualTo(shuffled.stream().map(holm::get).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void correction_never_makes_smaller_and_holm_is_the_stricter_one(long seed) {
        var family = family(new Random(seed), 25);
        var holm = MultipleTests.holm(family);
        var rate = MultipleTests.benjaminiHochberg(family);
        for (var i = 0; i < family.size(); i++) {
            assertThat(rate.get(i)).isBetween(family.get(i), holm.get(i));
            assertThat(holm.get(i)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void a_family_of_one_needs_no_correction_and_one_of_none_has_nothing_to_correct() {
        assertThat(MultipleTests.holm(List.of(0.04))).containsExactly(0.04);
        assertThat(MultipleTests.benjaminiHochberg(List.of(0.04))).containsExactly(0.04);
        assertThat(MultipleTests.holm(List.of())).isEmpty();
        assertThat(MultipleTests.benjaminiHochberg(List.of())).isEmpty();
    }

    @Test
    void equal_p_values_stay_equal() {
        assertThat(MultipleTests.holm(List.of(0.01, 0.01, 0.01))).containsOnly(0.03);
        assertThat(MultipleTests.benjaminiHochberg(List.of(0.01, 0.01, 0.01))).containsOnly(0.01);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void what_is_no_probability_is_refused(double wrong) {
        assertThatThrownBy(() -> MultipleTests.holm(List.of(0.5, wrong))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MultipleTests.benjaminiHochberg(List.of(0.5, wrong)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Double> family(Random random, int size) {
        return DoubleStream.generate(() -> Math.pow(random.nextDouble(), 3))
                .limit(size)
                .boxed()
                .toList();
    }

    private static void assertAgree(List<Double> ours, List<Double> theirs, double apart) {
        assertThat(ours).hasSameSizeAs(theirs);
        for (var i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i)).as("hypothesis %d", i).isCloseTo(theirs.get(i), within(apart));
        }
    }
}
