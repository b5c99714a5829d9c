package io.lotty.platform.pg;

/**
 * Who makes a change, under which name: the database writes it into the audit log beside before and after, and refuses
 * a change that nobody signed.
 *
 * @param actor a user id, or {@code system}
 * @param action {@code flag.create}, {@code experiment.start} …
 * @param requestId the request that caused it
 */
public record Signature(String actor, String action, String requestId) {}
