package io.lotty.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void without_arguments_every_option_has_its_default() {
        var options = options();

        assertThat(options.url()).hasToString("http://localhost:8080");
        assertThat(options.admin()).isEqualTo(new Login("admin@lotty.local", "lotty-admin-demo"));
        assertThat(options.key()).isEqualTo("lotty-demo-key");
        assertThat(options.crowd()).isEqualTo(new Options.Crowd("s1-n5000", 1, 5000));
        assertThat(options.trial().flag()).isEqualTo("button_color");
        assertThat(options.trial().split()).isEqualTo(split("10", "10"));
        assertThat(options.trial().replace()).isFalse();
        assertThat(options.travel()).isEqualTo(new Options.Travel(8, 5, 20, 100));
        assertThat(options.patience()).hasSeconds(120);
        assertThat(options.settle()).hasSeconds(30);
    }

    @Test
    void values_follow_after_a_space_or_an_equals_sign() {
        var options = options("--seed", "-7", "--subjects=40", "--url=https://lotty.example/", "--replace");

        assertThat(options.crowd()).isEqualTo(new Options.Crowd("s-7-n40", -7, 40));
        assertThat(options.url()).hasToString("https://lotty.example");
        assertThat(options.trial().replace()).isTrue();
    }

    @Test
    void the_share_is_halved_or_follows_from_the_split() {
        assertThat(options("--share", "33.3333").trial().split()).isEqualTo(split("16.6666", "16.6667"));
        assertThat(options("--split", "20,20,20").trial().split().share()).isEqualByComparingTo("60");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --colour red              | There is no option --colour.
        --subjects ten            | --subjects must be a whole number from 1 to 10000000, not "ten".
        --subjects 0              | --subjects must be a whole number from 1 to 10000000, not "0".
        --subjects                | --subjects needs a value.
        --seed 1 --seed 2         | --seed is given twice.
        --url localhost:8080      | --url must look like http://localhost:8080, not "localhost:8080".
        --key=                    | --key must not be empty.
        --duplicates 101          | --duplicates must be a whole number from 0 to 100, not "101".
        --split 50                | --split must have 2 to 5 weights.
        --split 10,x              | --split must be in percent, not "x".
        --split 10,0              | Every weight must be above 0, with at most 4 decimals.
        --split 60,60             | The weights must not sum to more than 100.
        --split 10,10 --share 30  | The weights of --split sum to 20, not to the --share of 30.
        --run a/b                 | --run must be 1 to 64 letters, digits, dots, dashes or underscores, not "a/b".
        """)
    void a_mistake_is_told_in_one_sentence(String arguments, String sentence) {
        assertThat(CommandLine.read(List.of(arguments.split(" ")))).isEqualTo(new CommandLine.Mistaken(sentence));
    }

    @Test
    void a_mistake_shows_the_usage_and_ends_with_2() {
        var shown = new ByteArrayOutputStream();

        var code = Storefront.run(
                List.of("--colour", "red"), new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8)));

        assertThat(code).isEqualTo(2);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("There is no option --colour.", "Usage: mvn");
    }

    @Test
    void the_usage_tells_of_every_option_and_its_default() {
        assertThat(CommandLine.read(List.of("--help"))).isEqualTo(new CommandLine.Help());
        Options.DEFAULTS.forEach((name, value) -> assertThat(CommandLine.USAGE)
                .contains(value.isEmpty() || name.equals("--replace") ? name + " " : name + " " + value));
    }

    private static Options options(String... arguments) {
        return ((CommandLine.Run) CommandLine.read(List.of(arguments))).options();
    }

    private static Split split(String... weights) {
        return new Split(Arrays.stream(weights).map(BigDecimal::new).toList());
    }
}
