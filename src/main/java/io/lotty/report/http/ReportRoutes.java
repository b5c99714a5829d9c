package io.lotty.report.http;

import io.lotty.access.http.ReportReaders;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.measure.Granularity;
import io.lotty.metric.Source;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Instants;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.lotty.report.Reporting;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

public final class ReportRoutes {
    private static final Set<String> PARAMETERS = Set.of("from", "to", "granularity", "metric", "breakdown");
    private static final int MAX_METRICS = 101;
    private static final String CSV = "text/csv; charset=utf-8";

    private final Reporting reporting;
    private final ReportReaders readers;
    private final InstantSource clock;

    public ReportRoutes(Reporting reporting, ReportReaders readers, InstantSource clock) {
        this.reporting = reporting;
        this.readers = readers;
        this.clock = clock;
    }

    public void mount(Operations operations) {
        operations.get("/api/v1/experiments/{id}/report", "getExperimentReport", this::get);
    }

    private Answer get(Call call) {
        readers.require(call);
        var id = call.path("id", "experiment", ExperimentId::of);
        var report = ReportJson.write(reporting.report(id, wish(call), clock.instant()));
        return isForCsv(call) ? Answer.ok(CSV, ReportCsv.write(report)) : Answer.ok(report);
    }

    /** Whoever takes both gets JSON. */
    private static boolean isForCsv(Call call) {
        var accept = String.valueOf(call.context().request().getHeader("Accept"));
        return accept.contains("text/csv") && !accept.contains("json");
    }

    private static Reporting.Wish wish(Call call) {
        refuseUnknown(call);
        return new Reporting.Wish(
                call.query("from", Instants::read),
                call.query("to", Instants::read),
                call.query("granularity", Granularity::of).orElse(Granularity.DAY),
                metrics(call),
                call.query("breakdown", Source::checkedProperty));
    }

    /** Nobody shall take a report for broken down or filtered that is not. */
    private static void refuseUnknown(Call call) {
        var unknown = call.context().queryParams().names().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .sorted()
                .map(name -> new Violation(name, "unknown_parameter", "is not a parameter of this request"))
                .toList();
        if (!unknown.isEmpty()) {
            throw new Refusal.Invalid(unknown);
        }
    }

    private static List<MetricKey> metrics(Call call) {
        var keys = call.context().queryParam("metric");
        if (keys.size() > MAX_METRICS) {
            throw new Refusal.Invalid("metric", "invalid_value", "may be given at most " + MAX_METRICS + " times");
        }
        try {
            return keys.stream().map(MetricKey::new).toList();
        } catch (IllegalArgumentException malformed) {
            throw new Refusal.Invalid("metric", "invalid_value", String.valueOf(malformed.getMessage()));
        }
    }
}
