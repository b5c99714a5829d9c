package io.lotty.app.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Reads the URLs of what Lotty talks to. A refusal never repeats the URL: there may be a password in it. */
final class StoreUrl {
    private static final Set<String> POSTGRES = Set.of("postgresql", "postgres");
    private static final Set<String> REDIS = Set.of("redis", "rediss");

    private StoreUrl() {}

    static String postgres(String text) {
        boolean isComplete = parsed(text)
                .filter(url -> POSTGRES.contains(url.getScheme()))
                .filter(url -> url.getUserInfo() != null && url.getPath().length() > 1)
                .isPresent();
        return checked(text, isComplete, "must look like postgresql://user:password@host:port/database");
    }

    /** Whose login a URL names. */
    static String user(String url) {
        return URI.create(url).getUserInfo().split(":", 2)[0];
    }

    static String redis(String text) {
        boolean isComplete =
                parsed(text).filter(url -> REDIS.contains(url.getScheme())).isPresent();
        return checked(text, isComplete, "must look like redis://host:port");
    }

    /** Without a user: people's own credentials are handed on, not ours. */
    static String management(String text) {
        boolean isComplete = parsed(text)
                .filter(url -> "http".equals(url.getScheme()) && url.getUserInfo() == null)
                .filter(url -> url.getPath().isEmpty() || url.getPath().equals("/"))
                .isPresent();
        return checked(text, isComplete, "must look like http://host:port");
    }

    private static String checked(String text, boolean isComplete, String otherwise) {
        if (!isComplete) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text)).filter(url -> url.getScheme() != null && url.getHost() != null);
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }
}
