package io.lotty.demo;

/** The run cannot go on. The message is a sentence for the person at the screen, with the remedy where there is one. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String sentence) {
        super(sentence);
    }
}
