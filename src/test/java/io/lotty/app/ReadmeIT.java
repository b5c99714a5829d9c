package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Executes the README's first five minutes as they stand there, and compares with what they are said to print. */
@WithStores
class ReadmeIT {
    private static final Pattern STEP = Pattern.compile(
            "```sh\\n(?<command>.*?)```(?:(?:(?!```).)*?```(?:json|text)\\n(?<printed>.*?)```)?", Pattern.DOTALL);
    private static final String MARK = "@@ step @@";

    /** A block of commands, and what it prints, if the README says so. */
    private record Step(String command, String printed) {}

    @Test
    @Covers("OPS-1")
    void the_first_five_minutes_print_what_the_readme_says(FreshDatabase database, FreshRedis redis) throws Exception {
        var steps = steps();
        assertThat(steps).hasSize(7);
        try (var lotty = RunningLotty.start(database, redis)) {
            var outputs = run(steps, lotty.url());

            assertThat(outputs).hasSameSizeAs(steps);
            for (int i = 0; i < steps.size(); i++) {
                assertThat(outputs.get(i).strip()).matches(pattern(steps.get(i).printed()));
            }
        }
    }

    private static List<Step> steps() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var minutes = readme.substring(
                readme.indexOf("## The first five minutes"), readme.indexOf("## A storefront that checks"));
        var steps = new ArrayList<Step>();
        var matcher = STEP.matcher(minutes);
        while (matcher.find()) {
            var printed = matcher.group("printed");
            steps.add(new Step(matcher.group("command"), printed == null ? "" : printed));
        }
        return steps;
    }

    /** One shell for all steps, as a reader has. */
    private static List<String> run(List<Step> steps, String url) throws Exception {
        var script = new StringBuilder();
        steps.forEach(step ->
                script.append(step.command()).append("echo '").append(MARK).append("'\n"));
        var builder = new ProcessBuilder("sh", "-c", script.toString()).redirectErrorStream(true);
        builder.environment().put("LOTTY", url);
        var shell = builder.start();
        var printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var outputs = List.of(printed.split(Pattern.quote(MARK)));
        return outputs.subList(0, outputs.size() - 1);
    }

    private static Pattern pattern(String printed) {
        var parts = new ArrayList<String>();
        for (var part : printed.strip().split("…", -1)) {
            parts.add(Pattern.quote(part));
        }
        return Pattern.compile(String.join(".*", parts), Pattern.DOTALL);
    }
}
