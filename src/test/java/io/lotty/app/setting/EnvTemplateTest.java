package io.lotty.app.setting;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@Covers("OPS-2")
class EnvTemplateTest {
    /** Without its first paragraph, which is for the reader. */
    @Test
    void the_template_and_the_settings_agree() throws IOException {
        var template = Files.readString(Path.of(".env.template"));
        var expected = Arrays.stream(Setting.values())
                .map(setting -> "# " + setting.words() + "\n#" + setting.name() + "=" + setting.fallback() + "\n")
                .collect(joining("\n"));
        assertThat(template.substring(template.indexOf("\n\n") + 2)).isEqualTo(expected);
    }
}
