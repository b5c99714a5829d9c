package io.lotty.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A part of a definition that not every kind of metric needs, or can use. */
public enum Part {
    PROPERTY,
    DENOMINATOR,
    QUANTILE,
    CAP,
    WINSORIZE;

    /**
     * Why a part must or cannot be there.
     *
     * @param why to be read after the part's name
     */
    public record Misfit(Part part, String why) {}

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All that is missing, and all that means nothing; empty when the parts make a definition. */
    public static List<Misfit> misfits(MetricKind kind, Unit unit, Set<Part> given) {
        var misfits = new ArrayList<Misfit>();
        if (kind.needsProperty() && !given.contains(PROPERTY)) {
            misfits.add(new Misfit(PROPERTY, "is required for a " + kind.text()));
        }
        requireOnlyFor(MetricKind.RATIO, DENOMINATOR, kind, given, misfits);
        requireOnlyFor(MetricKind.QUANTILE, QUANTILE, kind, given, misfits);
        if (given.contains(CAP)) {
            checkCap(kind, unit, given, misfits);
        }
        if (given.contains(WINSORIZE)) {
            checkWinsorize(kind, given, misfits);
        }
        return misfits;
    }

    private static void requireOnlyFor(
            MetricKind only, Part part, MetricKind kind, Set<Part> given, List<Misfit> misfits) {
        if ((kind == only) != given.contains(part)) {
            var word = kind == only ? "is required for a " : "is only for a ";
            misfits.add(new Misfit(part, word + only.text()));
        }
    }

    private static void checkCap(MetricKind kind, Unit unit, Set<Part> given, List<Misfit> misfits) {
        switch (kind) {
            case PROPORTION ->
                misfits.add(new Misfit(CAP, "is not for a proportion, to which a subject adds 1 at most"));
            case QUANTILE ->
                misfits.add(new Misfit(CAP, "is not for a quantile, which does not ask how far the largest lie"));
            case COUNT, RATIO, SUM, MEAN -> {
                if (unit == Unit.EVENT && (kind == MetricKind.COUNT || !given.contains(PROPERTY))) {
                    misfits.add(new Misfit(CAP, "is for the unit subject here, because every event adds 1"));
                }
            }
        }
    }

    private static void checkWinsorize(MetricKind kind, Set<Part> given, List<Misfit> misfits) {
        if (kind != MetricKind.SUM && kind != MetricKind.MEAN) {
            misfits.add(new Misfit(WINSORIZE, "is only for a sum or a mean"));
        }
        if (given.contains(CAP)) {
            misfits.add(new Misfit(WINSORIZE, "cannot go with a cap: either bounds the largest"));
        }
    }
}
