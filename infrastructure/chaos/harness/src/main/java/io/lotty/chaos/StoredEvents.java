package io.lotty.chaos;

import io.vertx.pgclient.PgConnectOptions;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * What Postgres holds beside what was sent.
 *
 * @param rows of events
 * @param lost acknowledged, and in no row
 * @param doubled in more rows than one
 * @param strange rows of what was never sent
 */
record StoredEvents(long rows, long lost, long doubled, long strange) {
    private static final String IDS_OF_EVENTS = "SELECT event_id FROM event";
    private static final int ROWS_AT_ONCE = 10_000;

    static StoredEvents read(String postgresUrl, Ledger ledger) {
        var server = PgConnectOptions.fromUri(postgresUrl);
        var url = "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + "/" + server.getDatabase();
        try (var connection = DriverManager.getConnection(url, server.getUser(), server.getPassword());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false); // else all rows come at once
            statement.setFetchSize(ROWS_AT_ONCE);
            var times = new byte[ledger.size()];
            long rows = 0;
            long strange = 0;
            try (var ids = statement.executeQuery(IDS_OF_EVENTS)) {
                while (ids.next()) {
                    rows++;
                    int number = NumberedEvents.number(ids.getString(1));
                    if (ledger.isSent(number)) {
                        times[number] = (byte) Math.min(times[number] + 1, Byte.MAX_VALUE);
                    } else {
                        strange++;
                    }
                }
            }
            return of(rows, strange, times, ledger);
        } catch (SQLException broken) {
            throw new IllegalStateException("Postgres cannot be read", broken);
        }
    }

    private static StoredEvents of(long rows, long strange, byte[] times, Ledger ledger) {
        long lost = 0;
        long doubled = 0;
        for (int number = 0; number < times.length; number++) {
            lost += times[number] == 0 && ledger.isAcknowledged(number) ? 1 : 0;
            doubled += times[number] > 1 ? 1 : 0;
        }
        return new StoredEvents(rows, lost, doubled, strange);
    }
}
