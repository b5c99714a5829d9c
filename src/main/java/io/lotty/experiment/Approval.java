package io.lotty.experiment;

import io.lotty.id.UserId;
import java.time.Instant;

/** A reviewer's yes to the current submission; the comment may be empty. */
public record Approval(UserId reviewer, String comment, Instant at) {}
