package io.lotty.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A decide request as bytes, in which only the subject changes: 12 digits, counted up and starting anew after {@code
 * subjects} of them.
 */
record Question(String body, byte[] bytes, int digitsAt, long subjects) {
    static final int DIGITS = 12;
    private static final String MARK = "#".repeat(DIGITS);

    /** @param rest further fields of the body, each with a comma in front */
    static Question about(long subjects, String rest) {
        var body = "{\"subject_id\":\"user-" + MARK + "\"" + rest + "}";
        var text = "POST /api/v1/decide HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Content-Type: application/json\r\n"
                + "X-API-Key: " + Configurations.API_KEY + "\r\n"
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        return new Question(body, text.getBytes(StandardCharsets.UTF_8), text.indexOf(MARK), subjects);
    }

    byte[] of(long number) {
        var copy = Arrays.copyOf(bytes, bytes.length);
        if (digitsAt >= 0) {
            write(copy, number);
        }
        return copy;
    }

    private void write(byte[] request, long number) {
        long rest = number % subjects;
        for (int i = digitsAt + DIGITS - 1; i >= digitsAt; i--) {
            request[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
