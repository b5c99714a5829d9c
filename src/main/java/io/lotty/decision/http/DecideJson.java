package io.lotty.decision.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.lotty.decision.DecideRequest;
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
    private static final byte[] OPEN = utf8("{\"decisions\":{");
    private static final byte[] COMMA = utf8(",");
    private static final byte[] END = utf8("},\"degraded\":false}");
    private static final byte[] DEGRADED_END = utf8("},\"degraded\":true}");
    private static final byte[] OPEN_BATCH = utf8("{\"results\":[");
    private static final byte[] OPEN_SUBJECT = utf8("{\"subject_id\":\"");
    private static final byte[] NEXT_SUBJECT = utf8(",{\"subject_id\":\"");
    private static final byte[] OPEN_DECISIONS = utf8("\",\"decisions\":{");
    private static final byte[] CLOSE_SUBJECT = utf8("}}");
    private static final byte[] BATCH_END = utf8("],\"degraded\":false}");
    private static final byte[] DEGRADED_BATCH_END = utf8("],\"degraded\":true}");
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
        json.appendBytes(OPEN);
        append(json, decisions, subject);
        return json.appendBytes(degraded ? DEGRADED_END : END);
    }

    /** @param outcomes one for each request, in their order */
    Buffer writeBatch(List<DecideRequest> requests, List<Deciding.Outcome> outcomes, boolean degraded) {
        phrases.refresh();
        var json = Buffer.buffer(requests.size()
                * (64 + LENGTH_OF_DECISION * outcomes.getFirst().decisions().size()));
        json.appendBytes(OPEN_BATCH);
        for (int i = 0; i < requests.size(); i++) {
            var subject = requests.get(i).subject();
            json.appendBytes(i == 0 ? OPEN_SUBJECT : NEXT_SUBJECT);
            json.appendBytes(JsonStringEncoder.getInstance().quoteAsUTF8(subject.value()));
            json.appendBytes(OPEN_DECISIONS);
            append(json, outcomes.get(i).decisions(), SubjectHash.of(subject));
            json.appendBytes(CLOSE_SUBJECT);
        }
        return json.appendBytes(degraded ? DEGRADED_BATCH_END : BATCH_END);
    }

    private void append(Buffer json, List<Decision> decisions, SubjectHash subject) {
        for (int i = 0; i < decisions.size(); i++) {
            if (i > 0) {
                json.appendBytes(COMMA);
            }
            append(json, phrases.of(decisions.get(i)), subject);
        }
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
