package io.lotty.event;

/**
 * What is wrong with one field of an event.
 *
 * @param field {@code type}, {@code properties.amount} …
 * @param message for people; begins with a verb: "must be …"
 */
record Flaw(EventError code, String field, String message) {}
