package io.lotty.demo;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the arguments ask for. */
sealed interface CommandLine {
    /** A run with these options. */
    record Run(Options options) implements CommandLine {}

    /** The usage, asked for. */
    record Help() implements CommandLine {}

    /** Arguments that make no sense, and why, in one sentence. */
    record Mistaken(String sentence) implements CommandLine {}

    String USAGE = """
        Usage: mvn -q compile exec:exec@simulate -Dsimulate.args="[options]"

        Where Lotty is
          --url http://localhost:8080      --key lotty-demo-key
          --admin-email admin@lotty.local  --admin-password lotty-admin-demo
        What is simulated
          --subjects 5000      shoppers
          --seed 1             the same seed gives the same shoppers
          --run s1-n5000       name of the run; the same name goes on with a run that was stopped
          --flag button_color  the flag under test
          --share 20           audience share in percent
          --split 10,10        weights, control first, up to five; they sum to the share
          --experiment ID      use this running experiment and set nothing up
          --replace            complete another experiment that holds the flag
        How the events travel
          --senders 8          requests at a time
          --duplicates 5       percent of events sent twice
          --out-of-order 20    percent of events held back behind later ones
          --ask-again 100      percent of shoppers asked again at the end, for their variant must be the same
          --patience 120       seconds to go on trying while Lotty does not answer
          --settle 30          seconds to wait at most for the report to be complete
        Exit code: 0 all figures equal, 1 some differ, 2 bad options, 3 the run could not be finished.\
        """;

    static CommandLine read(List<String> arguments) {
        if (arguments.contains("--help")) {
            return new Help();
        }
        try {
            return new Run(options(given(arguments)));
        } catch (IllegalArgumentException mistake) {
            return new Mistaken(Optional.ofNullable(mistake.getMessage()).orElse("The options make no sense."));
        }
    }

    private static Map<String, String> given(List<String> arguments) {
        var given = new HashMap<String, String>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            var name = argument.split("=", 2)[0];
            if (!Options.DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException("There is no option " + name + ".");
            }
            if (given.containsKey(name)) {
                throw new IllegalArgumentException(name + " is given twice.");
            }
            if (argument.contains("=")) {
                given.put(name, argument.substring(name.length() + 1));
            } else if (name.equals("--replace")) {
                given.put(name, "true");
            } else if (rest.hasNext()) {
                given.put(name, rest.next());
            } else {
                throw new IllegalArgumentException(name + " needs a value.");
            }
        }
        return given;
    }

    private static Options options(Map<String, String> given) {
        var values = new Values(given);
        var seed = values.wholeNumber("--seed", Integer.MIN_VALUE, Integer.MAX_VALUE);
        var subjects = values.wholeNumber("--subjects", 1, 10_000_000);
        return new Options(
                values.url("--url"),
                new Login(values.text("--admin-email"), values.text("--admin-password")),
                values.text("--key"),
                new Options.Crowd(given.getOrDefault("--run", "s" + seed + "-n" + subjects), seed, subjects),
                new Options.Trial(
                        values.text("--flag"),
                        Split.of(Optional.ofNullable(given.get("--share")), Optional.ofNullable(given.get("--split"))),
                        Optional.ofNullable(given.get("--experiment")),
                        Boolean.parseBoolean(values.text("--replace"))),
                new Options.Travel(
                        values.wholeNumber("--senders", 1, 256),
                        values.wholeNumber("--duplicates", 0, 100),
                        values.wholeNumber("--out-of-order", 0, 100),
                        values.wholeNumber("--ask-again", 0, 100)),
                Duration.ofSeconds(values.wholeNumber("--patience", 0, 86_400)),
                Duration.ofSeconds(values.wholeNumber("--settle", 0, 86_400)));
    }

    /** Option values, given or default, each refused with a sentence that names the option. */
    record Values(Map<String, String> given) {
        String text(String name) {
            var value = given.getOrDefault(name, Options.DEFAULTS.getOrDefault(name, ""));
            if (value.isBlank()) {
                throw new IllegalArgumentException(name + " must not be empty.");
            }
            return value;
        }

        int wholeNumber(String name, int least, int most) {
            var text = text(name);
            try {
                var number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notWhole) {
                // told below, in the same words as a number out of range
            }
            throw new IllegalArgumentException(
                    name + " must be a whole number from " + least + " to " + most + ", not \"" + text + "\".");
        }

        URI url(String name) {
            var text = text(name);
            if (!text.matches("https?://[^\\s/?#]+/?")) {
                throw new IllegalArgumentException(
                        name + " must look like http://localhost:8080, not \"" + text + "\".");
            }
            return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        }
    }
}
