package io.lotty.app;

/** Where the stores are, embedded or given. */
record StoreUrls(String postgres, String redis, String eventsRedis) {}
