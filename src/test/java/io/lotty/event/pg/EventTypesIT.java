package io.lotty.event.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.Actor;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.event.Catalogues;
import io.lotty.event.EventLimits;
import io.lotty.event.EventType;
import io.lotty.event.EventTypeKeeping;
import io.lotty.event.PropertiesSchema;
import io.lotty.event.ValueJson;
import io.lotty.id.EventTypeKey;
import io.lotty.id.UserId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithStores
@Covers("EVT-1")
class EventTypesIT {
    private static final EventTypeKey SCROLL = new EventTypeKey("scroll");
    private static final Stamp STAMP = stamp(Role.EXPERIMENTER);

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final PgEventTypes types;
    private final EventTypeKeeping keeping;

    EventTypesIT(FreshDatabase database) {
        this.pg = new Pg(PgPools.open(vertx, database.url(), 2));
        this.types = new PgEventTypes(pg);
        this.keeping = new EventTypeKeeping(types, type -> List.of());
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void the_shipped_types_are_there() {
        var catalogue = pg.snapshot(PgEventTypes::catalogue);
        assertThat(catalogue.types().keySet())
                .extracting(EventTypeKey::value)
                .containsExactlyInAnyOrder("exposure", "click", "conversion", "purchase", "error", "latency");
        assertThat(catalogue.types().values())
                .allSatisfy(type -> assertThat(type.requiresExposure()).isNotEqualTo(type.isExposure()));
        assertThat(catalogue.find("purchase").orElseThrow().schema().toString())
                .contains("\"amount\":{\"type\":\"number\"");
        assertThat(catalogue.find("latency").orElseThrow().schema().toString())
                .contains("\"value_ms\":{\"type\":\"number\"");
    }

    @Test
    void a_new_type_is_read_as_it_was_made() {
        var made = keeping.create(draft(), STAMP);
        assertThat(types.find(SCROLL)).hasValue(made);
        assertThatThrownBy(() -> keeping.create(draft(), STAMP))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("event_type_exists"));
    }

    @Test
    void a_type_whose_schema_is_from_before_there_were_bounds_is_read_and_edited_all_the_same() {
        var many = "{\"properties\": {\"p\": {\"enum\": [" + "1,".repeat(EventLimits.MAX_CHOICES) + "1]}}}";
        var source = ValueJson.read(many).orElseThrow();
        keeping.create(draft(PropertiesSchema.restore(source)), STAMP);

        var catalogue = pg.snapshot(PgEventTypes::catalogue);
        var edited = keeping.edit(SCROLL, named("Scrolled", Optional.of(1)), STAMP);

        assertThat(edited.schema())
                .isEqualTo(catalogue.find("scroll").orElseThrow().schema());
        assertThat(edited.schema().source()).isEqualTo(source);
    }

    @Test
    void an_edit_changes_what_it_names_and_an_archived_type_changes_no_more() {
        keeping.create(draft(), STAMP);
        var edited = keeping.edit(SCROLL, named("Scrolled", Optional.of(1)), STAMP);
        assertThat(edited.name()).isEqualTo("Scrolled");
        assertThat(edited.schema()).isEqualTo(draft().schema());
        assertThatThrownBy(() -> keeping.edit(SCROLL, named("Late", Optional.of(1)), STAMP))
                .isInstanceOf(Refusal.Stale.class);
        var archived = keeping.archive(SCROLL, Optional.empty(), STAMP);
        assertThat(archived.archivedAt()).hasValue(STAMP.at());
        assertThat(keeping.archive(SCROLL, Optional.empty(), STAMP)).isEqualTo(archived);
        assertThatThrownBy(() -> keeping.edit(SCROLL, named("More", Optional.empty()), STAMP))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void the_list_goes_on_after_its_cursor_and_finds_text() {
        var first = types.list(new PageRequest(4, Optional.empty(), Optional.empty()));
        assertThat(first.items()).hasSize(4);
        var rest = types.list(new PageRequest(4, first.next(), Optional.empty()));
        assertThat(rest.items()).hasSize(2);
        var found = types.list(new PageRequest(4, Optional.empty(), Optional.of("MILLISECONDS")));
        assertThat(found.items()).extracting(type -> type.key().value()).containsExactly("latency");
    }

    @Test
    void a_viewer_may_not_change_the_catalogue() {
        var viewer = stamp(Role.VIEWER);
        assertThatThrownBy(() -> keeping.create(draft(), viewer)).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> keeping.archive(SCROLL, Optional.empty(), viewer))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    private static EventTypeKeeping.Draft draft() {
        return draft(Catalogues.schema("{\"properties\":{\"depth\":{\"type\":\"number\",\"maximum\":100}}}"));
    }

    private static EventTypeKeeping.Draft draft(PropertiesSchema schema) {
        return new EventTypeKeeping.Draft(
                SCROLL, "Scroll", "How far", EventType.Category.INTERACTION, true, false, schema);
    }

    private static EventTypeKeeping.Edit named(String name, Optional<Integer> ifRevision) {
        return new EventTypeKeeping.Edit(
                Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), ifRevision);
    }

    private static Stamp stamp(Role role) {
        var user = UserId.of("0198a000-0000-7000-8000-0000000000aa");
        return new Stamp(new Actor(user, Set.of(role)), Instant.parse("2027-02-01T12:00:00Z"), "test");
    }
}
