package io.lotty.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.ApiKey;
import io.lotty.access.KeyRing;
import io.lotty.decision.FlagPlan;
import io.lotty.decision.Participation;
import io.lotty.decision.Plan;
import io.lotty.decision.Plans;
import io.lotty.event.Catalogues;
import io.lotty.kit.Covers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("DEC-9")
class ConfigurationReaderTest {
    private static final KeyRing KEYS = new KeyRing(Map.of(ByteBuffer.wrap(new byte[32]), ApiKey.Scope.SERVER));

    private final ConfigurationReader reader = new ConfigurationReader();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20270301})
    void a_configuration_comes_back_as_it_was(long seed) {
        var configuration = configuration(7, Plans.random(new Random(seed), 50).flags());
        assertThat(reader.read(bytes(configuration))).as("seed %s", seed).isEqualTo(configuration);
        assertThat(reader.read(bytes(configuration))).as("seed %s, again", seed).isEqualTo(configuration);
    }

    @Test
    void what_has_not_changed_is_taken_over_and_what_has_is_read() {
        var flags = new ArrayList<>(Plans.random(new Random(1), 50).flags());
        var before = reader.read(bytes(configuration(1, flags)));
        flags.set(7, Plans.flag(flags.get(7).key().value(), Plans.experiment(1, 2, 3)));
        flags.remove(9);
        flags.add(Plans.flag("another"));
        var after = reader.read(bytes(configuration(2, flags)));
        assertThat(after).isEqualTo(configuration(2, flags));
        assertThat(after.events()).isSameAs(before.events());
        assertThat(after.keys()).isSameAs(before.keys());
        var known = before.plan().flags();
        assertThat(after.plan().flags().stream().filter(flag -> known.stream().noneMatch(one -> one == flag)))
                .hasSize(2);
    }

    @Test
    void a_document_that_was_not_read_to_its_end_spoils_nothing() {
        var configuration = configuration(1, Plans.random(new Random(1), 20).flags());
        var whole = bytes(configuration);
        var first = reader.read(whole);
        for (int length = 0; length < whole.length; length += 97) {
            var cut = new String(whole, 0, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> reader.read(cut)).isInstanceOf(RuntimeException.class);
        }
        assertThat(reader.read(whole).plan().flags().getFirst())
                .isSameAs(first.plan().flags().getFirst());
    }

    @Test
    void what_a_later_version_adds_is_passed_over_and_what_an_earlier_one_lacked_has_its_default() {
        var configuration = configuration(3, List.of(Plans.flag("f")));
        var text = new String(bytes(configuration), StandardCharsets.UTF_8);
        var later = text.replace("\"flags\":", "\"more\":{\"a\":[1,{}]},\"last\":true,\"flags\":");
        assertThat(reader.read(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(configuration);
        var earlier = text.replaceFirst("\"participation\":\\{[^}]*},", "");
        assertThat(earlier).isNotEqualTo(text);
        assertThat(reader.read(earlier.getBytes(StandardCharsets.UTF_8))).isEqualTo(configuration);
    }

    @Test
    void what_is_no_configuration_is_refused() {
        var text = new String(bytes(configuration(3, List.of(Plans.flag("f")))), StandardCharsets.UTF_8);
        for (var wrong : List.of(
                "",
                "null",
                "[]",
                "{}",
                "rubbish",
                "{\"format\":2}",
                text.replace("\"format\":1", "\"format\":2"),
                text.replace("\"format\":1,", ""),
                text.replace("\"revision\":3,", ""),
                text.replaceFirst("\"api_keys\":\\[[^]]*]", "\"api_kez\":[]"),
                text.replaceFirst("\"flags\":\\[", "\"flags\":[1,"),
                text.replace("\"key\":\"f\"", "\"key\":\"F F\""))) {
            assertThatThrownBy(() -> reader.read(wrong.getBytes(StandardCharsets.UTF_8)))
                    .as(wrong)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private static Configuration configuration(long revision, List<FlagPlan> flags) {
        return new Configuration(revision, new Plan(revision, Participation.DEFAULT, flags), Catalogues.ALL, KEYS);
    }

    private static byte[] bytes(Configuration configuration) {
        return ConfigurationJson.encode(configuration).getBytes();
    }
}
