package io.lotty.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithStores
class StoresIT {
    private final FreshDatabase database;

    StoresIT(FreshDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void write(FreshDatabase sameDatabase, FreshRedis redis) throws SQLException, IOException {
        assertThat(sameDatabase).isSameAs(database);
        database.execute("CREATE TABLE note (text text NOT NULL)");
        assertThat(ask(redis, "SET note x NX")).contains("+OK");
    }

    @Test
    void one_test_writes() throws SQLException {
        database.execute("INSERT INTO note VALUES ('one')");
    }

    @Test
    void another_test_does_not_see_it() throws SQLException {
        database.execute("INSERT INTO note VALUES ('another')");
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM note")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isOne();
        }
    }

    @Test
    void a_flushed_redis_has_lost_everything(FreshRedis redis) throws IOException {
        redis.flush();
        assertThat(ask(redis, "EXISTS note")).contains(":0");
    }

    @Test
    void a_closed_database_is_gone() throws SQLException {
        var other = Stores.database();
        other.connect().close();
        other.close();
        assertThatThrownBy(other::connect).isInstanceOf(SQLException.class);
    }

    private static Iterable<String> ask(FreshRedis redis, String command) throws IOException {
        var url = URI.create(redis.url());
        return FreshRedis.ask(url, "SELECT " + url.getPath().substring(1), command);
    }
}
