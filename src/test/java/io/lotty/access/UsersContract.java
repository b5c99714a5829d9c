package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Users} does. */
@Covers("ACC-1")
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
        var again =
                new User(other.id(), new Email("erin@lotty.local"), "other", other.roles(), true, 1, 1, People.NOON);

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

        var first = users().list(Users.Filter.none(), new PageRequest(2, Optional.empty(), Optional.empty()));
        var rest = users().list(Users.Filter.none(), new PageRequest(2, first.next(), Optional.empty()));

        assertThat(first.items()).isEqualTo(all.subList(0, 2));
        assertThat(rest.items()).isEqualTo(all.subList(2, 3));
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void users_are_searched_by_name_and_never_by_address() {
        var erin = added(People.user("erin", Role.VIEWER));
        added(People.user("vic", Role.VIEWER));

        assertThat(users().list(Users.Filter.none(), searching("ERI")).items()).containsExactly(erin);
        assertThat(users().list(Users.Filter.none(), searching("lotty.local")).items())
                .isEmpty();
        assertThat(users().list(Users.Filter.none(), searching("%")).items()).isEmpty();
    }

    @Test
    void users_are_listed_by_role_and_by_whether_they_are_active() {
        var erin = added(People.user("erin", Role.EXPERIMENTER, Role.APPROVER));
        var april = users().save(added(People.user("april", Role.APPROVER)).left(), People.by(ADMIN));

        assertThat(listed(Optional.of(Role.APPROVER), Optional.empty())).containsExactlyInAnyOrder(erin, april);
        assertThat(listed(Optional.of(Role.APPROVER), Optional.of(true))).containsExactly(erin);
        assertThat(listed(Optional.empty(), Optional.of(false))).containsExactly(april);
        assertThat(listed(Optional.of(Role.VIEWER), Optional.empty())).isEmpty();
    }

    @Test
    void of_ids_those_are_found_that_are_users() {
        var erin = added(People.user("erin", Role.VIEWER));
        var stranger = People.user("stranger", Role.VIEWER);

        assertThat(users().among(List.of(erin.id(), stranger.id()))).containsExactly(erin);
        assertThat(users().among(List.of())).isEmpty();
    }

    @Test
    void a_change_is_saved_on_the_revision_that_was_read() {
        var erin = added(People.user("erin", Role.VIEWER));

        var saved = users().save(erin.named("Erin").as(Set.of(Role.EXPERIMENTER)), People.by(ADMIN));

        assertThat(saved.name()).isEqualTo("Erin");
        assertThat(saved.roles()).containsExactly(Role.EXPERIMENTER);
        assertThat(saved.revision()).isEqualTo(2);
        assertThat(users().find(erin.id())).contains(saved);
        assertThatThrownBy(() -> users().save(erin.named("late"), People.by(ADMIN)))
                .isInstanceOf(Refusal.Stale.class);
    }

    @Test
    void the_last_active_admin_stays_one() {
        var root = added(ADMIN);
        var other = added(People.user("other", Role.ADMIN));

        users().save(other.left(), People.by(ADMIN));

        assertThatThrownBy(() -> users().save(root.as(Set.of(Role.VIEWER)), People.by(ADMIN)))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("last_admin"));
        assertThatThrownBy(() -> users().save(root.left(), People.by(ADMIN))).isInstanceOf(Refusal.Conflict.class);
        assertThat(users().find(root.id())).contains(root);
    }

    @Test
    void two_admins_do_not_put_each_other_out_at_once() throws Exception {
        var one = added(ADMIN);
        var other = added(People.user("other", Role.ADMIN));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var saves = callers.invokeAll(List.<Callable<User>>of(
                    () -> users().save(one.left(), People.by(other)),
                    () -> users().save(other.as(Set.of(Role.VIEWER)), People.by(one))));
            assertThat(saves)
                    .filteredOn(save -> save.state() == Future.State.SUCCESS)
                    .hasSize(1);
        }
        assertThat(listed(Optional.of(Role.ADMIN), Optional.of(true))).hasSize(1);
    }

    @Test
    void a_password_is_replaced_when_it_is_still_the_one_that_was_meant() {
        var erin = added(People.user("erin", Role.VIEWER));

        var changed = users().replacePassword(password(erin, "second", Optional.of("hash of erin")), People.by(erin));

        assertThat(changed.orElseThrow().epoch()).isEqualTo(2);
        assertThat(changed.orElseThrow().revision()).isEqualTo(1);
        assertThat(users().credentials(erin.email()))
                .map(Users.Credentials::passwordHash)
                .contains("second");
        assertThat(users().replacePassword(password(erin, "third", Optional.of("hash of erin")), People.by(erin)))
                .isEmpty();
        assertThat(users().replacePassword(password(erin, "third", Optional.empty()), People.by(ADMIN)))
                .isPresent();
        assertThat(users().credentials(erin.email()))
                .map(Users.Credentials::passwordHash)
                .contains("third");
    }

    private List<User> listed(Optional<Role> role, Optional<Boolean> active) {
        return users().list(new Users.Filter(role, active), PageRequest.first()).items();
    }

    private static Users.NewPassword password(User user, String hash, Optional<String> instead) {
        return new Users.NewPassword(user.id(), hash, "user.change_password", instead);
    }

    private User added(User user) {
        users().add(user, "hash of " + user.name(), People.by(ADMIN));
        return user;
    }

    private static PageRequest searching(String text) {
        return new PageRequest(50, Optional.empty(), Optional.of(text));
    }
}
