package io.lotty.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.People;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.access.User;
import io.lotty.id.FlagKey;
import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Covers({"FLAG-1", "FLAG-2", "FLAG-3"})
class FlagKeepingTest {
    private static final FlagKey COLOR = new FlagKey("color");
    private static final FlagKey USED = new FlagKey("used");
    private static final User ERIN = People.user("erin", Role.EXPERIMENTER);
    private static final User OTHER = People.user("other", Role.EXPERIMENTER);
    private static final User ADMIN = People.user("root", Role.ADMIN);
    private static final User VIEWER = People.user("vic", Role.VIEWER);

    private final Flags flags = new FlagsInMemory(Set.of(USED));
    private final FlagKeeping keeping = new FlagKeeping(flags);

    @Test
    void a_new_flag_belongs_to_its_author() {
        var flag = created(COLOR);

        assertThat(flag.owner()).isEqualTo(ERIN.id());
        assertThat(flag.type()).isEqualTo(FlagType.STRING);
        assertThat(flag.revision()).isEqualTo(1);
        assertThat(flags.find(COLOR)).contains(flag);
    }

    @Test
    void a_viewer_makes_no_flag() {
        assertThatThrownBy(() -> keeping.create(draft(COLOR), People.by(VIEWER)))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void an_edit_changes_what_it_names_and_nothing_else() {
        var flag = created(COLOR);

        var described = keeping.edit(COLOR, edit(Optional.of("text"), Optional.empty()), later(ERIN));
        var valued = keeping.edit(COLOR, toDefault("\"blue\""), later(ADMIN));
        var tagged = keeping.edit(COLOR, edit(Optional.empty(), Optional.of(List.of("a", "b"))), later(ERIN));

        assertThat(described.description()).isEqualTo("text");
        assertThat(described.defaultValue()).isEqualTo(flag.defaultValue());
        assertThat(valued.defaultValue().json()).isEqualTo("\"blue\"");
        assertThat(valued.description()).isEqualTo("text");
        assertThat(tagged.tags()).containsExactly("a", "b");
        assertThat(tagged.owner()).isEqualTo(ERIN.id());
        assertThat(tagged.revision()).isEqualTo(4);
        assertThat(tagged.updatedAt()).isEqualTo(later(ERIN).at());
        assertThat(tagged.createdAt()).isEqualTo(flag.createdAt());
    }

    @Test
    void an_edit_that_names_nothing_changes_nothing() {
        var flag = created(COLOR);

        assertThat(keeping.edit(COLOR, edit(Optional.empty(), Optional.empty()), later(ERIN)))
                .isEqualTo(flag);
    }

    @Test
    void a_default_of_another_type_is_refused_where_it_stands() {
        created(COLOR);

        assertThatThrownBy(() -> keeping.edit(COLOR, toDefault("7"), later(ERIN)))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("pointer", "message")
                                .containsExactly(org.assertj.core.api.Assertions.tuple(
                                        "/default_value", "must be a string, as the flag's type says")));
    }

    @Test
    void a_stale_edit_is_refused() {
        created(COLOR);
        keeping.edit(COLOR, toDefault("\"blue\""), later(ERIN));
        var stale = new FlagKeeping.Edit(Optional.empty(), Optional.of("late"), Optional.empty(), Optional.of(1));

        assertThatThrownBy(() -> keeping.edit(COLOR, stale, later(ERIN))).isInstanceOf(Refusal.Stale.class);
    }

    @Test
    void a_flag_is_changed_and_archived_by_its_owner_and_admins_alone() {
        created(COLOR);

        assertThatThrownBy(() -> keeping.edit(COLOR, toDefault("\"x\""), later(OTHER)))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> keeping.archive(COLOR, Optional.empty(), later(VIEWER)))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThat(keeping.archive(COLOR, Optional.empty(), later(ADMIN)).archivedAt())
                .contains(later(ADMIN).at());
    }

    @Test
    void an_archived_flag_stays_as_it_is() {
        created(COLOR);
        var archived = keeping.archive(COLOR, Optional.empty(), later(ERIN));

        assertThat(keeping.archive(COLOR, Optional.empty(), later(ERIN))).isEqualTo(archived);
        assertThatThrownBy(() -> keeping.edit(COLOR, toDefault("\"x\""), later(ERIN)))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("flag_archived"));
    }

    @Test
    void a_flag_under_experiment_is_not_archived() {
        created(USED);

        assertThatThrownBy(() -> keeping.archive(USED, Optional.empty(), later(ERIN)))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void an_unknown_flag_is_not_found() {
        assertThatThrownBy(() -> keeping.archive(COLOR, Optional.empty(), later(ERIN)))
                .isInstanceOf(Refusal.NotFound.class);
    }

    private Flag created(FlagKey key) {
        return keeping.create(draft(key), People.by(ERIN));
    }

    private static FlagKeeping.Draft draft(FlagKey key) {
        return new FlagKeeping.Draft(key, new FlagValue(FlagType.STRING, "\"grey\""), "", List.of());
    }

    private static FlagKeeping.Edit toDefault(String json) {
        return new FlagKeeping.Edit(
                Optional.of(type -> new FlagValue(type, json)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static FlagKeeping.Edit edit(Optional<String> description, Optional<List<String>> tags) {
        return new FlagKeeping.Edit(Optional.empty(), description, tags, Optional.empty());
    }

    private static Stamp later(User user) {
        return new Stamp(user.actor(), People.NOON.plusSeconds(60), "later");
    }
}
