package io.lotty.audit.http;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.audit.AuditEntry;
import io.lotty.audit.AuditLog;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Instants;
import io.lotty.platform.http.Operations;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

public final class AuditRoutes {
    private final AuditLog log;

    public AuditRoutes(AuditLog log) {
        this.log = log;
    }

    public void mount(Operations operations) {
        operations.get("/api/v1/audit", "listAudit", this::list);
    }

    private Answer list(Call call) {
        Permission.READ_AUDIT.require(call.caller(Actor.class));
        var filter = new AuditLog.Filter(
                call.query("actor", text -> text),
                call.query("entity", text -> text),
                call.query("action", text -> text),
                call.query("from", Instants::read),
                call.query("to", Instants::read));
        return Answer.page(log.list(filter, call.page()), AuditRoutes::json);
    }

    private static JsonObject json(AuditEntry entry) {
        return new JsonObject()
                .put("id", entry.id())
                .put("at", entry.at().toString())
                .put("actor", entry.actor())
                .put("action", entry.action())
                .put("entity", entry.entity())
                .put("before", entry.before().map(Json::decodeValue).orElse(null))
                .put("after", entry.after().map(Json::decodeValue).orElse(null))
                .put("request_id", entry.requestId());
    }
}
