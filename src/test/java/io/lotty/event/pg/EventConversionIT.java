package io.lotty.event.pg;

import static io.lotty.event.pg.Happenings.NOON;
import static io.lotty.event.pg.Happenings.events;
import static io.lotty.event.pg.Happenings.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Event;
import io.lotty.event.PlainDecisions;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Migration;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was stored in one table becomes weeks and ids, as if it had been stored that way. */
@WithStores
@Covers({"OPS-7", "EVT-4"})
class EventConversionIT {
    private static final String LAST_BEFORE = "19";
    private static final String QUALITY = """
            SELECT experiment_id, hour, type, reason, n, delays::text AS delays
              FROM event_quality
             ORDER BY experiment_id, hour, type""";
    private static final String EVENTS = """
            SELECT event_id, o.type, o.flag_key, o.experiment_id, o.experiment_version, o.variant, o.reason,
                   encode(decision, 'hex') AS decision, encode(subject, 'hex') AS subject, occurred_at, received_at,
                   properties::text AS properties
              FROM event
              JOIN event_origin o ON o.id = origin
             ORDER BY event_id""";

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final Pg otherPg;

    EventConversionIT(FreshDatabase database, FreshDatabase other) {
        this.database = database;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 2));
        this.otherPg = new Pg(PgPools.open(vertx, other.url(), 2));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void what_was_there_is_as_if_it_had_just_been_stored() throws SQLException {
        var all = happened();
        database.execute("DROP SCHEMA public CASCADE");
        database.execute("CREATE SCHEMA public");
        migrateTo(LAST_BEFORE);
        fill(all);
        Migration.run(database.url());
        new PgEvents(otherPg).add(all);

        assertThat(rows(pg, EVENTS)).hasSize(all.size()).isEqualTo(rows(otherPg, EVENTS));
        assertThat(rows(pg, QUALITY)).hasSize(4).isEqualTo(rows(otherPg, QUALITY));
        assertThat(new PgEvents(pg).add(all)).as("known ids").isZero();
        assertThat(new EventWeeks(pg).list())
                .contains(EventWeeks.monday(NOON), EventWeeks.monday(NOON.minus(Duration.ofDays(200))));
        assertThat(events(pg)).isEqualTo(all.size());
        assertThat(number(pg, "SELECT count(*) AS n FROM event WHERE stored_at <> '2027-02-04Z'"))
                .isZero();
    }

    private static List<Event> happened() {
        var all = new ArrayList<Event>();
        for (int i = 0; i < 300; i++) {
            var at = NOON.minus(Duration.ofMinutes(i * 7L));
            all.add(Happenings.event("e" + i, i % 3 == 0 ? "exposure" : "click", i % 20, at, "{\"page\":\"a\"}"));
            all.add(Happenings.event("p" + i, "purchase", i % 20, at, "{\"amount\":" + i + ".50,\"n\":1e3}"));
        }
        all.add(Happenings.event("old", "click", 1, NOON.minus(Duration.ofDays(200)), "{}"));
        all.add(Happenings.of("plain", "click", PlainDecisions.id(5, "ann", "-"), NOON, "{}"));
        return all;
    }

    private void fill(List<Event> all) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.prepareStatement("""
                        INSERT INTO event (event_id, type, decision, flag_key, experiment_id, experiment_version, variant,
                                           reason, subject, occurred_at, received_at, stored_at, properties)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '2027-02-04Z', ?::jsonb)""")) {
            for (var event : all) {
                var origin = Origin.of(event);
                statement.setString(1, event.id().value());
                statement.setString(2, event.type().value());
                statement.setBytes(3, event.decided().tag().bytes());
                statement.setString(4, origin.flag().value());
                statement.setObject(5, origin.experiment().map(id -> id.value()).orElse(null));
                statement.setObject(6, origin.version().orElse(null));
                statement.setString(
                        7, origin.variant().map(name -> name.value()).orElse(null));
                statement.setString(8, origin.reason());
                statement.setBytes(9, event.decided().subject().bytes());
                statement.setObject(10, event.occurredAt().atOffset(ZoneOffset.UTC));
                statement.setObject(11, event.receivedAt().atOffset(ZoneOffset.UTC));
                statement.setString(12, event.properties());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void migrateTo(String version) {
        var server = URI.create(database.url());
        var login = server.getUserInfo().split(":", 2);
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + server.getPath(),
                        login[0],
                        login[1])
                .locations("classpath:db/migration", "classpath:db/rights")
                .placeholders(Map.of("application", "lotty_application", "is_made_here", "true"))
                .target(version)
                .load()
                .migrate();
    }

    private static List<String> rows(Pg pg, String sql) {
        return pg.read(tx -> tx.list(sql, row -> row.deepToString()));
    }
}
