package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every operation, tried by everyone who may come: who is let through, and who is refused how. */
@WithStores
@Covers({"ACC-1", "ACC-2", "ACC-3", "ACC-5"})
class AccessMatrixIT {
    private final AccessMatrix matrix = AccessMatrix.read();
    private final ApiDocument document = ApiDocument.read();

    @Test
    void every_operation_of_the_document_has_a_row() {
        var documented =
                document.operations().stream().map(ApiDocument.Operation::id).toList();

        assertThat(matrix.rows().keySet()).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void every_operation_answers_every_caller_as_the_table_says(FreshDatabase database, FreshRedis redis) {
        try (var lotty = RunningLotty.start(database, redis)) {
            var cast = new AccessCast(lotty);
            var attempts = new AccessAttempts(document, new AccessScene(cast, document));
            var surprises = new ArrayList<String>();
            matrix.rows().forEach((operation, expected) -> {
                var answered = tried(operation, attempts, cast);
                if (!answered.equals(expected)) {
                    surprises.add(operation + " answers " + answered + " instead of " + expected);
                }
            });

            assertThat(surprises).as("the columns are %s", matrix.callers()).isEmpty();
        }
    }

    /** What is used up by a caller who was let through is set up anew for the next one. */
    private List<Integer> tried(String operation, AccessAttempts attempts, AccessCast cast) {
        var statuses = new ArrayList<Integer>();
        var attempt = attempts.of(operation);
        for (var caller : matrix.callers()) {
            var reply = cast.called(caller).send(attempt.method(), attempt.path(), attempt.body());
            statuses.add(reply.status());
            if (reply.status() < 300 && !attempt.method().equals("GET")) {
                attempt = attempts.of(operation);
            }
        }
        return statuses;
    }
}
