package io.lotty.audit.http;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.access.http.Stamps;
import io.lotty.audit.AuditLog;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Instants;
import io.lotty.platform.http.Operations;
import io.lotty.platform.http.Streamed;

/** Reading the log by pages, and taking it out whole. */
public final class AuditRoutes {
    private final AuditLog log;
    private final Stamps stamps;

    public AuditRoutes(AuditLog log, Stamps stamps) {
        this.log = log;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations.get("/api/v1/audit", "listAudit", this::list).stream(
                "/api/v1/audit/export", "exportAudit", this::export);
    }

    private Answer list(Call call) {
        Permission.READ_AUDIT.require(call.caller(Actor.class));
        return Answer.page(log.list(filter(call), call.page()), AuditJson::write);
    }

    private Streamed export(Call call) {
        var stamp = stamps.of(call, Permission.READ_AUDIT);
        var filter = filter(call);
        var format = call.accepts("text/csv") ? AuditFormat.CSV : AuditFormat.NDJSON;
        log.noteExport(filter, format.fileEnding(), stamp);
        return new Streamed(format.contentType(), "audit." + format.fileEnding(), new AuditPages(log, filter, format));
    }

    private static AuditLog.Filter filter(Call call) {
        return new AuditLog.Filter(
                call.query("actor", text -> text),
                call.query("entity", text -> text),
                call.query("action", text -> text),
                call.query("from", Instants::read),
                call.query("to", Instants::read),
                call.query("request_id", text -> text));
    }
}
