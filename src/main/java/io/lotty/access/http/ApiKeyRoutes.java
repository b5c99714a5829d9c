package io.lotty.access.http;

import io.lotty.access.Actor;
import io.lotty.access.ApiKey;
import io.lotty.access.ApiKeys;
import io.lotty.access.KeyMaking;
import io.lotty.access.Permission;
import io.lotty.id.ApiKeyId;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

public final class ApiKeyRoutes {
    private final KeyMaking making;
    private final ApiKeys keys;
    private final Stamps stamps;

    public ApiKeyRoutes(KeyMaking making, ApiKeys keys, Stamps stamps) {
        this.making = making;
        this.keys = keys;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .post("/api/v1/api-keys", "createApiKey", this::create)
                .get("/api/v1/api-keys", "listApiKeys", this::list)
                .get("/api/v1/api-keys/{id}", "getApiKey", this::get)
                .delete("/api/v1/api-keys/{id}", "revokeApiKey", this::revoke);
    }

    private Answer create(Call call) {
        var stamp = stamps.of(call, Permission.MANAGE_API_KEYS);
        var body = call.body();
        var name = body.name("name", 200).required();
        var scope = body.text("scope", ApiKey.Scope::of);
        body.finish();
        var made = making.make(name.get(), scope.orElse(ApiKey.Scope.CLIENT), stamp);
        var json = write(made.key()).put("secret", made.secret());
        return Answer.created("/api/v1/api-keys/" + made.key().id(), json).with("Cache-Control", "no-store");
    }

    private Answer list(Call call) {
        Permission.MANAGE_API_KEYS.require(call.caller(Actor.class));
        return Answer.page(keys.list(call.page()), ApiKeyRoutes::write);
    }

    private Answer get(Call call) {
        Permission.MANAGE_API_KEYS.require(call.caller(Actor.class));
        var id = id(call);
        return Answer.ok(write(keys.find(id).orElseThrow(() -> new Refusal.NotFound("API key", id))));
    }

    private Answer revoke(Call call) {
        var stamp = stamps.of(call, Permission.MANAGE_API_KEYS);
        making.revoke(id(call), stamp);
        return Answer.nothing();
    }

    private static ApiKeyId id(Call call) {
        return call.path("id", "API key", ApiKeyId::of);
    }

    private static JsonObject write(ApiKey key) {
        return new JsonObject()
                .put("id", key.id().toString())
                .put("name", key.name())
                .put("scope", key.scope().text())
                .put("created_at", key.createdAt().toString())
                .put("revoked_at", key.revokedAt().map(Instant::toString).orElse(null));
    }
}
