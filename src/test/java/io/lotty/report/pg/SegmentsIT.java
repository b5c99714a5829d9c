package io.lotty.report.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.measure.Granularity;
import io.lotty.measure.Slice;
import io.lotty.measure.Window;
import io.lotty.metric.Definition;
import io.lotty.metric.Definitions;
import io.lotty.metric.Metric;
import io.lotty.metric.Unit;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.lotty.report.Examples;
import io.lotty.report.Facts;
import io.lotty.report.Question;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told by looking at all units: the parts into which they fall, and what the largest of them count at most. */
@WithStores
@Covers("REP-4")
class SegmentsIT {
    private static final Instant NOON = Instant.parse("2027-03-03T12:00:00Z");
    private static final Slice CONTROL = Slice.of(Examples.CONTROL);
    private static final Slice BLUE = Slice.of(Examples.BLUE);
    private static final Metric CLICKS = Examples.metric("clicks", Definitions.count("click"));

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final PgReportFacts reportFacts;
    private int events;

    SegmentsIT(FreshDatabase database) {
        pg = new Pg(PgPools.open(vertx, database.url(), 2));
        reportFacts = new PgReportFacts(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_subject_belongs_to_what_its_first_exposure_says_else_its_first_event() {
        store(
                event("exposure", 1, NOON.plusSeconds(9), "5"),
                event("exposure", 1, NOON, "6"),
                event("click", 1, NOON.minusSeconds(9), "7"),
                event("exposure", 2, NOON, null),
                event("click", 2, NOON, "7.50"),
                event("exposure", 3, NOON, null),
                event("click", 3, NOON, null));

        var segments = facts(CLICKS).segments();

        assertThat(segments.keySet()).containsExactlyInAnyOrder(Optional.of("6"), Optional.of("7.5"), Optional.empty());
        segments.values().forEach(one -> {
            assertThat(one.seen().keySet()).contains(CONTROL);
            assertThat(one.value(CLICKS.key(), CONTROL)).contains(BigDecimal.ONE);
        });
    }

    @Test
    void the_parts_add_up_to_the_whole() {
        var spent = Examples.metric("spent", Definitions.sum("purchase", "amount"));
        var random = new Random(3);
        EventTable.fill(
                pg,
                new RandomEvents(random)
                        .list(800).stream().map(event -> rounded(event)).toList());

        var facts = facts(CLICKS, spent);

        for (var metric : List.of(CLICKS, spent)) {
            for (var slice : List.of(Slice.OVERALL, CONTROL, BLUE)) {
                var sum = facts.segments().values().stream()
                        .flatMap(part -> part.value(metric.key(), slice).stream())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum)
                        .isEqualByComparingTo(
                                facts.measure(metric, slice).value().orElseThrow());
            }
        }
        assertThat(facts.segments()).hasSizeGreaterThan(3);
    }

    @Test
    void a_property_that_says_something_else_of_everybody_is_refused() {
        var exposures = new ArrayList<StoredEvent>();
        for (int subject = 1; subject <= 201; subject++) {
            exposures.add(event("exposure", subject, NOON, String.valueOf(subject)));
        }
        EventTable.fill(pg, exposures);

        assertThatThrownBy(() -> facts(CLICKS))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("200 values");
    }

    @Test
    @Covers("MET-1")
    void what_is_winsorized_adds_at_most_the_quantile_of_all_units() {
        var mean = Definitions.mean("purchase", "amount");
        var perPurchase = winsorized("per_purchase", mean, 0.75);
        var perSubject = winsorized("per_subject", Definitions.withUnit(mean, Unit.SUBJECT), 0.5);
        store(
                event("exposure", 1, NOON, null),
                event("purchase", 1, NOON, "1"),
                event("purchase", 1, NOON, "2"),
                event("exposure", 11, NOON, null),
                event("purchase", 11, NOON, "3"),
                event("purchase", 11, NOON, "4"),
                event("purchase", 11, NOON, "1000"));

        var facts = facts(perPurchase, perSubject);

        // of 1, 2, 3, 4 and 1000 the third quartile is 4; of 3 and 1007 the median is 505
        assertThat(facts.measure(perPurchase, BLUE).value().orElseThrow())
                .isEqualByComparingTo("3.6666666666666666667");
        assertThat(facts.measure(perPurchase, CONTROL).value().orElseThrow()).isEqualByComparingTo("1.5");
        assertThat(facts.measure(perSubject, BLUE).value().orElseThrow()).isEqualByComparingTo("505");
        assertThat(facts.measure(perSubject, CONTROL).value().orElseThrow()).isEqualByComparingTo("3");
    }

    private static Metric winsorized(String key, Definition metric, double share) {
        return Examples.metric(key, Definitions.withWinsorize(metric, share));
    }

    /** With few different amounts. */
    private static StoredEvent rounded(StoredEvent event) {
        var amount = event.amount();
        return new StoredEvent(
                event.id(),
                event.type(),
                event.decision(),
                event.experiment(),
                event.variant(),
                event.reason(),
                event.subject(),
                event.occurredAt(),
                amount == null ? null : BigDecimal.valueOf(amount.intValue() % 4));
    }

    /** Of everything that is asked, by the one property that the events have. */
    private Facts facts(Metric... metrics) {
        return reportFacts.of(new Question(
                Examples.EXPERIMENT,
                Examples.FLAG,
                Examples.STARTED,
                List.of(Examples.CONTROL, Examples.BLUE),
                new Window(NOON.minus(Duration.ofDays(9)), NOON.plus(Duration.ofDays(9))),
                Granularity.DAY,
                List.of(),
                List.of(metrics),
                Optional.of("amount")));
    }

    private StoredEvent event(String type, int subject, Instant at, @Nullable String amount) {
        var variant = subject <= 10 ? Examples.CONTROL : Examples.BLUE;
        return new StoredEvent(
                "e" + ++events,
                type,
                subject,
                Examples.EXPERIMENT.value(),
                variant.value(),
                "assigned",
                subject,
                at,
                amount == null ? null : new BigDecimal(amount));
    }

    private void store(StoredEvent... events) {
        EventTable.fill(pg, List.of(events));
    }
}
