package io.lotty.audit.http;

import io.lotty.audit.AuditLog;
import io.lotty.page.PageRequest;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The log as pieces of a page each, one of them in memory at a time. What is written or committed meanwhile is not there. */
final class AuditPages implements Iterator<Buffer> {
    private final AuditLog log;
    private final AuditLog.Filter filter;
    private final AuditFormat format;
    private Optional<String> cursor = Optional.empty();
    private boolean isFirst = true;

    AuditPages(AuditLog log, AuditLog.Filter filter, AuditFormat format) {
        this.log = log;
        this.filter = filter;
        this.format = format;
    }

    @Override
    public boolean hasNext() {
        return isFirst || cursor.isPresent();
    }

    @Override
    public Buffer next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var page = log.list(filter, new PageRequest(PageRequest.MAX_LIMIT, cursor, Optional.empty()));
        var piece = Buffer.buffer(isFirst ? format.head() : "");
        page.items().forEach(entry -> piece.appendString(format.line(entry)));
        isFirst = false;
        cursor = page.next();
        return piece;
    }
}
