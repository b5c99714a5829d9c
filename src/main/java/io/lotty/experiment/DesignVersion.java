package io.lotty.experiment;

import io.lotty.id.UserId;
import java.time.Instant;

/**
 * A design as it was once saved; never changed.
 *
 * @param authorName what the author is called now
 */
public record DesignVersion(int version, Design design, UserId author, String authorName, Instant createdAt) {}
