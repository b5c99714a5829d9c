package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Users} does. */
public abstract class UsersContract {
    private static final User ADMIN = People.user("root", Role.ADMIN);

    protected abstract Users users();

    @Test
    void a_user_reads_back_as_he_was_added() {
        var erin = added(People.user("erin", Role.EXPERIMENTER, Role.APPROVER));

        assertThat(users().find(erin.id())).contains(erin);
        assertThat(users().credentials(new Email("ERIN@lotty.local")))
                .contains(new Users.Credentials(erin, "hash of erin"));
    }

    @Test
    void a_stranger_is_not_found() {
        var stranger = People.user("stranger", Role.VIEWER);

        assertThat(users().find(stranger.id())).isEmpty();
        assertThat(users().credentials(stranger.email())).isEmpty();
    }

    @Test
    void an_address_is_taken_once() {
        added(People.user("erin", Role.VIEWER));
        var other = People.user("other", Role.VIEWER);
        var again = new User(other.id(), new Email("erin@lotty.local"), "other", other.roles(), true, 1, People.NOON);

        assertThatThrownBy(() -> added(again))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("email_taken"));
        assertThat(users().find(again.id())).isEmpty();
    }

    @Test
    void users_are_listed_page_by_page() {
        var all = Stream.of("erin", "april", "vic")
                .map(name -> added(People.user(name, Role.VIEWER)))
                .sorted(Comparator.comparing(user -> user.id().toString()))
                .toList();

        var first = users().list(new PageRequest(2, Optional.empty(), Optional.empty()));
        var rest = users().list(new PageRequest(2, first.next(), Optional.empty()));

        assertThat(first.items()).isEqualTo(all.subList(0, 2));
        assertThat(rest.items()).isEqualTo(all.subList(2, 3));
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void users_are_searched_by_name_and_never_by_address() {
        var erin = added(People.user("erin", Role.VIEWER));
        added(People.user("vic", Role.VIEWER));

        assertThat(users().list(searching("ERI")).items()).containsExactly(erin);
        assertThat(users().list(searching("lotty.local")).items()).isEmpty();
        assertThat(users().list(searching("%")).items()).isEmpty();
    }

    private User added(User user) {
        users().add(user, "hash of " + user.name(), People.by(ADMIN));
        return user;
    }

    private static PageRequest searching(String text) {
        return new PageRequest(50, Optional.empty(), Optional.of(text));
    }
}
