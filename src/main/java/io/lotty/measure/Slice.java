package io.lotty.measure;

import io.lotty.id.VariantName;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of what happened in the window.
 *
 * @param variant empty: all variants together
 * @param period the beginning of a period; empty: the whole window
 */
public record Slice(Optional<VariantName> variant, Optional<Instant> period) {
    public static final Slice OVERALL = new Slice(Optional.empty(), Optional.empty());

    public static Slice of(VariantName variant) {
        return new Slice(Optional.of(variant), Optional.empty());
    }

    public static Slice of(VariantName variant, Instant period) {
        return new Slice(Optional.of(variant), Optional.of(period));
    }
}
