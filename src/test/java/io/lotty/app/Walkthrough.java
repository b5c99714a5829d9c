package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The commands of one section of a document, and what the document says they print; a {@code …} stands for what differs
 * every time. All run in one shell, as a reader has.
 */
final class Walkthrough {
    private static final Pattern STEP = Pattern.compile(
            "```sh\\n(?<command>.*?)```(?:(?:(?!```).)*?```(?:json|text)\\n(?<printed>.*?)```)?", Pattern.DOTALL);
    private static final String MARK = "@@ step @@";
    private static final int LIMIT_SECONDS = 120;

    private final List<Step> steps = new ArrayList<>();

    private record Step(String command, String printed) {
        Pattern pattern() {
            var parts = new ArrayList<String>();
            for (var part : printed.strip().split("…", -1)) {
                parts.add(Pattern.quote(part));
            }
            return Pattern.compile(String.join(".*", parts), Pattern.DOTALL);
        }
    }

    private Walkthrough(String section) {
        var matcher = STEP.matcher(section);
        while (matcher.find()) {
            var printed = matcher.group("printed");
            steps.add(new Step(matcher.group("command"), printed == null ? "" : printed));
        }
    }

    /** @param heading of the section, without its marks */
    static Walkthrough of(String file, String heading) throws IOException {
        var text = Files.readString(Path.of(file));
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as("the section %s of %s", heading, file).isNotNegative();
        int end = text.indexOf("\n## ", start + 1);
        return new Walkthrough(text.substring(start, end < 0 ? text.length() : end));
    }

    int length() {
        return steps.size();
    }

    /** Runs the commands, and compares. */
    void run(Map<String, String> environment) throws IOException, InterruptedException {
        var outputs = outputs(environment);
        assertThat(outputs).hasSameSizeAs(steps);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(outputs.get(i).strip())
                    .as("what this prints: %s", steps.get(i).command())
                    .matches(steps.get(i).pattern());
        }
    }

    private List<String> outputs(Map<String, String> environment) throws IOException, InterruptedException {
        var script = new StringBuilder();
        steps.forEach(step ->
                script.append(step.command()).append("echo '").append(MARK).append("'\n"));
        var builder = new ProcessBuilder("sh", "-c", script.toString()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var shell = builder.start();
        var printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        var outputs = List.of(printed.split(Pattern.quote(MARK)));
        return outputs.subList(0, outputs.size() - 1);
    }
}
