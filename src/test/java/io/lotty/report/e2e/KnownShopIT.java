package io.lotty.report.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.lotty.report.e2e.OpenShop.Told;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Over HTTP from the first decision to the report: it says of the known shop what the independent report makes of the raw list.
 * The shop's days are the four before today, whenever this runs, and nothing asks for a window that ends with now.
 * Properties: {@code lotty.test.shop.shoppers}, up to 6,000, beyond which the error of a quantile is that of a sample of them;
 * {@code lotty.test.shop.seed}.
 */
@WithStores
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Covers({"MET-1", "REP-1", "REP-2", "REP-3", "REP-5", "EVT-3", "EVT-6", "STA-1"})
class KnownShopIT {
    private static final int SHOPPERS = Integer.getInteger("lotty.test.shop.shoppers", 600);
    private static final long SEED = Long.getLong("lotty.test.shop.seed", 11);
    private static final int DAYS = 4;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final KnownShop shop = new KnownShop(SEED, SHOPPERS, today.minus(DAYS, ChronoUnit.DAYS), DAYS);

    /** Behind all that happens, and behind the arrival of all that was told of it. */
    private final Instant end = today.plus(2, ChronoUnit.DAYS);

    private RunningLotty lotty;
    private HttpCaller reader;
    private String path = "";
    private Told told = new Told(0, 0);
    private List<Shopper> shoppers = List.of();
    private ShownReport ofWindowBeforeTheStart = new ShownReport("");

    @BeforeAll
    void live(FreshDatabase database, FreshRedis redis) throws SQLException {
        lotty = RunningLotty.start(database, redis);
        reader = lotty.as(RunningLotty.ADMIN);
        var open = new OpenShop(lotty, shop);
        var id = open.start();
        path = "/api/v1/experiments/" + id + "/report";
        shoppers = open.open();
        told = open.tell(shoppers);
        Eventually.holds(() -> count(today(), "accepted") == told.events());
        Eventually.holds(() -> count(today(), "duplicates") == told.repetitions());
        ofWindowBeforeTheStart = report(shop.firstDay(), end, "day");
        startEarlier(database, id);
    }

    @AfterAll
    void stop() {
        lotty.close();
    }

    @ParameterizedTest
    @CsvSource({"day, PT24H", "hour, PT1H"})
    void the_report_of_the_whole_says_what_the_raw_list_says(String granularity, Duration period) {
        var expected = new IndependentReport(shoppers, shop.firstDay(), end);

        var report = reportToTheEnd(granularity);

        report.assertFigures(expected, period);
        report.assertEffects(expected);
        report.assertBalance(expected);
        report.assertAddsUp();
    }

    /** More than a day or less, which are read in different ways; and from the beginning on, but not to the end. */
    @ParameterizedTest
    @CsvSource({"PT29H17M, PT77H3M", "PT50H1M, PT61H59M", "PT0S, PT70H30M"})
    void a_window_says_what_the_raw_list_says_of_it(Duration from, Duration to) {
        var expected = new IndependentReport(
                shoppers, shop.firstDay().plus(from), shop.firstDay().plus(to));

        report(expected.from(), expected.to(), "hour").assertFigures(expected, HOUR);
        var report = report(expected.from(), expected.to(), "day");
        report.assertFigures(expected, DAY);
        report.assertBalance(expected);
        report.assertAddsUp();
    }

    @Test
    void what_occurred_before_the_day_of_the_start_counts_where_the_window_has_it() {
        ofWindowBeforeTheStart.assertFigures(new IndependentReport(shoppers, shop.firstDay(), end), DAY);
    }

    @Test
    void two_reports_in_a_row_are_the_same_bytes() {
        assertThat(reportToTheEnd("day")).isEqualTo(reportToTheEnd("day"));
        assertThat(report(shop.firstDay().plus(HOUR), end, "day"))
                .isEqualTo(report(shop.firstDay().plus(HOUR), end, "day"));
    }

    @Test
    void the_data_quality_is_that_of_what_was_told() {
        var quality = reportToTheEnd("day").json().getJsonObject("data_quality");
        var waiting = shoppers.stream()
                .filter(shopper -> shopper.exposures().isEmpty())
                .flatMap(shopper -> shopper.acts().stream())
                .filter(act -> requiresExposure(act.type()))
                .count();

        assertThat(quality.getJsonObject("accepted").getLong("count")).isEqualTo(told.events());
        assertThat(quality.getJsonObject("duplicates").getLong("count")).isEqualTo(told.repetitions());
        assertThat(quality.getJsonObject("rejected").getLong("count")).isZero();
        assertThat(waiting).isPositive();
        assertThat(quality.getJsonObject("pending").getLong("count")).isEqualTo(waiting);
    }

    private boolean requiresExposure(String type) {
        return reader.get("/api/v1/event-types/" + type).json().getBoolean("requires_exposure");
    }

    /** As if the experiment had been there in all the days of the shop: no call can do that. */
    private void startEarlier(FreshDatabase database, String id) throws SQLException {
        database.execute("SET session_replication_role = replica; UPDATE experiment SET started_at = '"
                + shop.firstDay() + "' WHERE id = '" + id + "'");
    }

    /** In which everything arrives and nothing occurs, so that the report is made in no time. */
    private JsonObject today() {
        return report(today, end, "day").json();
    }

    private static long count(JsonObject report, String what) {
        return report.getJsonObject("data_quality").getJsonObject(what).getLong("count");
    }

    private ShownReport reportToTheEnd(String granularity) {
        return report("?to=" + end + "&granularity=" + granularity);
    }

    private ShownReport report(Instant from, Instant to, String granularity) {
        return report("?from=" + from + "&to=" + to + "&granularity=" + granularity);
    }

    private ShownReport report(String query) {
        var reply = reader.get(path + query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return new ShownReport(reply.body());
    }
}
