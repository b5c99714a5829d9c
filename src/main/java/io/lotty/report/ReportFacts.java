package io.lotty.report;

/**
 * The events, summed up. All of an answer is as of one moment.
 *
 * <p>Only events of the experiment count whose decision assigned a variant: what an override forced is left out. An
 * event counts for a metric that requires exposure, or when its type does, only if an exposure with the same decision
 * is stored, whenever it occurred and arrived.
 */
public interface ReportFacts {
    Facts of(Question question);
}
