package io.lotty.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;

/** One subject of a run. Number and seed make him; runs share nobody. */
record Shopper(String id, int number, String country, String platform, String appVersion) {
    /** Whom the storefront's own experiment is for. */
    static final String TARGETING = "country IN [\"DE\",\"FR\",\"NL\"] AND app_version >= \"1.6.0\"";

    private static final List<String> TARGET_COUNTRIES = List.of("DE", "FR", "NL");
    private static final List<String> COUNTRIES =
            List.of("DE", "DE", "DE", "DE", "FR", "FR", "FR", "NL", "NL", "ES", "US", "US");
    private static final List<String> PLATFORMS = List.of("web", "web", "ios", "android");
    // By semantic-version precedence; as text 1.10.0 would come before 1.6.0, and 1.6.0-beta.2 after it.
    private static final List<String> OLD_VERSIONS = List.of("1.4.2", "1.5.9", "1.6.0-beta.2");
    private static final List<String> NEW_VERSIONS = List.of("1.6.0", "1.6.4", "1.10.0", "2.0.1");
    private static final double NEW_VERSION_SHARE = 0.75;

    static Shopper of(Options.Crowd crowd, int number) {
        var draws = Draws.of(crowd.seed(), number, Draws.SHOPPER);
        return new Shopper(
                "%s-%06d".formatted(crowd.run(), number),
                number,
                one(COUNTRIES, draws),
                one(PLATFORMS, draws),
                one(draws.nextDouble() < NEW_VERSION_SHARE ? NEW_VERSIONS : OLD_VERSIONS, draws));
    }

    JsonObject attributes() {
        return new JsonObject()
                .put("country", country)
                .put("platform", platform)
                .put("app_version", appVersion);
    }

    /** The storefront's own reading of {@link #TARGETING}, to check Lotty's. */
    boolean isTargeted() {
        return TARGET_COUNTRIES.contains(country) && NEW_VERSIONS.contains(appVersion);
    }

    private static String one(List<String> choices, SplittableRandom draws) {
        return choices.get(draws.nextInt(choices.size()));
    }
}
