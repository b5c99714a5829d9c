package io.lotty.measure;

/**
 * To how many a variant was shown, and how often.
 *
 * @param subjects distinct subjects with at least one exposure
 * @param exposures exposure events
 */
public record Seen(long subjects, long exposures) {
    public static final Seen NEVER = new Seen(0, 0);
}
