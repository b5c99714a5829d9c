package io.lotty.experiment;

import io.lotty.flag.FlagValue;
import io.lotty.id.VariantName;

/**
 * One of the values that an experiment tries.
 *
 * @param weight its part of all subjects, not of the audience
 * @param control whether the others are compared with it
 */
public record Variant(VariantName name, FlagValue value, Share weight, boolean control) {}
