package io.lotty.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.People;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.access.User;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.kit.Covers;
import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Flags} does. */
@Covers("FLAG-2")
public abstract class FlagsContract {
    protected static final User OWNER = People.user("erin", Role.EXPERIMENTER);
    protected static final Stamp STAMP = People.by(OWNER);
    private static final Instant LATER = People.NOON.plusSeconds(60);

    protected abstract Flags flags();

    /** Opens an experiment on the flag. */
    protected abstract void experimentOn(FlagKey flag);

    @Test
    void a_flag_of_every_type_reads_back_as_it_was_added() {
        var values = Stream.of(
                new FlagValue(FlagType.STRING, "\"a \\\"b\\\" ü\""),
                new FlagValue(FlagType.NUMBER, "-1.25"),
                new FlagValue(FlagType.BOOLEAN, "false"),
                new FlagValue(FlagType.JSON, "{\"b\":[1,null],\"a\":{}}"),
                new FlagValue(FlagType.JSON, "\"text\""));

        assertThat(values).allSatisfy(value -> {
            var flag = flag("flag-" + Math.abs((long) value.hashCode()), value);
            flags().add(flag, STAMP);
            assertThat(flags().find(flag.key())).contains(flag);
        });
    }

    @Test
    void a_key_is_taken_once() {
        added("color");

        assertThatThrownBy(() -> added("color"))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("flag_exists"));
    }

    @Test
    void an_unknown_flag_is_not_found() {
        assertThat(flags().find(new FlagKey("unknown"))).isEmpty();
    }

    @Test
    void flags_are_listed_by_key_page_by_page() {
        Stream.of("b", "a-b", "c", "a").forEach(this::added);

        var first = flags().list(Flags.Filter.ALL, new PageRequest(3, Optional.empty(), Optional.empty()));
        var rest = flags().list(Flags.Filter.ALL, new PageRequest(3, first.next(), Optional.empty()));

        assertThat(first.items()).extracting(Flag::key).hasToString("[a, a-b, b]");
        assertThat(rest.items()).extracting(Flag::key).hasToString("[c]");
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void flags_are_searched_by_key_description_and_whole_tag() {
        added("color");
        flags().save(
                        added("price").describedAs("Colour of the TAG", LATER).tagged(List.of("Shop"), LATER),
                        "flag.update",
                        STAMP);
        added("size");

        assertThat(found("COL")).containsExactly("color", "price");
        assertThat(found("shop")).containsExactly("price");
        assertThat(found("sho")).isEmpty();
        assertThat(found("%")).isEmpty();
    }

    @Test
    void flags_are_filtered_by_tag_owner_and_whether_they_are_archived() {
        var shop = flags().save(added("shop").tagged(List.of("Shop", "new"), LATER), "flag.update", STAMP);
        added("other");
        flags().archive(shop.archived(LATER), STAMP);

        assertThat(filtered(Optional.of("Shop"), Optional.empty(), Optional.empty()))
                .containsExactly("shop");
        assertThat(filtered(Optional.of("shop"), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(filtered(Optional.empty(), Optional.of(shop.owner()), Optional.empty()))
                .containsExactly("other", "shop");
        assertThat(filtered(Optional.empty(), Optional.of(new UserId(new UUID(0, 404))), Optional.empty()))
                .isEmpty();
        assertThat(filtered(Optional.empty(), Optional.empty(), Optional.of(true)))
                .containsExactly("shop");
        assertThat(filtered(Optional.empty(), Optional.empty(), Optional.of(false)))
                .containsExactly("other");
        assertThat(filtered(Optional.of("new"), Optional.of(shop.owner()), Optional.of(false)))
                .isEmpty();
    }

    @Test
    void a_save_moves_the_revision() {
        var flag = added("color");
        var blue = new FlagValue(FlagType.STRING, "\"blue\"");

        var saved = flags().save(flag.withDefault(blue, LATER), "flag.update", STAMP);

        assertThat(saved.revision()).isEqualTo(2);
        assertThat(saved.defaultValue()).isEqualTo(blue);
        assertThat(saved.updatedAt()).isEqualTo(LATER);
        assertThat(flags().find(flag.key())).contains(saved);
    }

    @Test
    void a_save_of_a_revision_that_has_passed_is_refused() {
        var flag = added("color");
        flags().save(flag.describedAs("first", LATER), "flag.update", STAMP);

        assertThatThrownBy(() -> flags().save(flag.describedAs("second", LATER), "flag.update", STAMP))
                .isInstanceOf(Refusal.Stale.class);
        assertThat(flags().find(flag.key()))
                .hasValueSatisfying(known -> assertThat(known.description()).isEqualTo("first"));
    }

    @Test
    void an_archived_flag_stays_to_be_read() {
        var archived = flags().archive(added("color").archived(LATER), STAMP);

        assertThat(archived.archivedAt()).contains(LATER);
        assertThat(flags().find(archived.key())).contains(archived);
        assertThat(found("color")).containsExactly("color");
    }

    @Test
    void a_flag_with_an_open_experiment_is_not_archived() {
        var flag = added("color");
        experimentOn(flag.key());

        assertThatThrownBy(() -> flags().archive(flag.archived(LATER), STAMP))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("flag_in_use"));
        assertThat(flags().find(flag.key())).contains(flag);
    }

    protected final Flag added(String key) {
        var flag = flag(key, new FlagValue(FlagType.STRING, "\"grey\""));
        flags().add(flag, STAMP);
        return flag;
    }

    private List<String> filtered(Optional<String> tag, Optional<UserId> owner, Optional<Boolean> archived) {
        return flags().list(new Flags.Filter(tag, owner, archived), PageRequest.first()).items().stream()
                .map(flag -> flag.key().value())
                .toList();
    }

    private Stream<String> found(String text) {
        return flags().list(Flags.Filter.ALL, new PageRequest(9, Optional.empty(), Optional.of(text))).items().stream()
                .map(flag -> flag.key().value());
    }

    private static Flag flag(String key, FlagValue value) {
        return new Flag(
                new FlagKey(key), value, "", List.of(), OWNER.id(), Optional.empty(), 1, People.NOON, People.NOON);
    }
}
