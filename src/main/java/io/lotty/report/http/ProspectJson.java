package io.lotty.report.http;

import io.lotty.report.Prospect;
import io.lotty.stats.Finding;
import io.lotty.stats.TimeNeeded;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;

/** What a comparison can find, and what more it takes, as readers get it. */
final class ProspectJson {
    private ProspectJson() {}

    static JsonObject write(Prospect prospect) {
        var time = prospect.relative().then(Prospect.Relative::time);
        return new FindingJson(new JsonObject())
                .put("level", Digits.of(Prospect.POWER.confidence().level()))
                .put("wanted", Digits.of(Prospect.POWER.wanted()))
                .put("relevant", Digits.of(Prospect.RELEVANT))
                .put("achieved", prospect.relative(), relative -> Digits.of(relative.achieved()))
                .put("detectable", Digits.of(prospect.detectable()))
                .put("detectable_relative", prospect.relative(), relative -> Digits.of(relative.detectable()))
                .put("subjects", time, ProspectJson::present)
                .put("subjects_needed", time, ProspectJson::needed)
                .put("days_needed", time.then(ProspectJson::days), days -> days)
                .json();
    }

    private static Long present(TimeNeeded time) {
        return switch (time) {
            case TimeNeeded.Enough(var present, var _) -> present;
            case TimeNeeded.MoreDays(var present, var _, var _) -> present;
            case TimeNeeded.CannotTell(var present, var _, var _) -> present;
        };
    }

    private static Long needed(TimeNeeded time) {
        return switch (time) {
            case TimeNeeded.Enough(var _, var needed) -> needed;
            case TimeNeeded.MoreDays(var _, var needed, var _) -> needed;
            case TimeNeeded.CannotTell(var _, var needed, var _) -> needed;
        };
    }

    private static Finding<BigDecimal> days(TimeNeeded time) {
        return switch (time) {
            case TimeNeeded.Enough _ -> Finding.found(Digits.of(0));
            case TimeNeeded.MoreDays(var _, var _, var days) -> Finding.found(Digits.of(days));
            case TimeNeeded.CannotTell(var _, var _, var why) -> Finding.tooLittle(why);
        };
    }
}
