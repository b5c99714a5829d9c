package io.lotty.refusal;

/**
 * One thing wrong with an input.
 *
 * @param pointer where, as an RFC 6901 JSON pointer into the body, or the name of a query parameter
 * @param code what, for machines: {@code missing_field}, {@code wrong_type}, {@code invalid_value}, {@code unknown_field},
 *     {@code immutable_field} …
 * @param message what, and what to do, for people
 */
public record Violation(String pointer, String code, String message) {}
