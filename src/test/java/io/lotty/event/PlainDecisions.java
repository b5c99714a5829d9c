package io.lotty.event;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectHash;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import java.util.Optional;

/**
 * Decision ids in plain text, {@code decided/<number>/<subject>/<variant>}: they say what they say, and anything else is
 * forged. Variant {@code -} is a default, decided by no experiment.
 */
public final class PlainDecisions implements DecisionIds {
    public static final ExperimentId EXPERIMENT = ExperimentId.of("0198a000-0000-7000-8000-000000000001");

    public static String id(int number, String subject, String variant) {
        return "decided/" + number + "/" + subject + "/" + variant;
    }

    @Override
    public Optional<Decided> verify(String text) {
        return text.startsWith("decided/") ? Optional.of(read(text)) : Optional.empty();
    }

    @Override
    public Decided read(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("is no decision id");
        }
        var byExperiment = !parts[3].equals("-");
        return new Decided(
                new DecisionTag(7, Integer.parseInt(parts[1])),
                new FlagKey("button"),
                byExperiment ? Optional.of(EXPERIMENT) : Optional.empty(),
                byExperiment ? 3 : 0,
                byExperiment ? Optional.of(new VariantName(parts[3])) : Optional.empty(),
                byExperiment ? "assigned" : "no_experiment",
                SubjectHash.of(new SubjectId(parts[2])));
    }
}
