package io.lotty.decision;

import io.lotty.flag.FlagValue;
import io.lotty.id.VariantName;

/**
 * A variant as an edge needs it.
 *
 * @param weight in millionths of all traffic
 */
public record VariantPlan(VariantName name, FlagValue value, int weight) {}
