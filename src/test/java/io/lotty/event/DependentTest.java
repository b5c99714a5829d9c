package io.lotty.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@Covers({"EVT-1", "MET-1"})
class DependentTest {
    private static final ExperimentId EXPERIMENT = new ExperimentId(new UUID(0, 1));
    private static final EventType NUMBER = type("{\"properties\": {\"amount\": {\"type\": \"number\"}}}");
    private static final EventType TEXT = type("{\"properties\": {\"amount\": {\"type\": \"string\"}}}");
    private static final EventType OPEN = type("{}");
    private static final EventType CLOSED = type("{\"additionalProperties\": false}");

    @Test
    void a_number_is_lost_where_it_can_be_one_no_more() {
        var spent = dependent(Set.of("amount"), List.of(EXPERIMENT));

        assertThat(spent.loss(NUMBER, TEXT))
                .contains("metric spent of experiment " + EXPERIMENT
                        + " reads a number, but the new schema says that amount is a string");
        assertThat(spent.loss(OPEN, CLOSED)).isPresent();
        assertThat(spent.loss(NUMBER, OPEN)).isEmpty();
        assertThat(spent.loss(NUMBER, NUMBER)).isEmpty();
    }

    @Test
    void what_was_no_number_before_is_not_lost() {
        assertThat(dependent(Set.of("amount"), List.of(EXPERIMENT)).loss(TEXT, CLOSED))
                .isEmpty();
    }

    @Test
    void who_only_counts_events_loses_nothing_but_the_events() {
        var counted = dependent(Set.of(), List.of(EXPERIMENT));

        assertThat(counted.loss(NUMBER, CLOSED)).isEmpty();
        assertThat(counted.loss(NUMBER, NUMBER.archived(Catalogues.MADE)))
                .contains(
                        "metric spent of experiment " + EXPERIMENT + " is fed by its events, which would be rejected");
    }

    @Test
    void of_many_experiments_a_few_are_named() {
        var many = LongStream.range(0, 9)
                .mapToObj(number -> new ExperimentId(new UUID(0, number)))
                .toList();

        assertThat(dependent(Set.of("amount"), many).loss(NUMBER, TEXT).orElseThrow())
                .contains(many.get(4).toString(), " and 4 more")
                .doesNotContain(many.get(5).toString());
        assertThatThrownBy(() -> dependent(Set.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Dependent dependent(Set<String> numbers, List<ExperimentId> experiments) {
        return new Dependent(new MetricKey("spent"), new TreeSet<>(numbers), experiments);
    }

    private static EventType type(String schema) {
        var one = Catalogues.CLICK;
        return new EventType(
                one.key(),
                one.name(),
                one.description(),
                one.category(),
                one.requiresExposure(),
                one.isExposure(),
                Catalogues.schema(schema),
                one.archivedAt(),
                one.revision(),
                one.createdAt(),
                one.updatedAt());
    }
}
