package io.lotty.stats;

/**
 * The difference of two variants' means: of one number per subject, or of 0 and 1 per subject, when it is a difference of
 * proportions ({@link Summary#ofProportion}).
 */
public final class MeanEffect {
    private MeanEffect() {}

    /**
     * The mean with its standard error {@code √(s² / n)}.
     *
     * @return too little of fewer than two units
     */
    public static Finding<Figure> figure(Summary variant) {
        return variant.n() < 2
                ? Finding.tooLittle("a variant has fewer than two subjects")
                : Finding.found(new Figure(variant.mean(), variant.varianceOfMean(), variant.n()));
    }

    /**
     * The absolute difference of the means, each variant with its own variance, and the relative difference by the delta
     * method. Judge it by {@link FixedHorizon#normal}, {@link ConfidenceSequence} or {@link Posterior}.
     *
     * <p>Assumes that subjects are independent and that their numbers have a variance. Source: Wasserman,
     * "All of Statistics", 2004, example 10.8 (two means); {@link Effect#between} for the relative difference.
     *
     * @return too little where a variant has fewer than two subjects, or nothing varies in either
     */
    public static Finding<Effect> of(Summary control, Summary treatment) {
        return Finding.both(figure(control), figure(treatment), Effect::between);
    }

    /**
     * Welch's t-test and interval of the absolute difference. The degrees of freedom are {@code (a + b)² / (a²/(n₁ − 1) +
     * b²/(n₂ − 1))} with {@code a = s₁²/n₁}, {@code b = s₂²/n₂}.
     *
     * <p>Assumes normal numbers when subjects are few; with many it is the same as {@link FixedHorizon#normal}. Source: Welch,
     * "The Generalization of 'Student's' Problem when Several Different Population Variances are Involved", Biometrika
     * 34(1/2), 1947; Satterthwaite, Biometrics Bulletin 2(6), 1946.
     *
     * @return too little where a variant has fewer than two subjects, or nothing varies in either
     */
    public static Finding<Inference> welch(Summary control, Summary treatment, Confidence confidence) {
        return of(control, treatment).map(effect -> welch(effect, confidence));
    }

    /** The same of an effect that is at hand already. */
    public static Inference welch(Effect ofMeans, Confidence confidence) {
        return FixedHorizon.student(ofMeans.absolute(), degreesOfFreedom(ofMeans), confidence);
    }

    private static double degreesOfFreedom(Effect effect) {
        var control = effect.control();
        var treatment = effect.treatment();
        var total = control.variance() + treatment.variance();
        // As shares of the whole: their squares neither overflow nor vanish, whatever the metric's unit is.
        var ofControl = control.variance() / total;
        var ofTreatment = treatment.variance() / total;
        return 1 / (ofControl * ofControl / (control.n() - 1) + ofTreatment * ofTreatment / (treatment.n() - 1));
    }
}
