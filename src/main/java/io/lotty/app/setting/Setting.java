package io.lotty.app.setting;

/** Every setting there is, by the name of its environment variable, with its default as people write it. */
public enum Setting {
    LOTTY_PROFILE("", "demo or production; demo when the stores are embedded, production otherwise"),
    LOTTY_ROLES("http,experiments,ingest,watch", "the parts that this process plays"),
    LOTTY_HTTP_HOST("0.0.0.0", "the address to listen on"),
    LOTTY_HTTP_PORT("8080", "the port to listen on; 0 takes a free one"),
    LOTTY_TRUSTED_PROXIES("0", "how many proxies in front add to X-Forwarded-For whom they hear; 0 ignores the header"),
    LOTTY_MANAGEMENT_URL("", "where an edge without the role experiments finds management: http://host:port"),
    LOTTY_DATA_DIR(".lotty", "the folder of the embedded stores, and of the edge's last configuration"),
    LOTTY_POSTGRES_URL("", "postgresql://user:password@host:port/database; embedded when this and Redis are empty"),
    LOTTY_POSTGRES_MIGRATION_URL(
            "", "a login of its own for the owner of the tables; then LOTTY_POSTGRES_URL need own nothing"),
    LOTTY_POSTGRES_POOL_SIZE("16", "connections of one process"),
    LOTTY_REDIS_URL("", "redis://:password@host:port; embedded when this and Postgres are empty"),
    LOTTY_EVENTS_REDIS_URL("", "a Redis of its own for the event streams; the same one when empty"),
    LOTTY_EVENTS_SHARDS("4", "how many event streams; the same in every process"),
    LOTTY_EVENTS_STREAM_MAX("100000", "batches that one stream holds before the intake answers 503"),
    LOTTY_EVENTS_MAX_AGE("30d", "how old an event may be: a number and s, m, h or d"),
    LOTTY_EVENTS_MAX_SKEW("5m", "how far ahead of our clock an event may be"),
    LOTTY_EVENTS_RETENTION(
            "400d", "how long events are kept, a week at a time: 40d at least; the sums of reports stay"),
    LOTTY_CORS_ORIGINS("*", "origins whose browsers may call decide and events, separated by commas; * is any"),
    LOTTY_TOKEN_SECRET("", "signs access tokens; at least 32 characters, the same in every process"),
    LOTTY_DECISION_KEYS("", "number:secret pairs that sign decision ids, separated by commas; the first one signs"),
    LOTTY_ADMIN_EMAIL("", "the first admin, made when there is no user yet"),
    LOTTY_ADMIN_PASSWORD("", "the first admin's password"),
    LOTTY_REVIEW_FALLBACK_MIN_APPROVALS("1", "approvals that an experiment needs when its owner has no approver group"),
    LOTTY_LOG_FORMAT("text", "text or json"),
    LOTTY_LOG_LEVEL("INFO", "ERROR, WARN, INFO or DEBUG");

    private final String fallback;
    private final String words;

    Setting(String fallback, String words) {
        this.fallback = fallback;
        this.words = words;
    }

    /** What holds when the variable is not set or empty. */
    public String fallback() {
        return fallback;
    }

    /** What it is for, in a line. */
    public String words() {
        return words;
    }
}
