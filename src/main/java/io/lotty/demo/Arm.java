package io.lotty.demo;

import java.util.List;

/** A variant of the experiment as the storefront sees it. Place 0 is the control; the others follow in their order. */
record Arm(String name, boolean control, int place) {
    /** Variants of the storefront's own experiment: the button is green for everyone else. */
    static final List<String> COLOURS = List.of("green", "blue", "red", "orange", "violet");
}
