package io.lotty.experiment;

import io.lotty.id.UserId;
import java.time.Instant;

/**
 * What a reviewer said, for good.
 *
 * @param submittedAt which submission it is about
 * @param version which design it is about
 */
public record Review(UserId reviewer, Verdict verdict, Instant submittedAt, int version, String comment, Instant at) {}
