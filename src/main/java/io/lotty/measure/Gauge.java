package io.lotty.measure;

import io.lotty.id.MetricKey;
import io.lotty.metric.Definition;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A metric as it is measured: which events feed it, and what each of them adds.
 *
 * @param limit what a unit adds at most: the metric's cap, or what winsorizing makes of all units
 */
public record Gauge(MetricKey key, int version, Definition definition, Optional<BigDecimal> limit, Over over) {
    /** Which subjects a quantile of subjects is over. */
    public enum Over {
        EXPOSED,
        /** Of many metrics most subjects add nothing; what limits the others must not be 0. */
        EXPOSED_THAT_ADD
    }

    public static Gauge of(Metric metric) {
        return new Gauge(
                metric.key(),
                metric.version(),
                metric.definition(),
                metric.definition().cap(),
                Over.EXPOSED);
    }

    /** With what winsorizing came to. */
    public Gauge limitedTo(BigDecimal most) {
        return new Gauge(key, version, definition, Optional.of(most), over);
    }

    /** The quantile of its units that limits it; empty of what is not winsorized. */
    public Optional<Gauge> limiting() {
        return definition
                .winsorize()
                .map(share -> new Gauge(key, version, quantile(share), Optional.empty(), Over.EXPOSED_THAT_ADD));
    }

    private Definition quantile(double share) {
        return new Definition(
                definition.name(),
                definition.purpose(),
                MetricKind.QUANTILE,
                definition.source(),
                Optional.empty(),
                definition.unit(),
                definition.requiresExposure(),
                definition.better(),
                Optional.of(share),
                definition.filter(),
                Optional.empty(),
                definition.window(),
                Optional.empty());
    }

    /** What an event adds to it, or to the upper part of a ratio, if it counts; at most the cap. */
    Optional<BigDecimal> amount(Occurrence event) {
        return feeds(definition.source(), event)
                        && definition.filter().map(event.properties()::satisfy).orElse(true)
                ? added(definition.source(), event).map(this::cappedByEvent)
                : Optional.empty();
    }

    /** What it adds to what is divided by, if it counts. */
    Optional<BigDecimal> below(Occurrence event) {
        return definition.denominator().filter(source -> feeds(source, event)).flatMap(source -> added(source, event));
    }

    /** A count is of events, whatever they carry. */
    private Optional<BigDecimal> added(Source source, Occurrence event) {
        return definition.kind() == MetricKind.COUNT || source.property().isEmpty()
                ? Optional.of(BigDecimal.ONE)
                : source.property().flatMap(event.properties()::number);
    }

    private static boolean feeds(Source source, Occurrence event) {
        return source.eventType().equals(event.kind().type());
    }

    boolean isOfSubjects() {
        return definition.unit() == Unit.SUBJECT || definition.kind() == MetricKind.PROPORTION;
    }

    /** Whether single numbers must be known, because sums do not tell it. */
    boolean isQuantile() {
        return definition.kind() == MetricKind.QUANTILE;
    }

    /** Whether how sure it is depends on how many events subjects have each. */
    public boolean needsSample() {
        return isQuantile() && !isOfSubjects();
    }

    /** Whether an exposed subject with so many events is one of those that a quantile of subjects is over. */
    boolean includes(long events) {
        return over == Over.EXPOSED || events > 0;
    }

    /** What a subject adds, out of the total of its events. */
    BigDecimal ofSubject(long events, BigDecimal total) {
        return definition.kind() == MetricKind.PROPORTION
                ? BigDecimal.valueOf(Long.signum(events))
                : definition.unit() == Unit.SUBJECT ? capped(total) : total;
    }

    private BigDecimal cappedByEvent(BigDecimal amount) {
        return definition.unit() == Unit.EVENT ? capped(amount) : amount;
    }

    private BigDecimal capped(BigDecimal amount) {
        return limit.map(amount::min).orElse(amount);
    }
}
