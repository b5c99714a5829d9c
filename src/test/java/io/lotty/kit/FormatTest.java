package io.lotty.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void every_java_source_is_in_the_one_format() throws IOException {
        assertThat(Format.misformatted().keySet())
                .as("sources to format; this does it: %s", Format.COMMAND)
                .isEmpty();
    }
}
