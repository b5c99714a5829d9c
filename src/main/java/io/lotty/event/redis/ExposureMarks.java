package io.lotty.event.redis;

import io.lotty.event.DecisionTag;
import io.lotty.event.Verdict;
import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Remembers to which decisions an exposure was reported. Only the count of pending events in an answer hangs on it, so
 * marks are no promise: a lost one is not seen.
 */
final class ExposureMarks {
    private final RedisLink link;

    ExposureMarks(RedisLink link) {
        this.link = link;
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
        if (!exposed.isEmpty()) {
            link.send(members(Command.SADD, period, List.copyOf(exposed)));
        }
        asked.removeAll(exposed);
        if (asked.isEmpty()) {
            return Future.succeededFuture(exposed);
        }
        var order = new ArrayList<>(asked);
        var answers = Stream.of(period, period.before(), period.next())
                .map(each -> ask(order, each, exposed))
                .toList();
        return Future.all(answers).map(exposed);
    }

    private Future<?> ask(List<DecisionTag> order, Period period, Set<DecisionTag> exposed) {
        return link.send(members(Command.SMISMEMBER, period, order))
                .onSuccess(answer -> {
                    for (int i = 0; answer != null && i < order.size(); i++) {
                        if (isYes(answer.get(i))) {
                            exposed.add(order.get(i));
                        }
                    }
                })
                .otherwiseEmpty();
    }

    private static Request members(Command command, Period period, List<DecisionTag> tags) {
        var request = Request.cmd(command).arg(EventStreams.exposed(period));
        tags.forEach(tag -> request.arg(tag.toString()));
        return request;
    }

    private static boolean isYes(Response answer) {
        return Integer.valueOf(1).equals(answer.toInteger());
    }
}
