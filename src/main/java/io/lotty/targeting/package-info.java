/**
 * The targeting language: which subjects an experiment addresses, and which events a metric counts.
 *
 * <p>Promise: {@link io.lotty.targeting.Rule#parse} answers any text in bounded time and stack with a tree or with
 * located errors; {@link io.lotty.targeting.Rule#canonical} parses back to the same tree; evaluation never throws.
 *
 * <p>Invariant: a rule that exists is valid. Its patterns are compiled and its dates and versions are checked, so a
 * comparison can fail only through the attribute.
 *
 * <p>Threading: everything here is immutable and may be shared, save {@link io.lotty.targeting.Attributes.Builder}.
 */
@NullMarked
package io.lotty.targeting;

import org.jspecify.annotations.NullMarked;
