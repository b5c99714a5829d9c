package io.lotty.audit.http;

import io.lotty.audit.AuditEntry;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/** Entries as callers read them. */
final class AuditJson {
    private AuditJson() {}

    static JsonObject write(AuditEntry entry) {
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
