package io.lotty.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void a_row_ends_as_the_standard_says_and_quotes_what_needs_it() {
        assertThat(Csv.row(List.of("a", "", "b c", "d,e", "say \"f\"", "g\nh")))
                .isEqualTo("a,,b c,\"d,e\",\"say \"\"f\"\"\",\"g\nh\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")"})
    void what_a_spreadsheet_would_compute_is_text(String formula) {
        assertThat(Csv.row(List.of(formula))).startsWith("\"'").contains(formula.replace("\"", "\"\""));
    }
}
