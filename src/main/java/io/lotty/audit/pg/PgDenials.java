package io.lotty.audit.pg;

import io.lotty.access.Role;
import io.lotty.audit.Denial;
import io.lotty.audit.Denials;
import io.lotty.platform.pg.Pg;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The one kind of entry that no table writes, because nothing changed. */
public final class PgDenials implements Denials {
    private static final String ADD_DENIAL = """
            INSERT INTO audit_log (actor, action, entity, after, request_id)
            VALUES ($1, 'access.denied', $2, $3, $4)""";

    private final Pg pg;

    public PgDenials(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(Denial denial) {
        var roles =
                new JsonArray(denial.actor().roles().stream().map(Role::text).toList());
        var after = new JsonObject().put("path", denial.path()).put("roles", roles);
        pg.unaudited(tx -> tx.run(
                ADD_DENIAL,
                denial.actor().id().toString(),
                "operation:" + denial.operation(),
                after,
                denial.requestId()));
    }
}
