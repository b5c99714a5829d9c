package io.lotty.audit.pg;

import io.lotty.audit.AuditEntry;
import io.lotty.audit.AuditLog;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.vertx.core.json.Json;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

public final class PgAuditLog implements AuditLog {
    private static final String ENTRIES = """
            SELECT id, at, actor, action, entity, before, after, request_id
              FROM audit_log
             WHERE ($1::text IS NULL OR actor = $1)
               AND ($2::text IS NULL OR entity = $2)
               AND ($3::text IS NULL OR action = $3)
               AND ($4::timestamptz IS NULL OR at >= $4)
               AND ($5::timestamptz IS NULL OR at < $5)
               AND ($6::bigint IS NULL OR id < $6)
             ORDER BY id DESC
             LIMIT $7""";

    private final Pg pg;

    public PgAuditLog(Pg pg) {
        this.pg = pg;
    }

    @Override
    public Page<AuditEntry> list(Filter filter, PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                ENTRIES,
                PgAuditLog::entry,
                filter.actor().orElse(null),
                filter.entity().orElse(null),
                filter.action().orElse(null),
                filter.from().map(PgAuditLog::time).orElse(null),
                filter.to().map(PgAuditLog::time).orElse(null),
                request.after(Long::valueOf).orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), entry -> Long.toString(entry.id()));
    }

    private static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("entity"),
                Optional.ofNullable(row.getValue("before")).map(Json::encode),
                Optional.ofNullable(row.getValue("after")).map(Json::encode),
                row.getString("request_id"));
    }
}
