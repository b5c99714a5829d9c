package io.lotty.experiment;

import io.lotty.id.MetricKey;
import java.math.BigDecimal;

/**
 * A bound that a running experiment must not cross.
 *
 * @param threshold in the metric's unit; compared with the control, the relative difference to it: 0.1 is a tenth
 * @param windowSeconds how far back is looked
 * @param minSample the metric's {@code n} in the window below which nothing is judged
 */
public record Guardrail(
        MetricKey metric,
        BigDecimal threshold,
        Direction direction,
        int windowSeconds,
        Action action,
        int minSample,
        Scope scope,
        Comparison comparison) {
    public static final int MAX_WINDOW_SECONDS = 30 * 24 * 60 * 60;
    public static final int MAX_SAMPLE = 1_000_000_000;
    private static final BigDecimal MAX_THRESHOLD = BigDecimal.TEN.pow(15);

    /** Two ways of writing one number are one threshold. */
    public Guardrail {
        threshold = threshold(threshold);
        if (windowSeconds < 1 || windowSeconds > MAX_WINDOW_SECONDS) {
            throw new IllegalArgumentException("a guardrail looks back 1 to " + MAX_WINDOW_SECONDS + " seconds");
        }
        if (minSample < 0 || minSample > MAX_SAMPLE) {
            throw new IllegalArgumentException("a guardrail's sample is 0 to " + MAX_SAMPLE);
        }
        if (comparison == Comparison.CONTROL && scope == Scope.EXPERIMENT) {
            throw new IllegalArgumentException("the whole experiment cannot be compared with a part of it");
        }
    }

    /** The number without trailing zeros; refuses one beyond ±10^15. */
    public static BigDecimal threshold(BigDecimal number) {
        if (number.abs().compareTo(MAX_THRESHOLD) > 0) {
            throw new IllegalArgumentException("must be from -1e15 to 1e15");
        }
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Which side of the threshold is the bad one. */
    public enum Direction {
        ABOVE,
        BELOW;

        public static Direction of(String text) {
            return Wording.read(Direction.class, text);
        }

        public String text() {
            return Wording.text(this);
        }
    }

    /** What is done when the threshold is crossed. */
    public enum Action {
        PAUSE,
        ROLLBACK;

        public static Action of(String text) {
            return Wording.read(Action.class, text);
        }

        public String text() {
            return Wording.text(this);
        }
    }

    /** Whose figures are looked at: those of each variant, or of all together. */
    public enum Scope {
        VARIANT,
        EXPERIMENT;

        public static Scope of(String text) {
            return Wording.read(Scope.class, text);
        }

        public String text() {
            return Wording.text(this);
        }
    }

    /** What the threshold is held against: the figure itself, or its difference to the control's. */
    public enum Comparison {
        ABSOLUTE,
        CONTROL;

        public static Comparison of(String text) {
            return Wording.read(Comparison.class, text);
        }

        public String text() {
            return Wording.text(this);
        }
    }
}
