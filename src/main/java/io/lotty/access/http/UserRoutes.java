package io.lotty.access.http;

import static io.lotty.access.Permission.MANAGE_USERS;

import io.lotty.access.Actor;
import io.lotty.access.Email;
import io.lotty.access.PasswordKeeping;
import io.lotty.access.Passwords;
import io.lotty.access.Permission;
import io.lotty.access.Role;
import io.lotty.access.User;
import io.lotty.access.UserKeeping;
import io.lotty.access.Users;
import io.lotty.id.UserId;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Field;
import io.lotty.platform.http.Fields;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

public final class UserRoutes {
    private static final String ALL = "/api/v1/users";
    private static final String ONE = ALL + "/{id}";

    private final UserKeeping keeping;
    private final PasswordKeeping passwords;
    private final Users users;
    private final Stamps stamps;

    public UserRoutes(UserKeeping keeping, PasswordKeeping passwords, Users users, Stamps stamps) {
        this.keeping = keeping;
        this.passwords = passwords;
        this.users = users;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .post(ALL, "createUser", this::create)
                .get(ALL, "listUsers", this::list)
                .get(ONE, "getUser", this::get)
                .patch(ONE, "updateUser", this::edit)
                .put(ONE + "/password", "resetPassword", this::resetPassword);
    }

    private Answer create(Call call) {
        var stamp = stamps.of(call, MANAGE_USERS);
        var body = call.body();
        var roles = roles(body).required();
        var email = body.text("email", Email::new).required();
        var name = body.name("name", 200).required();
        var password = body.text("password", Passwords::checked).required();
        body.finish();
        var user = keeping.add(email.get(), name.get(), password.get(), set(roles.get()), stamp);
        return Answer.created(ALL + "/" + user.id(), UserJson.write(user, true)).withRevision(user.revision());
    }

    private Answer list(Call call) {
        boolean seesEmails = seesEmails(call);
        var filter = new Users.Filter(call.query("role", Role::of), call.query("active", Call::bool));
        return Answer.page(users.list(filter, call.page()), user -> UserJson.write(user, seesEmails));
    }

    private Answer get(Call call) {
        boolean seesEmails = seesEmails(call);
        var id = id(call);
        var user = users.find(id).orElseThrow(() -> new Refusal.NotFound("user", id));
        return Answer.ok(UserJson.write(user, seesEmails)).withRevision(user.revision());
    }

    private Answer edit(Call call) {
        var stamp = stamps.of(call, MANAGE_USERS);
        var id = id(call);
        var body = call.body();
        var roles = roles(body);
        var name = body.name("name", 200);
        var active = body.bool("active");
        body.finish();
        var edit = new UserKeeping.Edit(
                name.optional(), roles.optional().map(UserRoutes::set), active.optional(), call.ifMatch());
        User user = keeping.edit(id, edit, stamp);
        return Answer.ok(UserJson.write(user, true)).withRevision(user.revision());
    }

    private Answer resetPassword(Call call) {
        var stamp = stamps.of(call, MANAGE_USERS);
        var body = call.body();
        var password = body.text("password", Passwords::checked).required();
        body.finish();
        passwords.reset(id(call), password.get(), stamp);
        return Answer.nothing();
    }

    /** To be read before the other fields: as long as nothing is wrong, they were read whole. */
    private static Field<List<Role>> roles(Fields body) {
        var roles = body.texts("roles", Role.values().length, Role::of);
        if (body.isSound() && roles.optional().filter(List::isEmpty).isPresent()) {
            body.violate("roles", "must name at least one role");
        }
        return roles;
    }

    private static Set<Role> set(List<Role> roles) {
        return EnumSet.copyOf(roles);
    }

    private static boolean seesEmails(Call call) {
        var actor = call.caller(Actor.class);
        Permission.READ.require(actor);
        return Permission.SEE_EMAILS.allows(actor);
    }

    private static UserId id(Call call) {
        return call.path("id", "user", UserId::of);
    }
}
