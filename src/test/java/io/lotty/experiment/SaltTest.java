package io.lotty.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SaltTest {
    private static final byte[] BYTES = HexFormat.of().parseHex("00ff10203040506070809fa0b0c0d0e0");

    @Test
    void a_salt_gives_back_its_bytes() {
        assertThat(Salt.of(BYTES).bytes()).isEqualTo(BYTES);
    }

    @Test
    void salts_of_the_same_bytes_are_equal() {
        assertThat(Salt.of(BYTES)).isEqualTo(Salt.of(BYTES.clone())).hasToString("00ff10203040506070809fa0b0c0d0e0");
    }

    @Test
    void a_salt_has_sixteen_bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Salt.of(new byte[15]));
    }
}
