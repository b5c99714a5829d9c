package io.lotty.event.redis;

import io.lotty.event.DeadLetter;
import io.lotty.event.DeadLetters;
import io.lotty.event.ReplayLimits;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisScript;
import io.lotty.refusal.Refusal;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dead letters in their stream. What {@link ShardStream#bury} writes, this reads. */
public final class RedisDeadLetters implements DeadLetters {
    private static final Pattern ID = Pattern.compile("\\d{1,19}-\\d{1,19}");
    private static final long TIMEOUT_MILLIS = 5_000;
    private static final int RETRY_SECONDS = 5;
    /** Letters that are looked at in one go; one may have nearly a MiB. */
    private static final int LOOKED_AT = 100;

    private static final RedisScript REPLAY = RedisScript.load(RedisDeadLetters.class, "replay.lua");
    private static final int FULL = -1;

    private final RedisLink link;
    private final EventStreams streams;
    private final ReplayLimits limits;
    private final InstantSource clock;

    public RedisDeadLetters(RedisLink link, EventStreams streams, ReplayLimits limits, InstantSource clock) {
        this.link = link;
        this.streams = streams;
        this.limits = limits;
        this.clock = clock;
    }

    /** One to be replayed; its content stays where it is. */
    private record Chosen(String id, String stream) {
        static Chosen of(DeadLetter letter) {
            return new Chosen(letter.id(), letter.stream());
        }
    }

    @Override
    public Page<DeadLetter> list(PageRequest request) {
        var after = request.after(RedisDeadLetters::id).map(last -> "(" + last).orElse("-");
        return Page.cut(letters(after, "+", request.limit() + 1), request.limit(), DeadLetter::id);
    }

    @Override
    public Replay replay(List<String> ids) {
        var asked = Set.copyOf(ids);
        var chosen = new ArrayList<Chosen>();
        int tooOld = 0;
        for (var id : asked) {
            for (var letter : ID.matcher(id).matches() ? letters(id, id, 1) : List.<DeadLetter>of()) {
                if (isTooOld(letter)) {
                    tooOld++;
                } else {
                    chosen.add(Chosen.of(letter));
                }
            }
        }
        int replayed = replayAll(chosen);
        return new Replay(replayed, asked.size() - replayed - tooOld, tooOld);
    }

    /** Chooses first and replays then: what fails again meanwhile is a letter of another time. */
    @Override
    public Replay replayOldest() {
        var chosen = new ArrayList<Chosen>();
        int tooOld = 0;
        var some = letters("-", "+", LOOKED_AT);
        while (!some.isEmpty() && chosen.size() < MAX_AT_ONCE) {
            for (var letter : some) {
                if (isTooOld(letter)) {
                    tooOld++;
                } else if (chosen.size() < MAX_AT_ONCE) {
                    chosen.add(Chosen.of(letter));
                }
            }
            some = letters("(" + some.getLast().id(), "+", LOOKED_AT);
        }
        return new Replay(replayAll(chosen), 0, tooOld);
    }

    @Override
    public int discard(List<String> ids) {
        var letters =
                ids.stream().filter(id -> ID.matcher(id).matches()).distinct().toList();
        if (letters.isEmpty()) {
            return 0;
        }
        var request = Request.cmd(Command.XDEL).arg(EventStreams.DEAD);
        letters.forEach(request::arg);
        return Objects.requireNonNull(answer(request).toInteger());
    }

    /** Of what cannot be read it counts when it was put aside: it was received before that. */
    private boolean isTooOld(DeadLetter letter) {
        var times = EventPayload.timesOf(letter.content())
                .orElseGet(() -> new EventPayload.Times(letter.at(), letter.at()));
        return !limits.admit(times.occurredAt(), times.receivedAt(), clock.instant());
    }

    /** Says how many are on their way; somebody else may have replayed the others. */
    private int replayAll(List<Chosen> letters) {
        int replayed = 0;
        for (var letter : letters) {
            var coming = REPLAY.run(
                    link,
                    TIMEOUT_MILLIS,
                    List.of(streams.known(letter.stream()), EventStreams.DEAD),
                    List.of(Integer.toString(streams.maxEntries()), letter.id()));
            int answer = Objects.requireNonNull(answer(coming).toInteger());
            if (answer == FULL) {
                throw new Refusal.Unavailable(
                        "More events wait to be stored than there is room for. Replay the rest later.", RETRY_SECONDS);
            }
            replayed += answer;
        }
        return replayed;
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
        return answer(link.send(request, TIMEOUT_MILLIS));
    }

    private static Response answer(Future<@Nullable Response> coming) {
        try {
            return Objects.requireNonNull(coming.await());
        } catch (Throwable failure) {
            throw new Refusal.Unavailable(
                    "Dead letters cannot be reached now. Try again in a few seconds.", RETRY_SECONDS, failure);
        }
    }
}
