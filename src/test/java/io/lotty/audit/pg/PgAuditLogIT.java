package io.lotty.audit.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.ApiKey;
import io.lotty.access.People;
import io.lotty.access.Role;
import io.lotty.access.Secrets;
import io.lotty.access.Stamp;
import io.lotty.access.User;
import io.lotty.access.pg.PgApiKeys;
import io.lotty.access.pg.PgUsers;
import io.lotty.audit.AuditEntry;
import io.lotty.audit.AuditLog;
import io.lotty.flag.FlagKeeping;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.flag.pg.PgFlags;
import io.lotty.id.ApiKeyId;
import io.lotty.id.FlagKey;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithStores
@Covers("ACC-6")
class PgAuditLogIT {
    private static final User ERIN = People.user("erin", Role.ADMIN);
    private static final ApiKeyId KEY = new ApiKeyId(new UUID(0, 1));
    private static final AuditLog.Filter ALL = filter("", "", "");

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final PgAuditLog log;

    PgAuditLogIT(FreshDatabase database) {
        this.database = database;
        pg = new Pg(PgPools.open(vertx, database.url(), 2));
        log = new PgAuditLog(pg);
    }

    @BeforeEach
    void make_changes() {
        var keys = new PgApiKeys(pg);
        var keeping = new FlagKeeping(new PgFlags(pg));
        new PgUsers(pg).add(ERIN, "the hash of a password", stamp("r1"));
        keys.add(
                new ApiKey(KEY, "shop", ApiKey.Scope.CLIENT, People.NOON, Optional.empty()),
                Secrets.hash("lk_secret"),
                stamp("r2"));
        keys.revoke(KEY, stamp("r3"));
        keys.revoke(KEY, stamp("r3-again"));
        var color = new FlagKey("color");
        keeping.create(
                new FlagKeeping.Draft(color, new FlagValue(FlagType.STRING, "\"grey\""), "", List.of()), stamp("r4"));
        keeping.edit(
                color,
                new FlagKeeping.Edit(
                        Optional.of(type -> new FlagValue(type, "\"blue\"")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                stamp("r5"));
        keeping.archive(color, Optional.empty(), stamp("r6"));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void every_change_is_there_once_newest_first_under_its_request() {
        assertThat(ours())
                .extracting(AuditEntry::requestId, AuditEntry::action, AuditEntry::entity)
                .map(Object::toString)
                .containsExactly(
                        "(\"r6\", \"flag.archive\", \"flag:color\")",
                        "(\"r5\", \"flag.update\", \"flag:color\")",
                        "(\"r4\", \"flag.create\", \"flag:color\")",
                        "(\"r3\", \"api_key.revoke\", \"api_key:" + KEY + "\")",
                        "(\"r2\", \"api_key.create\", \"api_key:" + KEY + "\")",
                        "(\"r1\", \"user.create\", \"user:" + ERIN.id() + "\")");
        assertThat(ours()).extracting(AuditEntry::actor).containsOnly(ERIN.id().toString());
    }

    @Test
    void an_entry_holds_the_thing_before_and_after() {
        var created = one(filter("", "", "flag.create"));
        var updated = one(filter("", "", "flag.update"));

        assertThat(created.before()).isEmpty();
        assertThat(json(created.after()).getString("default_value")).isEqualTo("grey");
        assertThat(json(updated.before())).isEqualTo(json(created.after()));
        assertThat(json(updated.after()).getString("default_value")).isEqualTo("blue");
        assertThat(json(one(filter("", "", "api_key.revoke")).after()).getString("revoked_at"))
                .isNotNull();
    }

    @Test
    void no_secret_enters_the_log() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT string_agg(a::text, ' ') FROM audit_log a")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1))
                    .contains("user.create", "shop")
                    .doesNotContain(
                            "@lotty.local", "password", "secret", HexFormat.of().formatHex(Secrets.hash("lk_secret")));
        }
    }

    @Test
    void subjects_that_an_experiment_forces_into_a_variant_are_not_named() throws SQLException {
        var design = """
                {"name": "n", "overrides": [{"subject_id": "person-7", "variant": "b"}, {"variant": "a"}]}""";
        try (var connection = database.connect();
                var statement =
                        connection.prepareStatement("SELECT fit_for_audit(jsonb_build_object('design', ?::jsonb, "
                                + "'overrides', ?::jsonb -> 'overrides', 'email', 'a@b'), '{}')")) {
            statement.setString(1, design);
            statement.setString(2, design);
            var rows = statement.executeQuery();
            rows.next();
            var masked = new JsonArray("[{\"subject_id\": \"***\", \"variant\": \"b\"}, {\"variant\": \"a\"}]");
            var fit = new JsonObject(rows.getString(1));
            assertThat(fit.getJsonObject("design").getJsonArray("overrides")).isEqualTo(masked);
            assertThat(fit.getJsonObject("design").getString("name")).isEqualTo("n");
            assertThat(fit.getJsonArray("overrides")).isEqualTo(masked);
            assertThat(fit.containsKey("email")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_log SET actor = 'somebody'",
                "DELETE FROM audit_log",
                "TRUNCATE audit_log",
            })
    void what_is_written_stays(String change) {
        assertThatThrownBy(() -> database.execute(change))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("audit_log is append-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE flag SET description = 'x'",
                "UPDATE app_user SET active = false",
                "DELETE FROM api_key",
            })
    void a_change_that_nobody_signed_is_refused(String change) {
        assertThatThrownBy(() -> database.execute(change))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("must be signed");
    }

    @Test
    void entries_are_found_by_actor_entity_action_and_time() {
        var all = ours();
        var third = all.get(2).at();

        assertThat(list(filter(ERIN.id().toString(), "", ""))).isEqualTo(all);
        assertThat(list(filter("somebody", "", ""))).isEmpty();
        assertThat(list(filter("", "api_key:" + KEY, ""))).hasSize(2);
        assertThat(list(filter("", "flag:color", "flag.update"))).hasSize(1);
        assertThat(list(new AuditLog.Filter(
                        Optional.of(ERIN.id().toString()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(third),
                        Optional.empty(),
                        Optional.empty())))
                .isEqualTo(all.subList(0, 3));
        assertThat(list(new AuditLog.Filter(
                        Optional.of(ERIN.id().toString()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(third),
                        Optional.empty())))
                .isEqualTo(all.subList(3, 6));
    }

    @Test
    void entries_are_read_page_by_page() {
        var mine = filter(ERIN.id().toString(), "", "");

        var first = log.list(mine, new PageRequest(4, Optional.empty(), Optional.empty()));
        var rest = log.list(mine, new PageRequest(4, first.next(), Optional.empty()));

        assertThat(first.items()).isEqualTo(ours().subList(0, 4));
        assertThat(rest.items()).isEqualTo(ours().subList(4, 6));
        assertThat(rest.next()).isEmpty();
        assertThatThrownBy(() -> log.list(ALL, new PageRequest(4, Optional.of("color"), Optional.empty())))
                .isInstanceOf(Refusal.Invalid.class);
    }

    private List<AuditEntry> ours() {
        return list(filter(ERIN.id().toString(), "", ""));
    }

    private AuditEntry one(AuditLog.Filter filter) {
        return list(filter).getFirst();
    }

    private List<AuditEntry> list(AuditLog.Filter filter) {
        return log.list(filter, PageRequest.first()).items();
    }

    private static JsonObject json(Optional<String> text) {
        return new JsonObject(text.orElse("{}"));
    }

    private static Stamp stamp(String request) {
        return new Stamp(ERIN.actor(), People.NOON, request);
    }

    private static AuditLog.Filter filter(String actor, String entity, String action) {
        return new AuditLog.Filter(
                given(actor), given(entity), given(action), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }
}
