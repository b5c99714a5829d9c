package io.lotty.access;

import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Users as the store keeps them, without the store; passes {@link UsersContract}. */
final class UsersInMemory implements Users {
    private final Map<UserId, Credentials> known = new LinkedHashMap<>();

    @Override
    public synchronized void add(User user, String passwordHash, Stamp stamp) {
        if (credentials(user.email()).isPresent()) {
            throw new Refusal.Conflict("email_taken", "A user with this e-mail exists already.");
        }
        known.put(user.id(), new Credentials(user, passwordHash));
    }

    @Override
    public synchronized Optional<User> find(UserId id) {
        return Optional.ofNullable(known.get(id)).map(Credentials::user);
    }

    @Override
    public synchronized List<User> among(Collection<UserId> ids) {
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public synchronized Optional<Credentials> credentials(Email email) {
        return known.values().stream()
                .filter(credentials -> credentials.user().email().equals(email))
                .findFirst();
    }

    @Override
    public synchronized Page<User> list(Filter filter, PageRequest request) {
        var text = request.text().orElse("").toLowerCase(Locale.ROOT);
        var rows = known.values().stream()
                .map(Credentials::user)
                .filter(user -> user.name().toLowerCase(Locale.ROOT).contains(text))
                .filter(user -> filter.role().map(user.roles()::contains).orElse(true))
                .filter(user -> filter.active()
                        .map(active -> active.equals(user.active()))
                        .orElse(true))
                .sorted(Comparator.comparing(user -> user.id().toString()))
                .filter(user -> request.after()
                        .filter(after -> user.id().toString().compareTo(after) <= 0)
                        .isEmpty())
                .limit(request.limit() + 1L)
                .toList();
        return Page.cut(rows, request.limit(), user -> user.id().toString());
    }

    @Override
    public synchronized User save(User user, Stamp stamp) {
        var before = find(user.id())
                .filter(current -> current.revision() == user.revision())
                .orElseThrow(() -> new Refusal.Stale("changed"));
        int epoch = before.epoch() + (before.active() && !user.active() ? 1 : 0);
        var after = put(user, user.revision() + 1, epoch);
        if (known.values().stream().map(Credentials::user).noneMatch(UsersInMemory::isActiveAdmin)
                && isActiveAdmin(before)) {
            known.computeIfPresent(before.id(), (id, saved) -> new Credentials(before, saved.passwordHash()));
            throw new Refusal.Conflict("last_admin", "the last");
        }
        return after;
    }

    @Override
    public synchronized Optional<User> replacePassword(NewPassword password, Stamp stamp) {
        return find(password.user())
                .filter(user -> password.instead()
                        .map(hash -> credentials(user.email())
                                .filter(current -> current.passwordHash().equals(hash))
                                .isPresent())
                        .orElse(true))
                .map(user -> {
                    known.put(user.id(), new Credentials(user, password.hash()));
                    return put(user, user.revision(), user.epoch() + 1);
                });
    }

    private User put(User user, int revision, int epoch) {
        var after = new User(
                user.id(), user.email(), user.name(), user.roles(), user.active(), revision, epoch, user.createdAt());
        known.computeIfPresent(user.id(), (id, before) -> new Credentials(after, before.passwordHash()));
        return after;
    }

    private static boolean isActiveAdmin(User user) {
        return user.active() && user.roles().contains(Role.ADMIN);
    }
}
