package io.lotty.bench;

import java.nio.charset.StandardCharsets;

/** Requests that differ in numbers alone: whole ones as bytes, so that making the next costs the client next to nothing. */
interface Requests {
    int DIGITS = 12;
    /** Stands in a text where a number will. */
    String MARK = "#".repeat(DIGITS);

    /** The request of that number, with head and body. */
    byte[] of(long number);

    static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Content-Type: application/json\r\n"
                + "X-API-Key: " + Configurations.API_KEY + "\r\n"
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** Writes a number over {@link #MARK}. */
    static void write(byte[] request, int at, long number) {
        long rest = number;
        for (int i = at + DIGITS - 1; i >= at; i--) {
            request[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
