package io.lotty.chaos;

import io.vertx.core.json.JsonObject;

/** What a sender hears of a batch. */
sealed interface Answer {
    /** The whole batch is acknowledged. */
    record Kept(int accepted, int duplicates) implements Answer {}

    /** No answer, or one that asks to send it again. */
    record Away(String reason) implements Answer {}

    /** A no to what is in order: a client that believed it would drop its events. */
    record Refused(String reason) implements Answer {}

    static Answer of(int status, String body) {
        if (status == 503) {
            return new Away(body);
        }
        if (status != 202) {
            return new Refused("answer " + status + ": " + body);
        }
        var json = new JsonObject(body);
        return json.getInteger("rejected") > 0
                ? new Refused("rejected events: " + body)
                : new Kept(json.getInteger("accepted"), json.getInteger("duplicates"));
    }
}
