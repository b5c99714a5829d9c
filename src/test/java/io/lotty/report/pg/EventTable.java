package io.lotty.report.pg;

import io.lotty.kit.FreshDatabase;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Writes the table of events as the ingest does: an event whose id is there already changes nothing. */
final class EventTable {
    static final Instant STORED = Instant.parse("2027-03-09T00:00:00Z");

    private static final String ADD_EVENT = """
            INSERT INTO event (event_id, type, decision, flag_key, experiment_id, experiment_version, variant, reason,
                               subject, occurred_at, received_at, stored_at, properties)
            VALUES (?, ?, ?, 'button', ?, 1, ?, ?, ?, ?, ?, ?, ?::jsonb)
            ON CONFLICT DO NOTHING""";

    private EventTable() {}

    static void fill(FreshDatabase database, List<StoredEvent> events) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(ADD_EVENT)) {
            for (var event : events) {
                statement.setString(1, event.id());
                statement.setString(2, event.type());
                statement.setBytes(3, sixteen(event.decision()));
                statement.setObject(4, event.experiment());
                statement.setString(5, event.variant());
                statement.setString(6, event.reason());
                statement.setBytes(7, sixteen(event.subject()));
                statement.setObject(8, event.occurredAt().atOffset(ZoneOffset.UTC));
                statement.setObject(9, STORED.atOffset(ZoneOffset.UTC));
                statement.setObject(10, STORED.atOffset(ZoneOffset.UTC));
                statement.setString(11, event.amount() == null ? "{}" : "{\"amount\": " + event.amount() + "}");
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static byte[] sixteen(int number) {
        return ByteBuffer.allocate(16).putInt(12, number).array();
    }
}
