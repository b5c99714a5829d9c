package io.lotty.demo;

import io.lotty.demo.Comparison.Row;
import io.lotty.demo.LottyClient.Credential;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A day in the shop: open, let everyone in, close the till, compare with Lotty's report. */
public final class Storefront {
    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int MISTAKEN = 2;
    private static final int UNFINISHED = 3;

    private final Options options;
    private final Screen screen;

    private Storefront(Options options, Screen screen) {
        this.options = options;
        this.screen = screen;
    }

    /** Ends the process with the exit code that the usage tells. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Screen.ofTerminal()));
    }

    static int run(List<String> arguments, Screen screen) {
        return switch (CommandLine.read(arguments)) {
            case CommandLine.Help() -> {
                screen.say(CommandLine.USAGE);
                yield SAME;
            }
            case CommandLine.Mistaken(var sentence) -> {
                screen.say(sentence);
                screen.say("");
                screen.say(CommandLine.USAGE);
                yield MISTAKEN;
            }
            case CommandLine.Run(var options) -> new Storefront(options, screen).day();
        };
    }

    private int day() {
        var patience = new Patience(options.patience(), System::nanoTime, Storefront::rest, screen);
        try (var lotty = new LottyClient(options.url(), patience);
                var crew = new Crew(options.travel().senders())) {
            return day(lotty, crew, patience);
        } catch (Stopped stopped) {
            screen.say(String.valueOf(stopped.getMessage()));
            return UNFINISHED;
        }
    }

    private int day(LottyClient lotty, Crew crew, Patience patience) {
        var reader = Session.open(lotty, options.admin());
        var campaign = options.trial()
                .experiment()
                .map(id -> Opening.join(reader, id))
                .orElseGet(() -> new Opening(Staff.gather(lotty, reader, options.admin()), options, screen).open());
        screen.say("run %s: %d shoppers meet the experiment %s on %s, running since %s"
                .formatted(
                        options.crowd().run(),
                        options.crowd().subjects(),
                        campaign.experimentId(),
                        campaign.flag(),
                        campaign.opening()));
        var intake = new Intake(lotty, Credential.key(options.key()));
        var season = new Season(lotty, options, campaign, crew, intake);
        season.awaitDoorsOpen(Storefront::rest);
        var truth = run(season, intake, patience);
        var again = season.askAgain();
        var comparison = new Reading(InstantSource.system(), Storefront::rest, options.settle())
                .until(
                        truth.byVariant(),
                        campaign,
                        () -> Report.read(reader.get(Reading.path(
                                        campaign, InstantSource.system().instant()))
                                .orStop("show the report")))
                .and(wholeRun(truth, intake.count(), again));
        return verdict(comparison, truth, intake.count());
    }

    private Truth run(Season season, Intake intake, Patience patience) {
        try (var _ = Progress.start(
                () -> "shoppers %d/%d · %s · retries %d"
                        .formatted(season.done(), options.crowd().subjects(), intake.count(), patience.retries()),
                screen)) {
            return season.run();
        }
    }

    private List<Row> wholeRun(Truth truth, Intake.Count count, Season.AskedAgain again) {
        var rows = new ArrayList<Row>();
        rows.add(Row.count("events answered for", count.sent(), count.answered()));
        rows.add(Row.count("events rejected", 0, count.rejected()));
        rows.add(Row.count("shoppers who kept variant", again.shoppers(), again.shoppers() - again.otherVariant()));
        rows.add(Row.count("decision ids repeated", again.shoppers(), again.shoppers() - again.otherId()));
        if (options.trial().experiment().isEmpty()) {
            rows.add(Row.count("enrolled off target", 0, truth.untargetedYetEnrolled()));
        }
        return rows;
    }

    private int verdict(Comparison comparison, Truth truth, Intake.Count count) {
        comparison.table().forEach(screen::say);
        screen.say("decisions by reason: " + truth.reasons());
        // Fewer accepted than distinct is right after a lost answer or a resumed run: the rest were duplicates.
        screen.say("distinct events: " + truth.events() + " · " + count);
        if (!count.firstError().isEmpty()) {
            screen.say("first rejected event: " + count.firstError());
        }
        screen.say(
                comparison.isSame()
                        ? "All " + comparison.rows().size() + " figures are equal."
                        : comparison.differences() + " of " + comparison.rows().size() + " figures are DIFFERENT.");
        return comparison.isSame() ? SAME : DIFFERENT;
    }

    private static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
