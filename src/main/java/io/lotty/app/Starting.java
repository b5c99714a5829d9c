package io.lotty.app;

import io.lotty.app.setting.Settings;
import java.net.BindException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can go wrong at start, in sentences. */
final class Starting {
    private static final Logger LOG = LoggerFactory.getLogger(Starting.class);

    private Starting() {}

    static StartFailure failure(Throwable failure, Settings settings) {
        var root = root(failure);
        if (root instanceof BindException) {
            int port = settings.door().port();
            return new StartFailure(
                    "Port " + port + " is taken. Stop what listens there, or choose another port with LOTTY_HTTP_PORT.",
                    failure);
        }
        if (root instanceof SQLException sql) {
            return new StartFailure("Postgres cannot be used: " + sql.getMessage(), failure);
        }
        LOG.atError().setCause(failure).log("could not start");
        return new StartFailure("Lotty could not start: " + root + ". The log above says where.", failure);
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
