package io.lotty.report;

import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;

/** That a variant does something to a metric, against control: what is tested, and corrected for as one of many. */
public record Hypothesis(VariantName variant, MetricKey metric) {}
