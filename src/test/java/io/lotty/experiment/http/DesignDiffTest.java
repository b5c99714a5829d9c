package io.lotty.experiment.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.Design;
import io.lotty.experiment.Designs;
import io.lotty.experiment.SubjectOverride;
import io.lotty.experiment.Variant;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@Covers("EXP-4")
class DesignDiffTest {
    @Test
    void between_equal_designs_there_is_nothing() {
        assertThat(changes(Designs.forcing("ann", "blue"), Designs.forcing("ann", "blue")))
                .isEqualTo("[]");
    }

    @Test
    void fields_come_in_their_order_and_in_the_units_of_the_api() {
        assertThat(changes(design -> {
                    design.tags = List.of();
                    design.priority = 3;
                    design.name = "Other";
                    design.guardrails = List.of(Designs.guardrail("errors"));
                    design.conflict = Optional.of(Designs.conflict(Conflict.Policy.BID, "checkout"));
                    design.intakePaused = true;
                }))
                .isEqualTo("[{\"field\":\"name\",\"from\":\"Greener button\",\"to\":\"Other\"},"
                        + "{\"field\":\"guardrails\",\"from\":[],\"to\":[{\"metric\":\"errors\",\"threshold\":0.05,"
                        + "\"direction\":\"above\",\"window_seconds\":300,\"action\":\"rollback\",\"min_sample\":100,"
                        + "\"scope\":\"variant\",\"compare\":\"absolute\"}]},"
                        + "{\"field\":\"priority\",\"from\":0,\"to\":3},"
                        + "{\"field\":\"conflict\",\"from\":null,"
                        + "\"to\":{\"domains\":[\"checkout\"],\"policy\":\"bid\",\"bid\":10}},"
                        + "{\"field\":\"intake_paused\",\"from\":false,\"to\":true},"
                        + "{\"field\":\"tags\",\"from\":[\"checkout\"],\"to\":[]}]");
    }

    @Test
    void variants_are_followed_by_their_names() {
        assertThat(changes(design -> design.variants = List.of(
                        Designs.variant("green", "25", true),
                        Designs.variant("red", "25", false),
                        Designs.variant("blue", "50", false))))
                .isEqualTo("[{\"field\":\"variants[blue].control\",\"from\":true,\"to\":false},"
                        + "{\"field\":\"variants[green].weight\",\"from\":50,\"to\":25},"
                        + "{\"field\":\"variants[green].control\",\"from\":false,\"to\":true},"
                        + "{\"field\":\"variants[red]\",\"from\":null,"
                        + "\"to\":{\"name\":\"red\",\"value\":\"red\",\"weight\":25,\"control\":false}}]");
    }

    @Test
    void another_order_of_the_same_variants_is_told() {
        assertThat(changes(design -> design.variants = design.variants.reversed()))
                .isEqualTo("[{\"field\":\"variants\",\"from\":[\"blue\",\"green\"],\"to\":[\"green\",\"blue\"]}]");
    }

    @Test
    void another_way_of_writing_a_value_is_another_value() {
        assertThat(changes(numbered("1"), numbered("1.0")))
                .isEqualTo("[{\"field\":\"variants[only].value\",\"from\":1,\"to\":1.0}]");
    }

    @Test
    void overrides_are_followed_by_their_subjects() {
        var before = Designs.edited(
                Designs.twoHalves(),
                design -> design.overrides = List.of(forced("ann", "blue"), forced("bob", "blue")));
        var after = Designs.edited(
                before, design -> design.overrides = List.of(forced("eve", "blue"), forced("bob", "green")));
        assertThat(changes(before, after))
                .isEqualTo("[{\"field\":\"overrides[ann]\",\"from\":\"blue\",\"to\":null},"
                        + "{\"field\":\"overrides[bob]\",\"from\":\"blue\",\"to\":\"green\"},"
                        + "{\"field\":\"overrides[eve]\",\"from\":null,\"to\":\"blue\"}]");
    }

    private static String changes(Consumer<Designs.Parts> edit) {
        return changes(Designs.twoHalves(), Designs.edited(Designs.twoHalves(), edit));
    }

    private static String changes(Design from, Design to) {
        return DesignDiff.between(from, to).encode();
    }

    private static SubjectOverride forced(String subject, String variant) {
        return new SubjectOverride(new SubjectId(subject), new VariantName(variant));
    }

    private static Design numbered(String value) {
        var control = Designs.variant("only", "50", true);
        return Designs.of(
                control.weight(),
                new Variant(control.name(), new FlagValue(FlagType.NUMBER, value), control.weight(), true));
    }
}
