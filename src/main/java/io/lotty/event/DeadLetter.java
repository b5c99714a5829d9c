package io.lotty.event;

import java.time.Instant;

/**
 * An accepted event that could not be stored, kept for people to look at.
 *
 * @param id the letter's own, in the order of arrival
 * @param reason why it could not be stored, in words
 * @param stream from which it came, and to which it goes when it is tried again
 * @param eventId empty where none can be read
 * @param content the event as the stream held it, unreadable perhaps
 */
public record DeadLetter(String id, Instant at, String reason, String stream, String eventId, String content) {}
