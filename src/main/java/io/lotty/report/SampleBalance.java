package io.lotty.report;

import io.lotty.experiment.Variant;
import io.lotty.measure.Slice;
import io.lotty.stats.Finding;
import io.lotty.stats.SampleRatio;
import io.lotty.stats.SequentialSampleRatio;
import io.lotty.stats.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether exposed subjects fell into variants by their weights.
 *
 * @param parts one for each variant, in the order of the design
 * @param atOneLook for those who look once
 * @param atEveryLook for those who look as often as they like
 */
public record SampleBalance(
        List<Part> parts, Finding<SampleRatio> atOneLook, Finding<SequentialSampleRatio> atEveryLook) {
    public SampleBalance {
        parts = List.copyOf(parts);
    }

    /** @param expected how many subjects there should be, given how many there are in all */
    public record Part(Variant variant, double expected, long observed) {}

    static SampleBalance of(List<Variant> variants, Facts facts) {
        var split = new Split(variants.stream()
                .map(variant -> new Split.Part(
                        facts.seen(Slice.of(variant.name())).subjects(),
                        variant.weight().millionths()))
                .toList());
        var expected = split.expected();
        var parts = new ArrayList<Part>();
        for (var i = 0; i < variants.size(); i++) {
            parts.add(new Part(
                    variants.get(i), expected.get(i), split.parts().get(i).observed()));
        }
        return new SampleBalance(parts, SampleRatio.of(split), SequentialSampleRatio.of(split));
    }
}
