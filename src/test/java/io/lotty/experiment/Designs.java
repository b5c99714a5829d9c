package io.lotty.experiment;

import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.targeting.Rule;
import java.math.BigDecimal;
import java.util.List;

/** Designs to test with: sound unless a test makes them otherwise. */
public final class Designs {
    private Designs() {}

    public static Design twoHalves() {
        return of(Share.ofPercent(new BigDecimal(100)), variant("blue", "50", true), variant("green", "50", false));
    }

    public static Design of(Share audience, Variant... variants) {
        return new Design(
                "Greener button",
                "Green is bought more",
                audience,
                List.of(variants),
                Rule.everyone(),
                new MetricKey("conversion_rate"),
                List.of(),
                true,
                List.of("checkout"));
    }

    public static Design named(String name) {
        var design = twoHalves();
        return new Design(
                name,
                design.hypothesis(),
                design.audience(),
                design.variants(),
                design.targeting(),
                design.primaryMetric(),
                design.secondaryMetrics(),
                design.stickyRequiresTargeting(),
                design.tags());
    }

    /** The variant's value is its name. */
    public static Variant variant(String name, String percent, boolean control) {
        return new Variant(
                new VariantName(name),
                new FlagValue(FlagType.STRING, '"' + name + '"'),
                Share.ofPercent(new BigDecimal(percent)),
                control);
    }
}
