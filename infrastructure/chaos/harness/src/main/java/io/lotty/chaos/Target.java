package io.lotty.chaos;

import java.util.Locale;

/** What can be hit. */
enum Target {
    EDGE_1,
    EDGE_2,
    INGEST_1,
    INGEST_2,
    MANAGEMENT,
    REDIS,
    POSTGRES;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
