package io.lotty.experiment;

import static io.lotty.experiment.Designs.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.refusal.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@io.lotty.kit.Covers("EXP-2")
class DesignTest {
    private static final MetricKey CLICKS = new MetricKey("clicks");
    private static final MetricKey SALES = new MetricKey("sales");

    @Test
    void weights_that_sum_to_the_audience_share_are_sound() {
        var design = Designs.of(
                share("33.3334"),
                variant("a", "11.1111", true),
                variant("b", "11.1111", false),
                variant("c", "11.1112", false));
        assertThat(design.control().name()).isEqualTo(new VariantName("a"));
        assertThat(design.variant(new VariantName("c"))).isPresent();
        assertThat(design.variant(new VariantName("d"))).isEmpty();
        assertThat(design.valueType()).isEqualTo(FlagType.STRING);
    }

    @Test
    void a_single_control_is_enough() {
        assertThat(Designs.of(share("5"), variant("a", "5", true)).variants()).hasSize(1);
    }

    @Test
    void weights_that_miss_the_audience_share_by_a_millionth_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Designs.of(share("100"), variant("a", "50", true), variant("b", "49.9999", false)))
                .withMessageContaining("100 percent; they sum to 99.9999");
    }

    @Test
    void exactly_one_variant_is_the_control() {
        assertThat(ofVariants(variant("a", "50", false), variant("b", "50", false)))
                .containsExactly("/variants");
        assertThat(ofVariants(variant("a", "50", true), variant("b", "50", true)))
                .containsExactly("/variants/1/control");
    }

    @Test
    void names_are_unique() {
        assertThat(ofVariants(variant("a", "50", true), variant("a", "50", false)))
                .containsExactly("/variants/1/name");
    }

    @Test
    void values_are_of_one_type() {
        var number = new Variant(new VariantName("b"), new FlagValue(FlagType.NUMBER, "1"), share("50"), false);
        assertThat(ofVariants(variant("a", "50", true), number)).containsExactly("/variants/1/value");
    }

    @Test
    void everything_wrong_is_named_at_once() {
        assertThat(ofVariants(variant("a", "50", true), variant("a", "40", true)))
                .containsExactly("/variants/1/name", "/variants/1/control", "/variants");
    }

    @Test
    void there_is_at_least_one_variant_and_at_most_a_hundred() {
        var many = IntStream.rangeClosed(0, 100)
                .mapToObj(i -> variant("v" + i, "0.5", i == 0))
                .toArray(Variant[]::new);
        assertThat(ofVariants()).containsExactly("/variants");
        assertThat(ofVariants(many)).containsExactly("/variants");
    }

    @Test
    @io.lotty.kit.Covers("EXP-1")
    void a_metric_is_named_once() {
        assertThat(DesignRules.ofMetrics(CLICKS, List.of(SALES))).isEmpty();
        assertThat(pointers(DesignRules.ofMetrics(CLICKS, List.of(SALES, CLICKS, SALES))))
                .containsExactly("/secondary_metrics/1", "/secondary_metrics/2");
    }

    private static List<String> ofVariants(Variant... variants) {
        return pointers(DesignRules.ofVariants(share("100"), List.of(variants)));
    }

    private static List<String> pointers(List<Violation> violations) {
        return violations.stream().map(Violation::pointer).toList();
    }

    private static Share share(String percent) {
        return Share.ofPercent(new BigDecimal(percent));
    }
}
