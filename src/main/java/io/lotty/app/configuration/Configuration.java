package io.lotty.app.configuration;

import io.lotty.access.KeyRing;
import io.lotty.decision.Plan;
import io.lotty.event.EventCatalogue;

/**
 * Everything that an edge needs to know, as of one moment.
 *
 * @param revision grows with every change of any part
 */
public record Configuration(long revision, Plan plan, EventCatalogue events, KeyRing keys) {}
