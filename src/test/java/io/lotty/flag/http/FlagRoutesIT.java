package io.lotty.flag.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.HttpCaller.Reply;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithStores
class FlagRoutesIT {
    private static final String FLAGS = "/api/v1/flags";
    private static RunningLotty lotty;
    private static HttpCaller admin;
    private static HttpCaller erin;
    private static HttpCaller approver;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        admin = lotty.as(RunningLotty.ADMIN);
        erin = lotty.as(RunningLotty.EXPERIMENTER);
        approver = lotty.as(RunningLotty.APPROVER);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    @Covers({"FLAG-1", "FLAG-2"})
    void a_flag_is_made_read_listed_and_found() {
        var body = flag("checkout", "json", new JsonObject().put("steps", 3))
                .put("description", "How to pay")
                .put("tags", new JsonArray().add("shop"));

        var made = erin.post(FLAGS, body);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(FLAGS + "/checkout");
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.json().fieldNames())
                .containsExactlyInAnyOrder(
                        "key",
                        "type",
                        "default_value",
                        "description",
                        "tags",
                        "owner_id",
                        "archived",
                        "archived_at",
                        "created_at",
                        "updated_at");
        assertThat(made.json().getJsonObject("default_value")).isEqualTo(new JsonObject().put("steps", 3));
        assertThat(approver.get(FLAGS + "/checkout").json()).isEqualTo(made.json());
        assertThat(approver.get(FLAGS + "?q=SHOP").json().getJsonArray("items"))
                .isEqualTo(new JsonArray().add(made.json()));
        assertThat(lotty.nobody().get(FLAGS).status()).isEqualTo(401);
    }

    @Test
    @Covers("FLAG-2")
    void flags_are_listed_page_by_page() {
        erin.post(FLAGS, flag("page-a", "boolean", true)).json();
        erin.post(FLAGS, flag("page-b", "boolean", true)).json();

        var first = erin.get(FLAGS + "?q=page-&limit=1").json();
        var rest = erin.get(FLAGS + "?q=page-&limit=1&cursor=" + first.getString("next_cursor"))
                .json();

        assertThat(first.getJsonArray("items").getJsonObject(0).getString("key"))
                .isEqualTo("page-a");
        assertThat(rest.getJsonArray("items").getJsonObject(0).getString("key")).isEqualTo("page-b");
        assertThat(rest.getString("next_cursor")).isNull();
    }

    @Test
    @Covers("FLAG-1")
    void a_key_is_taken_once_and_changes_with_its_type_never() {
        erin.post(FLAGS, flag("fixed", "boolean", true));

        assertThat(erin.post(FLAGS, flag("fixed", "boolean", true)).code()).isEqualTo("flag_exists");
        var patch = new JsonObject().put("key", "other").put("type", "json").put("owner_id", "x");
        assertThat(pointers(erin.patch(FLAGS + "/fixed", patch)))
                .containsExactlyInAnyOrder("/key", "/type", "/owner_id");
    }

    @Test
    @Covers("FLAG-1")
    void a_flag_that_cannot_be_is_told_all_that_is_wrong() {
        var body = new JsonObject()
                .put("key", "Not A Key")
                .put("type", "integer")
                .put("tags", new JsonArray().add("").add(7))
                .put("default", 1);

        assertThat(pointers(erin.post(FLAGS, body)))
                .containsExactlyInAnyOrder("/key", "/type", "/default_value", "/tags/0", "/tags/1", "/default");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "string  | 7",
                "number  | \"7\"",
                "boolean | 0",
                "boolean | \"true\"",
                "string  | {}",
                "json    | null",
                "number  | 1e999",
                "string  | \"a\\u0000b\"",
            })
    @Covers("FLAG-3")
    void a_default_that_does_not_fit_is_refused(String type, String value) {
        var body = "{\"key\":\"unfit\",\"type\":\"%s\",\"default_value\":%s}".formatted(type, value);

        assertThat(erin.send("POST", FLAGS, body).status()).isEqualTo(422);
        assertThat(erin.get(FLAGS + "/unfit").status()).isEqualTo(404);
    }

    @Test
    @Covers({"FLAG-2", "FLAG-3"})
    void a_new_default_fits_the_type_and_reaches_decide() {
        erin.post(FLAGS, flag("speed", "number", 1));

        var unfit = erin.patch(FLAGS + "/speed", new JsonObject().put("default_value", "fast"));
        var changed = erin.patch(FLAGS + "/speed", new JsonObject().put("default_value", 2.5));

        assertThat(unfit.status()).isEqualTo(422);
        assertThat(pointers(unfit)).containsExactly("/default_value");
        assertThat(changed.json().getDouble("default_value")).isEqualTo(2.5);
        assertThat(decided().getJsonObject("speed").getDouble("value")).isEqualTo(2.5);
    }

    @Test
    @Covers("FLAG-2")
    void a_change_of_what_has_changed_meanwhile_is_refused() {
        erin.post(FLAGS, flag("raced", "boolean", true));
        var on = new JsonObject().put("default_value", false);

        var first = erin.with("If-Match", "\"1\"").patch(FLAGS + "/raced", on);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"2\"");
        assertThat(erin.with("If-Match", "\"1\"").patch(FLAGS + "/raced", on).status())
                .isEqualTo(412);
        assertThat(erin.with("If-Match", "foreign").patch(FLAGS + "/raced", on).status())
                .isEqualTo(412);
        assertThat(erin.with("If-Match", "*").patch(FLAGS + "/raced", on).status())
                .isEqualTo(200);
    }

    @Test
    @Covers("FLAG-2")
    void an_archived_flag_is_read_but_neither_changed_nor_decided() {
        erin.post(FLAGS, flag("old", "boolean", true));
        assertThat(decided().containsKey("old")).isTrue();

        var archived = erin.post(FLAGS + "/old/archive");

        assertThat(archived.status()).isEqualTo(200);
        assertThat(archived.json().getBoolean("archived")).isTrue();
        assertThat(erin.post(FLAGS + "/old/archive").json()).isEqualTo(archived.json());
        assertThat(erin.patch(FLAGS + "/old", new JsonObject().put("default_value", false))
                        .code())
                .isEqualTo("flag_archived");
        assertThat(erin.get(FLAGS + "/old").status()).isEqualTo(200);
        assertThat(decided().containsKey("old")).isFalse();
    }

    @Test
    @Covers({"FLAG-2", "ACC-1"})
    void a_flag_is_made_by_experimenters_and_changed_by_its_owner_and_admins() {
        erin.post(FLAGS, flag("hers", "boolean", true));
        var off = new JsonObject().put("default_value", false);

        assertThat(approver.post(FLAGS, flag("his", "boolean", true)).status()).isEqualTo(403);
        assertThat(approver.patch(FLAGS + "/hers", off).status()).isEqualTo(403);
        assertThat(admin.patch(FLAGS + "/hers", off).status()).isEqualTo(200);
        assertThat(erin.patch(FLAGS + "/button_color", new JsonObject().put("default_value", "red"))
                        .status())
                .as("the admin's flag")
                .isEqualTo(403);
        assertThat(lotty.nobody().post(FLAGS + "/Not-A-Key/archive").status()).isEqualTo(401);
    }

    @Test
    void an_unknown_flag_is_not_found() {
        assertThat(erin.get(FLAGS + "/unknown").code()).isEqualTo("flag_not_found");
        assertThat(erin.patch(FLAGS + "/unknown", new JsonObject()).status()).isEqualTo(404);
        assertThat(erin.get(FLAGS + "/Not-A-Key").status()).isEqualTo(404);
    }

    private static JsonObject decided() {
        return lotty.product()
                .post("/api/v1/decide", new JsonObject().put("subject_id", "user-1"))
                .json()
                .getJsonObject("decisions");
    }

    private static JsonObject flag(String key, String type, Object value) {
        return new JsonObject().put("key", key).put("type", type).put("default_value", value);
    }

    private static Iterable<String> pointers(Reply reply) {
        return reply.json().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer"))
                .toList();
    }
}
