package io.lotty.event.pg;

import static io.lotty.event.pg.Happenings.NOON;
import static io.lotty.event.pg.Happenings.click;
import static io.lotty.event.pg.Happenings.counted;
import static io.lotty.event.pg.Happenings.event;
import static io.lotty.event.pg.Happenings.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Event;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Facts are appended, and summed up later; what they say stays the same. */
@WithStores
@Covers({"EVT-6", "OPS-7"})
class FactsIT {
    private static final String ROWS = "SELECT count(n) AS n FROM event_fact";
    private static final String SAID = """
            SELECT o.type, f.hour, encode(f.decision, 'hex') AS decision, encode(f.subject, 'hex') AS subject,
                   sum(f.n)::bigint AS n, max(f.received_at) AS received_at, sum_of_amounts(f.amounts)::text AS amounts
              FROM event_fact f
              JOIN event_origin o ON o.id = f.origin
             GROUP BY 1, 2, 3, 4
             ORDER BY 1, 2, 3""";

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final PgEvents events;
    private final FactFolding folding;

    FactsIT(FreshDatabase database) {
        this.pg = new Pg(PgPools.open(vertx, database.url(), 3));
        this.events = new PgEvents(pg);
        this.folding = new FactFolding(pg, Duration.ofDays(35));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void folding_leaves_one_row_of_several_which_says_what_they_said() {
        for (int i = 0; i < 6; i++) {
            events.add(List.of(
                    click("c" + i, i % 2),
                    event("p" + i, "purchase", 1, NOON.plusSeconds(i), "{\"amount\":0." + i + ",\"n" + i + "\":1}")));
        }
        var before = said();
        assertThat(number(pg, ROWS)).isEqualTo(12);

        assertThat(folding.fold(NOON, NOON.plus(Duration.ofHours(1)))).isEqualTo(9);
        assertThat(folding.fold(NOON, NOON.plus(Duration.ofHours(1)))).isZero();

        assertThat(number(pg, ROWS)).isEqualTo(3);
        assertThat(counted(pg)).isEqualTo(12);
        assertThat(said()).isEqualTo(before);
    }

    @Test
    void more_rows_than_are_folded_at_once_become_one_too() {
        for (int i = 0; i < 120; i++) {
            events.add(List.of(click("c" + i, 1)));
        }
        assertThat(folding.fold(NOON, NOON.plus(Duration.ofHours(1)))).isEqualTo(119);
        assertThat(counted(pg)).isEqualTo(120);
    }

    @Test
    void the_hour_that_has_not_ended_is_left_alone() {
        events.add(List.of(click("a", 1)));
        events.add(List.of(click("b", 1)));

        assertThat(folding.fold(NOON.plus(Duration.ofMinutes(59)))).isZero();
        assertThat(folding.fold(NOON.plus(Duration.ofMinutes(61)))).isEqualTo(1);
    }

    @Test
    void what_came_weeks_late_is_folded_once_a_day() {
        events.add(List.of(click("a", 1)));
        events.add(List.of(click("b", 1)));
        var threeWeeksLater = Instant.parse("2027-02-24T03:10:00Z");

        assertThat(folding.fold(threeWeeksLater.plus(Duration.ofHours(1)))).isZero();
        assertThat(folding.fold(threeWeeksLater)).isEqualTo(1);
    }

    @Test
    void no_row_grows_without_bound_however_many_names_of_numbers_there_are() {
        for (int batch = 0; batch < 4; batch++) {
            int from = batch * 10;
            events.add(IntStream.range(from, from + 10)
                    .mapToObj(FactsIT::manyNumbers)
                    .toList());
        }
        var before = said();
        folding.fold(NOON, NOON.plus(Duration.ofHours(1)));

        assertThat(counted(pg)).isEqualTo(40);
        assertThat(said()).isEqualTo(before);
        assertThat(number(
                        pg,
                        "SELECT max(names.n) AS n FROM event_fact, LATERAL"
                                + " (SELECT count(*) AS n FROM jsonb_object_keys(amounts)) names"))
                .isLessThanOrEqualTo(200);
    }

    /** 150 that no other event has, and one that all have. */
    private static Event manyNumbers(int event) {
        return event(
                "many-" + event,
                "purchase",
                1,
                NOON,
                IntStream.range(0, 150)
                        .mapToObj(i -> "\"of_" + event + "_" + i + "\":" + i)
                        .collect(Collectors.joining(",", "{\"amount\":1,", "}")));
    }

    private List<String> said() {
        return pg.read(tx -> tx.list(SAID, row -> row.deepToString()));
    }
}
