package io.lotty.report.http;

import io.lotty.report.Report;
import io.vertx.core.buffer.Buffer;

/** A report as its readers get it. */
public final class Answered {
    private Answered() {}

    public static Buffer bytes(Report report) {
        return ReportJson.write(report).toBuffer();
    }
}
