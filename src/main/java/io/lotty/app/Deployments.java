package io.lotty.app;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verticles that run, in groups: a group stops at once, the groups one after another in the reverse order of their
 * start. So what a group uses is there until the group has ended. Used by one thread at a time.
 */
final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);
    private static final int GROUP_STOP_SECONDS = 25;

    private final Vertx vertx;
    private final Deque<List<String>> groups = new ArrayDeque<>();

    Deployments(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Starts a group, one verticle after another; what did start stays and is stopped with the rest. */
    void start(DeploymentOptions options, List<? extends Deployable> verticles) {
        var group = new ArrayList<String>();
        groups.push(group);
        for (var verticle : verticles) {
            group.add(vertx.deployVerticle(verticle, options).await());
        }
    }

    /** Stops everything. Never throws: a group that fails or lingers must not keep the next one from its end. */
    void stop() {
        while (!groups.isEmpty()) {
            var group = groups.pop();
            try {
                Future.join(group.stream().map(vertx::undeploy).toList()).await(GROUP_STOP_SECONDS, TimeUnit.SECONDS);
            } catch (Throwable failure) {
                LOG.atWarn().addKeyValue("cause", failure.toString()).log("a part did not stop cleanly");
            }
        }
    }
}
