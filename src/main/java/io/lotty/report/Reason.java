package io.lotty.report;

import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that speaks for or against deciding now.
 *
 * @param variant empty: of all of them
 * @param metric empty: of none
 * @param figures what it rests on, bounds of rules included
 * @param words a sentence for people
 */
public record Reason(
        Code code,
        Stand stand,
        Optional<VariantName> variant,
        Optional<MetricKey> metric,
        List<Figured> figures,
        String words) {
    public Reason {
        figures = List.copyOf(figures);
    }

    static Reason of(Code code, Stand stand, String words, Figured... figures) {
        return new Reason(code, stand, Optional.empty(), Optional.empty(), Arrays.asList(figures), words);
    }

    static Reason of(Code code, Stand stand, Hypothesis about, String words, List<Figured> figures) {
        return new Reason(code, stand, Optional.of(about.variant()), Optional.of(about.metric()), figures, words);
    }

    /** A number with its name in the API. */
    public record Figured(String name, double number) {}

    /** The same where something else has settled the matter. */
    Reason noted() {
        return new Reason(code, Stand.NOTE, variant, metric, figures, words);
    }

    boolean isAbout(VariantName wanted) {
        return variant.filter(wanted::equals).isPresent();
    }

    /** Which way it speaks. */
    public enum Stand {
        FOR,
        AGAINST,
        NOTE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was found; ADR 0029 has the rules. */
    public enum Code {
        NOTHING_TO_COMPARE,
        SAMPLE_RATIO_HOLDS,
        SAMPLE_RATIO_SUSPECT,
        SAMPLE_RATIO_MISMATCH,
        SAMPLE_RATIO_UNKNOWN,
        DURATION_REACHED,
        DURATION_SHORT,
        SUBJECTS_ENOUGH,
        SUBJECTS_FEW,
        PENDING_FEW,
        PENDING_MANY,
        PRIMARY_BETTER,
        PRIMARY_WORSE,
        PRIMARY_SAME,
        PRIMARY_OPEN,
        PRIMARY_UNKNOWN,
        GUARDRAIL_QUIET,
        GUARDRAIL_HARMED,
        GUARDRAIL_UNKNOWN;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
