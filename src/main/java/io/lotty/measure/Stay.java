package io.lotty.measure;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What one subject did under one variant.
 *
 * @param first when it saw it first; empty where nobody knows of that
 * @param hours by the number of the hour since 1970
 */
public record Stay(Optional<Instant> first, SortedMap<Long, Hour> hours) {}
