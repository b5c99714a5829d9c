package io.lotty.report.http;

import io.lotty.report.SampleBalance;
import io.lotty.stats.SampleRatio;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Whether subjects fell into variants by their weights, as readers get it. */
final class BalanceJson {
    private BalanceJson() {}

    static JsonObject write(SampleBalance balance) {
        var expected = new JsonObject();
        var observed = new JsonObject();
        for (var part : balance.parts()) {
            expected.put(part.variant().name().value(), Digits.of(part.expected()));
            observed.put(part.variant().name().value(), part.observed());
        }
        return new FindingJson(new JsonObject())
                .put("p_value", balance.atOneLook(), ratio -> Digits.of(ratio.pValue()))
                .put("verdict", verdict(balance))
                .put("expected", expected)
                .put("observed", observed)
                .put("sequential_p_value", balance.atEveryLook(), ratio -> Digits.of(ratio.pValue()))
                .json();
    }

    private static String verdict(SampleBalance balance) {
        return balance.atOneLook()
                .value()
                .map(SampleRatio::verdict)
                .map(verdict -> verdict.name().toLowerCase(Locale.ROOT))
                .orElse("too_few");
    }
}
