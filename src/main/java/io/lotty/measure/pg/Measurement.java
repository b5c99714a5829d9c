package io.lotty.measure.pg;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.measure.Scope;
import java.util.stream.Collectors;

/** What is measured of which experiment. */
public record Measurement(ExperimentId experiment, FlagKey flag, Scope scope) {
    /** Two of one meaning add up to the same, whenever they are made. */
    String meaning() {
        return scope.gauges().stream()
                        .map(gauge -> gauge.key() + " " + gauge.version())
                        .collect(Collectors.joining("\n"))
                + "\n\n"
                + scope.variants().stream().map(Object::toString).collect(Collectors.joining("\n"))
                + "\n\n"
                + scope.start() + " " + scope.window().from();
    }
}
