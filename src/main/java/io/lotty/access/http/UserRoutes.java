package io.lotty.access.http;

import io.lotty.access.Actor;
import io.lotty.access.Email;
import io.lotty.access.Passwords;
import io.lotty.access.Role;
import io.lotty.access.UserKeeping;
import io.lotty.access.Users;
import io.lotty.id.UserId;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import java.util.EnumSet;

public final class UserRoutes {
    private final UserKeeping keeping;
    private final Users users;
    private final Stamps stamps;

    public UserRoutes(UserKeeping keeping, Users users, Stamps stamps) {
        this.keeping = keeping;
        this.users = users;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .post("/api/v1/users", "createUser", this::create)
                .get("/api/v1/users", "listUsers", this::list)
                .get("/api/v1/users/{id}", "getUser", this::get);
    }

    private Answer create(Call call) {
        var stamp = stamps.of(call);
        var body = call.body();
        // the roles first: as long as nothing is wrong, they were read whole
        var roles = body.texts("roles", Role.values().length, Role::of).required();
        if (body.isSound() && roles.get().isEmpty()) {
            body.violate("roles", "must name at least one role");
        }
        var email = body.text("email", Email::new).required();
        var name = body.name("name", 200).required();
        var password = body.text("password", Passwords::checked).required();
        body.finish();
        var user = keeping.add(email.get(), name.get(), password.get(), EnumSet.copyOf(roles.get()), stamp);
        return Answer.created("/api/v1/users/" + user.id(), UserJson.write(user, true));
    }

    private Answer list(Call call) {
        boolean admin = call.caller(Actor.class).is(Role.ADMIN);
        return Answer.page(users.list(call.page()), user -> UserJson.write(user, admin));
    }

    private Answer get(Call call) {
        boolean admin = call.caller(Actor.class).is(Role.ADMIN);
        var id = call.path("id", "user", UserId::of);
        var user = users.find(id).orElseThrow(() -> new Refusal.NotFound("user", id));
        return Answer.ok(UserJson.write(user, admin));
    }
}
