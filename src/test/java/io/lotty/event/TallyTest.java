package io.lotty.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import io.lotty.kit.Covers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@Covers("REP-3")
class TallyTest {
    private static final Instant NOW = Instant.parse("2027-02-01T12:34:56Z");
    private static final Instant HOUR = Instant.parse("2027-02-01T12:00:00Z");
    private static final EventLimits LIMITS = new EventLimits(Duration.ofDays(30), Duration.ofMinutes(5));
    private static final String OURS = PlainDecisions.id(1, "ann", "blue");
    private static final String DEFAULT = PlainDecisions.id(1, "ann", "-");
    private static final About CLICK =
            new About(Optional.of(PlainDecisions.EXPERIMENT), Optional.of(Catalogues.CLICK.key()));

    private final Tally tally = new Tally(100);

    @Test
    void what_is_new_and_fine_is_not_counted() {
        count(true, entry(0, "click", OURS), entry(1, "click", OURS));

        assertThat(tally.isEmpty()).isTrue();
    }

    @Test
    void repetitions_are_counted_by_experiment_type_and_hour() {
        count(false, entry(0, "click", OURS), entry(1, "click", OURS), entry(2, "click", DEFAULT));

        assertThat(tally.take())
                .containsOnly(
                        entry(new Arrival(CLICK, new Arrival.Duplicate(), HOUR), 2),
                        entry(
                                new Arrival(new About(Optional.empty(), CLICK.type()), new Arrival.Duplicate(), HOUR),
                                1));
        assertThat(tally.isEmpty()).isTrue();
    }

    @Test
    void rejections_are_counted_for_the_experiment_whose_genuine_decision_they_carry() {
        count(
                true,
                entry(0, "clack", OURS),
                entry(1, "old", OURS),
                entry(2, "click", "forged/1/ann/blue"),
                new ReportedEvent.NoObject(3),
                entry(4, "click", OURS));

        assertThat(tally.take())
                .containsOnly(
                        entry(rejected(true, null, EventError.UNKNOWN_TYPE), 1),
                        entry(rejected(true, "old", EventError.ARCHIVED_TYPE), 1),
                        entry(rejected(false, "click", EventError.INVALID_DECISION_ID), 1),
                        entry(rejected(false, null, EventError.INVALID_EVENT), 1));
    }

    @Test
    void a_hundred_thousand_types_that_senders_make_up_are_one_kind() {
        for (int batch = 0; batch < 100; batch++) {
            int from = batch * 1_000;
            var events = IntStream.range(0, 1_000)
                    .mapToObj(i -> entry(i, "garbage-" + (from + i), OURS))
                    .toArray(ReportedEvent[]::new);
            count(true, events);
        }

        assertThat(tally.take()).containsOnly(entry(rejected(true, null, EventError.UNKNOWN_TYPE), 100_000));
    }

    @Test
    void kinds_beyond_the_room_are_counted_without_experiment_and_type() {
        for (int i = 0; i < 100_000; i++) {
            var about = new About(CLICK.experiment(), Optional.of(new EventTypeKey("type-" + i)));
            var rejected = new Verdict.Rejected(
                    0, Optional.empty(), EventError.MISSING_FIELD, Optional.empty(), "is required", about);
            tally.count(List.of(rejected), Offer.Kept.NOTHING, NOW);
        }

        assertThat(tally.isFull()).isTrue();
        var counts = tally.take();
        assertThat(counts).hasSize(101);
        assertThat(counts.get(rejected(false, null, EventError.MISSING_FIELD))).isEqualTo(100_000 - 100);
    }

    @Test
    void what_an_override_forced_is_of_no_experiment() {
        var forced = new Decided(
                new DecisionTag(1, 1),
                new PlainDecisions().read(OURS).flag(),
                CLICK.experiment(),
                1,
                new PlainDecisions().read(OURS).variant(),
                "override",
                new PlainDecisions().read(OURS).subject());

        assertThat(About.of(Catalogues.CLICK.key(), forced)).isEqualTo(new About(Optional.empty(), CLICK.type()));
    }

    /** Counts a batch whose good events are new, or were all taken before. */
    private void count(boolean areNew, ReportedEvent... events) {
        var verdicts = EventIntake.check(List.of(events), Catalogues.ALL, new PlainDecisions(), NOW, LIMITS);
        var fresh = new ArrayList<Verdict.Checked>();
        for (var verdict : verdicts) {
            if (areNew && verdict instanceof Verdict.Checked checked) {
                fresh.add(checked);
            }
        }
        tally.count(verdicts, new Offer.Kept(fresh, 0, 0), NOW);
    }

    private static Map.Entry<Arrival, Long> entry(Arrival arrival, long n) {
        return Map.entry(arrival, n);
    }

    private static Arrival rejected(boolean ours, @Nullable String type, EventError code) {
        var about = new About(
                ours ? CLICK.experiment() : Optional.empty(),
                Optional.ofNullable(type).map(EventTypeKey::new));
        return new Arrival(about, new Arrival.Rejected(code), HOUR);
    }

    private static ReportedEvent entry(int index, String type, String decision) {
        return new ReportedEvent.Entry(
                index,
                new Value.Text(new EventId("e-" + index).value()),
                new Value.Text(type),
                new Value.Text(decision),
                new Value.Text(NOW.toString()),
                null,
                null);
    }
}
