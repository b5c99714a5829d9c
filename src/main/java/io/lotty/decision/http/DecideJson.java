package io.lotty.decision.http;

import io.lotty.decision.Decision;
import io.lotty.decision.DecisionIds;
import io.lotty.decision.DecisionSigner;
import io.lotty.decision.Plan;
import io.lotty.id.SubjectHash;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes the answer of a decide call, flag values as the text they were given in: phrases that were put together before,
 * and the ids between them. Belongs to one event loop.
 */
public final class DecideJson {
    private static final byte[] DECISIONS = utf8("{\"decisions\":{");
    private static final byte[] COMMA = utf8(",");
    private static final byte[] END = utf8("},\"degraded\":false}");
    private static final byte[] DEGRADED_END = utf8("},\"degraded\":true}");
    private static final int LENGTH_OF_DECISION = 384;

    private final Phrases phrases;
    private final DecisionSigner signer;
    private final byte[] id = new byte[DecisionSigner.MAX_LENGTH];

    /** @param plan the present one, to whose decisions an answer mostly belongs */
    public DecideJson(Supplier<Plan> plan, DecisionIds ids) {
        this.phrases = new Phrases(plan);
        this.signer = ids.signer();
    }

    Buffer write(List<Decision> decisions, SubjectHash subject, boolean degraded) {
        phrases.refresh();
        var json = Buffer.buffer(64 + LENGTH_OF_DECISION * decisions.size());
        json.appendBytes(DECISIONS);
        for (int i = 0; i < decisions.size(); i++) {
            if (i > 0) {
                json.appendBytes(COMMA);
            }
            append(json, phrases.of(decisions.get(i)), subject);
        }
        return json.appendBytes(degraded ? DEGRADED_END : END);
    }

    private void append(Buffer json, Phrase phrase, SubjectHash subject) {
        json.appendBytes(phrase.before());
        if (phrase.statement().isPresent()) {
            int length = signer.sign(phrase.statement().get(), subject, id);
            json.appendBytes(id, 0, length).appendBytes(phrase.after());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
