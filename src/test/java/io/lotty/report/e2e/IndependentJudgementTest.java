package io.lotty.report.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lotty.report.e2e.IndependentEffect.Figure;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Every figure here was computed by hand, or stands in the tables of the distributions. */
class IndependentJudgementTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final Offset<Double> AS_TABLES = within(1e-6);
    private static final List<Double> FAMILY = List.of(0.01, 0.04, 0.03, 0.005);

    @Test
    void p_values_are_corrected_for_their_family() {
        assertThat(FAMILY.stream().map(p -> IndependentJudgement.holm(p, FAMILY)))
                .usingElementComparator(IndependentJudgementTest::compare)
                .containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(FAMILY.stream().map(p -> IndependentJudgement.benjaminiHochberg(p, FAMILY)))
                .usingElementComparator(IndependentJudgementTest::compare)
                .containsExactly(0.02, 0.04, 0.04, 0.02);
        assertThat(IndependentJudgement.holm(0.7, List.of(0.7, 0.8))).isEqualTo(1);
    }

    @Test
    void a_belief_lies_between_what_was_believed_and_what_was_seen() {
        // the estimate is as sure as the prior: half of 0.6 remains, with 0.3 / √2
        var judgement = judgement(0.6, 0.3);

        assertThat(judgement.chanceToBeatControl(false)).isCloseTo(0.9213503964748575, AS_TABLES); // Φ(√2)
        assertThat(judgement.chanceToBeatControl(true)).isCloseTo(1 - 0.9213503964748575, AS_TABLES);
        // what is lost by the one less what is lost by the other is the mean
        assertThat(judgement.expectedLoss(true) - judgement.expectedLoss(false)).isCloseTo(0.3, EXACT);
        // where nothing is seen the loss is that of half a normal distribution
        assertThat(judgement(0, 0.3).expectedLoss(false)).isCloseTo(0.3 / Math.sqrt(2) * 0.3989422804, AS_TABLES);
    }

    @Test
    void an_interval_for_every_look_is_wider_than_that_of_one_and_leaves_out_0_just_when_p_says_so() {
        for (var relative : List.of(0.0, 0.02, 0.03, 0.04, 0.06, 0.2)) {
            var sequential = judgement(relative, 0.01).relative();

            assertThat(sequential.high() - relative).isGreaterThan(1.96 * 0.01);
            assertThat(sequential.pValue() < 0.05).isEqualTo(sequential.low() > 0);
        }
        // at the size for which it is narrowest, 1.55 times that of one look
        assertThat(judgement(0, 1).relative().high()).isCloseTo(1.55 * 1.96, within(0.01));
    }

    @Test
    void what_is_small_or_near_0_is_not_settled() {
        assertThat(settled(new Figure(5.01, 1, 1_000))).isTrue();
        assertThat(settled(new Figure(4.99, 1, 1_000))).isFalse();
        assertThat(settled(new Figure(5.01, 1, 99))).isFalse();
    }

    private static boolean settled(Figure figure) {
        return new IndependentJudgement(new IndependentEffect(figure, figure, 0, 1, 0, 0, 1, 0, 1, 0, 0)).isSettled();
    }

    private static IndependentJudgement judgement(double relative, double error) {
        var figure = new Figure(1, 0, 5_000);
        return new IndependentJudgement(new IndependentEffect(figure, figure, 0, 1, 0, 0, 1, relative, error, 0, 0));
    }

    private static int compare(double one, double other) {
        return Math.abs(one - other) < 1e-12 ? 0 : Double.compare(one, other);
    }
}
