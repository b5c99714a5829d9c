package io.lotty.targeting;

/**
 * Where a rule went wrong.
 *
 * @param line from 1
 * @param column from 1, in code points: the start of the offending token, or one past the last character of the text
 * @param expected what would have been right there
 * @param message the whole complaint for people, with a suggestion where one is near
 */
public record SyntaxError(int line, int column, String expected, String message) {}
