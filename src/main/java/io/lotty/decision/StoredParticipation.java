package io.lotty.decision;

import java.time.Instant;

/**
 * The participation policy in force.
 *
 * @param revision counts its changes, for optimistic locking
 */
public record StoredParticipation(Participation policy, int revision, Instant updatedAt) {}
