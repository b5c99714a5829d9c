package io.lotty.audit.http;

import io.lotty.audit.AuditEntry;
import io.lotty.platform.http.Csv;
import java.util.List;

/** As what the log is taken out. */
enum AuditFormat {
    /** A JSON object a line, as in the list. */
    NDJSON("application/x-ndjson", "ndjson") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(AuditEntry entry) {
            return AuditJson.write(entry).encode() + "\n";
        }
    },
    /** A table for people; before and after are JSON in a cell. */
    CSV("text/csv; charset=utf-8", "csv") {
        @Override
        String head() {
            return Csv.row(List.of("id", "at", "actor", "action", "entity", "request_id", "before", "after"));
        }

        @Override
        String line(AuditEntry entry) {
            return Csv.row(List.of(
                    Long.toString(entry.id()),
                    entry.at().toString(),
                    entry.actor(),
                    entry.action(),
                    entry.entity(),
                    entry.requestId(),
                    entry.before().orElse(""),
                    entry.after().orElse("")));
        }
    };

    private final String contentType;
    private final String fileEnding;

    AuditFormat(String contentType, String fileEnding) {
        this.contentType = contentType;
        this.fileEnding = fileEnding;
    }

    abstract String head();

    abstract String line(AuditEntry entry);

    String contentType() {
        return contentType;
    }

    String fileEnding() {
        return fileEnding;
    }
}
