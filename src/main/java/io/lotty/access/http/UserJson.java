package io.lotty.access.http;

import io.lotty.access.Role;
import io.lotty.access.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

final class UserJson {
    private UserJson() {}

    /** Only admins, and the user himself, see the e-mail. */
    static JsonObject write(User user, boolean withEmail) {
        var json = new JsonObject().put("id", user.id().toString()).put("name", user.name());
        if (withEmail) {
            json.put("email", user.email().value());
        }
        return json.put(
                        "roles",
                        new JsonArray(
                                user.roles().stream().sorted().map(Role::text).toList()))
                .put("active", user.active())
                .put("created_at", user.createdAt().toString());
    }
}
