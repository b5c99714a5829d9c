package io.lotty.audit.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Stamp;
import io.lotty.audit.AuditEntry;
import io.lotty.audit.AuditLog;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

public final class PgAuditLog implements AuditLog {
    private static final String ENTRIES = """
            SELECT id, at, actor, action, entity, before, after, request_id
              FROM audit_log
             WHERE\s""";
    private static final String NEWEST_FIRST = " ORDER BY id DESC LIMIT";
    private static final String ADD_ENTRY = """
            INSERT INTO audit_log (actor, action, entity, after, request_id)
            VALUES ($1, $2, 'audit:log', $3, $4)""";
    private static final String EXPORT = "audit.export";

    private final Pg pg;

    public PgAuditLog(Pg pg) {
        this.pg = pg;
    }

    @Override
    public Page<AuditEntry> list(Filter filter, PageRequest request) {
        var asked = new Conditions();
        filter.actor().ifPresent(actor -> asked.add("actor = ?", actor));
        filter.action().ifPresent(action -> asked.add("action = ?", action));
        filter.entity().ifPresent(entity -> add(asked, entity));
        filter.from().ifPresent(from -> asked.add("at >= ?", time(from)));
        filter.to().ifPresent(to -> asked.add("at < ?", time(to)));
        filter.requestId().ifPresent(id -> asked.add("request_id = ?", id));
        request.after(Long::valueOf).ifPresent(id -> asked.add("id < ?", id));
        var sql = ENTRIES + asked + NEWEST_FIRST + asked.next(request.limit() + 1);
        var rows = pg.read(tx -> tx.list(sql, PgAuditLog::entry, asked.values()));
        return Page.cut(rows, request.limit(), entry -> Long.toString(entry.id()));
    }

    @Override
    public void noteExport(Filter filter, String format, Stamp stamp) {
        var what = new JsonObject().put("format", format);
        filter.actor().ifPresent(actor -> what.put("actor", actor));
        filter.action().ifPresent(action -> what.put("action", action));
        filter.entity().ifPresent(entity -> what.put("entity", entity));
        filter.from().ifPresent(from -> what.put("from", from.toString()));
        filter.to().ifPresent(to -> what.put("to", to.toString()));
        filter.requestId().ifPresent(id -> what.put("request_id", id));
        var by = sign(stamp, EXPORT);
        pg.change(by, tx -> tx.run(ADD_ENTRY, by.actor(), by.action(), what, by.requestId()));
    }

    private static void add(Conditions asked, String entity) {
        if (entity.endsWith(":")) {
            // in the order of bytes, in which the semicolon follows the colon
            asked.add("entity ~>=~ ?", entity);
            asked.add("entity ~<~ ?", entity.substring(0, entity.length() - 1) + ";");
        } else {
            asked.add("entity = ?", entity);
        }
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
