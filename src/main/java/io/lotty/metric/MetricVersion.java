package io.lotty.metric;

import java.time.Instant;

/** A definition that a metric has, or had. */
public record MetricVersion(int version, Definition definition, Instant createdAt) {}
