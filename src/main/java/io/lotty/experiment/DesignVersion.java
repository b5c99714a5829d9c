package io.lotty.experiment;

import io.lotty.id.UserId;
import java.time.Instant;

/** A design as it was once saved; never changed. */
public record DesignVersion(int version, Design design, UserId author, Instant createdAt) {}
