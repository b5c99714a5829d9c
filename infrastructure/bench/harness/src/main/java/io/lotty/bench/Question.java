package io.lotty.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A decide request, in which only the subject changes: it is counted up and starts anew after {@code subjects} of them.
 */
record Question(String body, byte[] bytes, int digitsAt, long subjects) implements Requests {
    /** @param rest further fields of the body, each with a comma in front */
    static Question about(long subjects, String rest) {
        var body = "{\"subject_id\":\"user-" + Requests.MARK + "\"" + rest + "}";
        var text = Requests.post("/api/v1/decide", body);
        return new Question(body, text.getBytes(StandardCharsets.UTF_8), text.indexOf(Requests.MARK), subjects);
    }

    @Override
    public byte[] of(long number) {
        var copy = Arrays.copyOf(bytes, bytes.length);
        if (digitsAt >= 0) {
            Requests.write(copy, digitsAt, number % subjects);
        }
        return copy;
    }
}
