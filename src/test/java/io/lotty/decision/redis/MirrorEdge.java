package io.lotty.decision.redis;

import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.Claim;
import io.lotty.decision.Decision;
import io.lotty.decision.Plans;
import io.lotty.id.SubjectId;
import io.lotty.platform.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/** A mirror on an event loop of its own, called from a test's thread. */
public final class MirrorEdge extends VerticleBase {
    private final String redisUrl;
    private final MeterRegistry meters;
    private final int maxEntries;
    private List<AssignmentMirror> mirrors = List.of();
    private List<DoubtfulClaims> doubts = List.of();

    private MirrorEdge(String redisUrl, MeterRegistry meters, int maxEntries) {
        this.redisUrl = redisUrl;
        this.meters = meters;
        this.maxEntries = maxEntries;
    }

    public static MirrorEdge start(Vertx vertx, String redisUrl, MeterRegistry meters, int maxEntries) {
        var edge = new MirrorEdge(redisUrl, meters, maxEntries);
        vertx.deployVerticle(edge).await();
        return edge;
    }

    @Override
    public Future<?> start() {
        return RedisLink.open(vertx, redisUrl, "edge").onSuccess(link -> {
            var mirror = new AssignmentMirror(link, context, meters, maxEntries);
            mirrors = List.of(mirror);
            doubts = List.of(new DoubtfulClaims(link, context, mirror, meters));
        });
    }

    /** Lets the claims happen in one turn of the event loop; waits until Redis has answered for them. */
    public void inOneTurn(Consumer<AssignmentMirror> claims) {
        Promise<Void> settled = Promise.promise();
        context.runOnContext(turn -> {
            try {
                claims.accept(mirrors.getFirst());
                mirrors.getFirst().answered().onComplete(settled);
            } catch (RuntimeException refused) {
                settled.fail(refused);
            }
        });
        settled.future().await();
    }

    /** Claims of which the edge got no answer. */
    public void doubted(SubjectId subject, Claim claim) {
        context.runOnContext(turn -> doubts.getFirst().note(subject, claim));
    }

    /** As when its process ends. */
    public void end() {
        Promise<Void> settled = Promise.promise();
        context.runOnContext(turn -> mirrors.getFirst().settled().onComplete(settled));
        settled.future().await();
    }

    public void claimed(String subject, AssignmentMirror.Entry... entries) {
        inOneTurn(mirror -> mirror.claimed(new SubjectId(subject), 7, List.of(entries)));
    }

    /** What assigns a subject to a variant of some experiment. */
    static Claim claim(long second) {
        var experiment = Plans.experiment(100, 100);
        var added = new Decision.Assigned(Plans.flag("f", experiment), experiment, 1, true);
        var entry = new AssignmentRecord.Entry(AssignmentRecord.keyOf(experiment.id()), 1, second);
        return new Claim(AssignmentRecord.EMPTY, AssignmentRecord.of(3, List.of(entry)), List.of(added), 3, second);
    }
}
