package io.lotty.event.redis;

import io.lotty.event.DecisionTag;
import io.lotty.event.Verdict;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisScript;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Remembers to which decisions an exposure was reported. Only the count of pending events in an answer hangs on it, so
 * marks are no promise: a lost one is not seen.
 */
final class ExposureMarks {
    private static final RedisScript EXPOSED = RedisScript.load(ExposureMarks.class, "exposed.lua");

    private final RedisLink link;
    private final long timeoutMillis;

    ExposureMarks(RedisLink link, long timeoutMillis) {
        this.link = link;
        this.timeoutMillis = timeoutMillis;
    }

    /** Marks the batch's exposures and asks about its other events; gives the decisions that have been exposed. */
    Future<Set<DecisionTag>> see(List<Verdict.Checked> events, Period period) {
        var exposed = new HashSet<DecisionTag>();
        var asked = new HashSet<DecisionTag>();
        for (var event : events) {
            if (event.type().isExposure()) {
                exposed.add(event.decided().tag());
            } else if (event.type().requiresExposure()) {
                asked.add(event.decided().tag());
            }
        }
        asked.removeAll(exposed);
        if (exposed.isEmpty() && asked.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return ask(exposed, List.copyOf(asked), period);
    }

    private Future<Set<DecisionTag>> ask(Set<DecisionTag> exposed, List<DecisionTag> asked, Period period) {
        var keys = List.of(
                EventStreams.exposed(period),
                EventStreams.exposed(period.before()),
                EventStreams.exposed(period.next()));
        var arguments = new ArrayList<String>(exposed.size() + asked.size() + 1);
        arguments.add(Integer.toString(exposed.size()));
        exposed.forEach(tag -> arguments.add(tag.toString()));
        asked.forEach(tag -> arguments.add(tag.toString()));
        return EXPOSED.run(link, timeoutMillis, keys, arguments)
                .map(answer -> {
                    var digits = Objects.requireNonNull(answer).toString();
                    for (int i = 0; i < asked.size(); i++) {
                        if (digits.charAt(i) == '1') {
                            exposed.add(asked.get(i));
                        }
                    }
                    return exposed;
                })
                .otherwise(exposed);
    }
}
