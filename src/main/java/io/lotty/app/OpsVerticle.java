package io.lotty.app;

import io.lotty.app.setting.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.IntConsumer;

/** The small server of a process that has no other: health, readiness, meters. */
final class OpsVerticle extends VerticleBase {
    private final Doors doors;
    private final OpsRoutes ops;
    private final Settings.Door door;
    private final IntConsumer listening;

    OpsVerticle(Doors doors, OpsRoutes ops, Settings.Door door, IntConsumer listening) {
        this.doors = doors;
        this.ops = ops;
        this.door = door;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        var router = doors.router(vertx);
        ops.mount(router);
        return doors.server(vertx)
                .requestHandler(router)
                .listen(door.port(), door.host())
                .onSuccess(up -> listening.accept(up.actualPort()));
    }
}
