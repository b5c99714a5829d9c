package io.lotty.event.redis;

import io.lotty.event.DeadLetter;
import io.lotty.event.DeadLetters;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.redis.RedisLink;
import io.lotty.refusal.Refusal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Dead letters in their stream. What {@link ShardStream#bury} writes, this reads. */
public final class RedisDeadLetters implements DeadLetters {
    private static final Pattern ID = Pattern.compile("\\d{1,19}-\\d{1,19}");
    private static final long TIMEOUT_MILLIS = 5_000;
    private static final int RETRY_SECONDS = 5;

    private final RedisLink link;
    private final EventStreams streams;

    public RedisDeadLetters(RedisLink link, EventStreams streams) {
        this.link = link;
        this.streams = streams;
    }

    @Override
    public Page<DeadLetter> list(PageRequest request) {
        var after = request.after(RedisDeadLetters::id).map(last -> "(" + last).orElse("-");
        return Page.cut(letters(after, "+", request.limit() + 1), request.limit(), DeadLetter::id);
    }

    @Override
    public Replay replay(List<String> ids) {
        var asked = Set.copyOf(ids);
        var found = asked.stream()
                .filter(id -> ID.matcher(id).matches())
                .flatMap(id -> letters(id, id, 1).stream())
                .toList();
        return new Replay(replayAll(found), asked.size() - found.size());
    }

    @Override
    public Replay replayOldest() {
        return new Replay(replayAll(letters("-", "+", MAX_REPLAYED)), 0);
    }

    /** Appended first and removed then: what is cut off between the two comes twice, and is stored once. */
    private int replayAll(List<DeadLetter> letters) {
        for (var letter : letters) {
            answer(Request.cmd(Command.XADD)
                    .arg(streams.known(letter.stream()))
                    .arg("*")
                    .arg(EventStreams.FIELD)
                    .arg(letter.content()));
            answer(Request.cmd(Command.XDEL).arg(EventStreams.DEAD).arg(letter.id()));
        }
        return letters.size();
    }

    private List<DeadLetter> letters(String from, String to, int most) {
        var answer = answer(Request.cmd(Command.XRANGE)
                .arg(EventStreams.DEAD)
                .arg(from)
                .arg(to)
                .arg("COUNT")
                .arg(most));
        var letters = new ArrayList<DeadLetter>();
        answer.forEach(entry -> letters.add(letter(entry.get(0).toString(), entry.get(1))));
        return letters;
    }

    private static DeadLetter letter(String id, Response fields) {
        var parts = new HashMap<String, String>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            parts.put(fields.get(i).toString(), fields.get(i + 1).toString());
        }
        return new DeadLetter(
                id,
                at(id, parts),
                parts.getOrDefault("reason", ""),
                parts.getOrDefault("stream", ""),
                parts.getOrDefault("event_id", ""),
                parts.getOrDefault("payload", ""));
    }

    private static Instant at(String id, Map<String, String> parts) {
        try {
            return Instant.parse(parts.getOrDefault("at", ""));
        } catch (DateTimeException unknown) {
            return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
        }
    }

    private static String id(String text) {
        return Optional.of(text)
                .filter(id -> ID.matcher(id).matches())
                .orElseThrow(() -> new IllegalArgumentException("is no id of a letter"));
    }

    private Response answer(Request request) {
        try {
            return Objects.requireNonNull(link.send(request, TIMEOUT_MILLIS).await());
        } catch (Throwable failure) {
            throw new Refusal.Unavailable(
                    "Dead letters cannot be reached now. Try again in a few seconds.", RETRY_SECONDS, failure);
        }
    }
}
