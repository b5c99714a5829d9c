package io.lotty.experiment.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.Design;
import io.lotty.experiment.Designs;
import io.lotty.experiment.Share;
import io.lotty.experiment.SubjectOverride;
import io.lotty.experiment.Variant;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.MetricKey;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("EXP-4")
class DesignCodecTest {
    @Test
    void a_stored_design_is_read_back_equal() {
        var rule = ((ParseResult.Parsed) Rule.parse("app >= \"1.6.0\" AND NOT (x == 1 OR `a b` == \"ü\")")).rule();
        var design = new Design(
                "Näme \"x\"",
                "",
                new Share(333_333),
                List.of(
                        new Variant(
                                new VariantName("a"),
                                new FlagValue(FlagType.JSON, "{\"b\":1.0,\"a\":[]}"),
                                new Share(1),
                                true),
                        new Variant(
                                new VariantName("b"),
                                new FlagValue(FlagType.JSON, "false"),
                                new Share(333_332),
                                false)),
                rule,
                new MetricKey("m"),
                List.of(new MetricKey("n"), new MetricKey("l")),
                List.of(Designs.guardrail("errors"), Designs.guardrail("m")),
                List.of(new SubjectOverride(new SubjectId("ann ü"), new VariantName("b"))),
                -7,
                Optional.of(Designs.conflict(Conflict.Policy.BID, "checkout", "search ranking")),
                false,
                true,
                List.of("t"));
        assertThat(roundTrip(design)).isEqualTo(design);
    }

    @ParameterizedTest
    @CsvSource({"NUMBER,1.0", "NUMBER,1e2", "NUMBER,12345678901234567890.123456789", "NUMBER,-0", "BOOLEAN,false"})
    void a_value_keeps_its_text(FlagType type, String json) {
        var value = new FlagValue(type, json);
        var design = Designs.of(new Share(5), new Variant(new VariantName("a"), value, new Share(5), true));
        assertThat(roundTrip(design).control().value()).isEqualTo(value);
    }

    @Test
    void a_design_that_was_stored_before_there_were_guardrails_is_read_as_one_without() {
        var stored = DesignCodec.write(Designs.twoHalves());
        List.of("guardrails", "overrides", "priority", "conflict", "intake_paused")
                .forEach(stored::remove);
        assertThat(DesignCodec.read(stored)).isEqualTo(Designs.twoHalves());
    }

    private static Design roundTrip(Design design) {
        return DesignCodec.read(new JsonObject(DesignCodec.write(design).encode()));
    }
}
