package io.lotty.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.id.EventTypeKey;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Covers("MET-1")
class MeasuredVersionTest {
    private static final EventTypeKey PURCHASE = new EventTypeKey("purchase");

    @Test
    void the_numbers_of_a_type_are_those_of_source_and_denominator() {
        var both =
                Definitions.ratio(Definitions.source("purchase", "shipping"), Definitions.source("purchase", "amount"));
        var other = Definitions.ratio(Definitions.source("click"), Definitions.source("purchase", "amount"));

        assertThat(measured(both).numbersOf(PURCHASE)).containsExactly("amount", "shipping");
        assertThat(measured(other).numbersOf(PURCHASE)).containsExactly("amount");
        assertThat(measured(other).numbersOf(new EventTypeKey("click"))).isEmpty();
    }

    @Test
    void a_count_reads_no_numbers() {
        var count = Definitions.withKind(Definitions.sum("purchase", "amount"), MetricKind.COUNT);

        assertThat(measured(count).numbersOf(PURCHASE)).isEmpty();
    }

    private static MeasuredVersion measured(Definition definition) {
        var version = new MetricVersion(1, definition, Instant.EPOCH);
        return new MeasuredVersion(new MetricKey("one"), version, List.of(new ExperimentId(new UUID(7, 7))));
    }
}
