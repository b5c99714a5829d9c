package io.lotty.access;

import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Users as the store keeps them, without the store; passes {@link UsersContract}. */
final class UsersInMemory implements Users {
    private final Map<UserId, Credentials> known = new LinkedHashMap<>();

    @Override
    public void add(User user, String passwordHash, Stamp stamp) {
        if (credentials(user.email()).isPresent()) {
            throw new Refusal.Conflict("email_taken", "A user with this e-mail exists already.");
        }
        known.put(user.id(), new Credentials(user, passwordHash));
    }

    @Override
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(known.get(id)).map(Credentials::user);
    }

    @Override
    public Optional<Credentials> credentials(Email email) {
        return known.values().stream()
                .filter(credentials -> credentials.user().email().equals(email))
                .findFirst();
    }

    @Override
    public Page<User> list(PageRequest request) {
        var text = request.text().orElse("").toLowerCase(Locale.ROOT);
        var rows = known.values().stream()
                .map(Credentials::user)
                .filter(user -> user.name().toLowerCase(Locale.ROOT).contains(text))
                .sorted(Comparator.comparing(user -> user.id().toString()))
                .filter(user -> request.after()
                        .filter(after -> user.id().toString().compareTo(after) <= 0)
                        .isEmpty())
                .limit(request.limit() + 1L)
                .toList();
        return Page.cut(rows, request.limit(), user -> user.id().toString());
    }
}
