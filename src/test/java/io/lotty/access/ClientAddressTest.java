package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("ACC-4")
class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7:4711, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::9, 20010db800010002/64",
        "[2001:db8:1:2::9]:443, 20010db800010002/64",
        "::1, 0000000000000000/64",
    })
    void an_address_is_told_apart_as_far_as_somebody_can_have_it_to_himself(String text, String address) {
        assertThat(ClientAddress.of(text).value()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "localhost", "a:b:c", "[", "300.1.1.1"})
    void what_is_no_address_is_unknown_and_never_looked_up(String text) {
        assertThat(ClientAddress.of(text)).isEqualTo(ClientAddress.UNKNOWN);
    }

    @Test
    void limits_hold_no_address_in_clear() {
        var limits = TryLimit.of(new Email("erin@lotty.local"), ClientAddress.of("192.0.2.7"));
        assertThat(limits)
                .hasSize(3)
                .allSatisfy(limit -> assertThat(limit.bucket()).hasSize(32));
        assertThat(limits.getFirst().tolerance()).isLessThan(limits.get(1).tolerance());
    }
}
