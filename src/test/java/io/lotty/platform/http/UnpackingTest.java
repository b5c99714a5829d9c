package io.lotty.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", " x-gzip "})
    void gzip_is_packed(String encoding) {
        assertThat(Unpacking.isPacked(encoding)).isTrue();
    }

    @Test
    void nothing_said_and_identity_are_not() {
        assertThat(Unpacking.isPacked(null)).isFalse();
        assertThat(Unpacking.isPacked("identity")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", ""})
    void whatever_else_is_refused(String encoding) {
        assertThatThrownBy(() -> Unpacking.isPacked(encoding))
                .isInstanceOfSatisfying(
                        Refusal.Unreadable.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("unsupported_media_type"));
    }
}
