package io.lotty.app;

import io.lotty.app.setting.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can go wrong at start, in sentences. */
final class Starting {
    private static final Logger LOG = LoggerFactory.getLogger(Starting.class);

    private Starting() {}

    static StartFailure failure(Throwable failure, Settings settings) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> sentence(cause, settings).stream())
                .findFirst()
                .map(sentence -> new StartFailure(sentence, failure))
                .orElseGet(() -> {
                    LOG.atError().setCause(failure).log("could not start");
                    return new StartFailure(
                            "Lotty could not start: " + failure + ". The log above says where.", failure);
                });
    }

    private static Optional<String> sentence(Throwable cause, Settings settings) {
        var door = settings.door();
        var message = String.valueOf(cause.getMessage());
        return switch (cause) {
            // the native transport throws no BindException
            case IOException taken
            when message.contains("already in use") ->
                Optional.of("Port " + door.port() + " is taken. Stop what listens there, or choose another port with "
                        + "LOTTY_HTTP_PORT.");
            case IOException refused
            when refused instanceof BindException || message.contains("bind(") ->
                Optional.of("Lotty may not listen on " + door.host() + ":" + door.port() + " (" + message
                        + "). Choose another address with LOTTY_HTTP_HOST and LOTTY_HTTP_PORT.");
            case UnknownHostException unknown ->
                Optional.of("There is no such host (" + message + "). Correct LOTTY_HTTP_HOST.");
            case SQLException sql -> Optional.of("Postgres cannot be used: " + sql.getMessage());
            default -> Optional.empty();
        };
    }
}
