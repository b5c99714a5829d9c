package io.lotty.targeting;

/** A place in the text: line and column from 1, columns in code points. */
record Position(int line, int column) {}
