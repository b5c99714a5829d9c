package io.lotty.decision.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.Plan;
import io.lotty.decision.SubjectRecords;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.platform.redis.RedisLink;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithStores
class RedisRecordsIT {
    private static final SubjectId ANN = new SubjectId("ann");
    private static final String A = AssignmentRecord.keyOf(new ExperimentId(new UUID(-1, 5)));
    private static final String B = AssignmentRecord.keyOf(new ExperimentId(new UUID(7, -1)));

    private final Vertx vertx = Vertx.vertx();
    private final RedisLink link;
    private final RedisRecords records;

    RedisRecordsIT(FreshRedis redis) {
        this.link = RedisLink.open(vertx, redis.url(), "test").await();
        this.records = new RedisRecords(link);
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @Covers("DEC-5")
    @CsvSource({
        // what is there, what shall be there, how many are added, what is there then
        "'', 2:9;<a>:0:1;<b>:1:2, 2, 2:9;<a>:0:1;<b>:1:2",
        "'', 2:9, 0, ''",
        "2:5;<a>:1:7, 2:9;<a>:0:1;<b>:1:2, 1, 2:9;<a>:1:7;<b>:1:2",
        "2:10;<a>:1:7, 2:9;<a>:0:1;<b>:1:2, 1, 2:10;<a>:1:7;<b>:1:2",
        "2:900719925474099301;<a>:1:7, 2:900719925474099302;<b>:1:2, 1, 2:900719925474099302;<a>:1:7;<b>:1:2",
        "2:5;<b>:1:7;<a>:3:8, 2:9;<a>:0:1;<b>:1:2, 0, 2:5;<b>:1:7;<a>:3:8",
        "1;<a>:1:7, 2:9;<b>:1:2, 1, 2:9;<a>:1:7;<b>:1:2",
        "1, 2:9;<b>:1:2, 1, 2:9;<b>:1:2"
    })
    void a_record_gets_what_it_lacks_and_keeps_what_it_has(String before, String copy, int added, String after) {
        if (!before.isEmpty()) {
            set(spelt(before));
        }
        var restored = records.restore(Map.of(ANN, new AssignmentRecord(spelt(copy))), any -> Plan.EMPTY);
        assertThat(restored).isEqualTo(new SubjectRecords.Restored(added, 0, 0));
        assertThat(records.of(ANN).text()).isEqualTo(spelt(after));
    }

    @Test
    @Covers("DEC-5")
    void what_is_no_record_is_left_alone_and_counted() {
        set("3:whatever");
        var copy = new AssignmentRecord(spelt("2:9;<a>:0:1"));
        assertThat(records.restore(Map.of(ANN, copy), any -> Plan.EMPTY))
                .isEqualTo(new SubjectRecords.Restored(0, 0, 1));
        link.send(Request.cmd(Command.LPUSH).arg("lotty:a:{bob}").arg("x")).await();
        assertThat(records.restore(Map.of(new SubjectId("bob"), copy, new SubjectId("carl"), copy), any -> Plan.EMPTY))
                .isEqualTo(new SubjectRecords.Restored(1, 0, 1));
    }

    @Test
    @Covers("DEC-11")
    void a_forgotten_record_is_gone_whatever_it_was() {
        set(spelt("2:5;<b>:1:7;<a>:3:8"));
        assertThat(records.forget(ANN)).isEqualTo(2);
        assertThat(records.of(ANN)).isEqualTo(AssignmentRecord.EMPTY);
        set("3:whatever");
        assertThat(records.forget(ANN)).isZero();
        assertThat(records.forget(ANN)).isZero();
    }

    @Test
    @Covers("DEC-11")
    void without_redis_each_call_says_so() throws IOException {
        var lost = new RedisRecords(
                RedisLink.open(vertx, OwnRedis.nowhere(), "nowhere").await());
        var copy = new AssignmentRecord(spelt("2:9;<a>:0:1"));
        assertThatThrownBy(() -> lost.of(ANN)).isInstanceOf(Refusal.Unavailable.class);
        assertThatThrownBy(() -> lost.forget(ANN)).isInstanceOf(Refusal.Unavailable.class);
        assertThatThrownBy(() -> lost.restore(Map.of(ANN, copy), any -> Plan.EMPTY))
                .isInstanceOf(Refusal.Unavailable.class);
    }

    private void set(String text) {
        link.send(Request.cmd(Command.SET).arg("lotty:a:{ann}").arg(text)).await();
    }

    private static String spelt(String text) {
        return text.replace("<a>", A).replace("<b>", B);
    }
}
