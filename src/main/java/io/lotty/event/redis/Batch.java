package io.lotty.event.redis;

import io.lotty.event.DecisionTag;
import io.lotty.event.IdHash;
import io.lotty.event.Verdict;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checked events as {@code keep.lua} takes them, and its answer about them. */
final class Batch {
    /** Of the hash of an id: an entry of a set takes Redis 57 bytes with them, and 81 with the text of a UUID. */
    private static final int ID_BYTES = 14;

    private final List<Verdict.Checked> distinct;
    private final List<byte[]> ids;
    private final Set<DecisionTag> exposed = new HashSet<>();
    private final List<DecisionTag> asked;
    private final byte[] payload;

    /** Of events with one id the first stands for all. */
    Batch(List<Verdict.Checked> events, Instant receivedAt) {
        Map<IdHash, Verdict.Checked> byId = LinkedHashMap.newLinkedHashMap(events.size());
        var waiting = new HashSet<DecisionTag>();
        for (var event : events) {
            byId.putIfAbsent(IdHash.of(event.id()), event);
            if (event.type().isExposure()) {
                exposed.add(event.decided().tag());
            } else if (event.type().requiresExposure()) {
                waiting.add(event.decided().tag());
            }
        }
        waiting.removeAll(exposed);
        this.distinct = List.copyOf(byId.values());
        this.ids = byId.keySet().stream()
                .map(hash -> Arrays.copyOf(hash.bytes(), ID_BYTES))
                .toList();
        this.asked = List.copyOf(waiting);
        this.payload = EventPayload.encode(distinct, receivedAt).getBytes(StandardCharsets.UTF_8);
    }

    /** Of the payload, which is nearly all of what is sent. */
    int bytes() {
        return payload.length;
    }

    void addTo(Request request) {
        request.arg(payload).arg(ids.size()).arg(exposed.size());
        ids.forEach(request::arg);
        exposed.forEach(tag -> request.arg(tag.bytes()));
        asked.forEach(tag -> request.arg(tag.bytes()));
    }

    /** The events that are new. */
    List<Verdict.Checked> fresh(Response answer) {
        var places = answer.get(0);
        if (places.type() != ResponseType.MULTI) {
            return distinct;
        }
        var fresh = new ArrayList<Verdict.Checked>(places.size());
        for (var place : places) {
            fresh.add(distinct.get(Objects.requireNonNull(place.toInteger()) - 1));
        }
        return fresh;
    }

    /** How many of the fresh ones wait for an exposure that nobody has reported yet. */
    int pending(List<Verdict.Checked> fresh, Response answer) {
        var seen = new HashSet<>(exposed);
        var digits = answer.get(1).toString();
        for (int i = 0; i < asked.size(); i++) {
            if (digits.charAt(i) == '1') {
                seen.add(asked.get(i));
            }
        }
        return (int) fresh.stream()
                .filter(event -> event.type().requiresExposure()
                        && !seen.contains(event.decided().tag()))
                .count();
    }
}
