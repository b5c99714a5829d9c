package io.lotty.app;

import io.lotty.kit.Eventually;
import io.lotty.kit.RunningLotty;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A steady load of decide calls over several connections that are kept open, by subjects known and new. It notes of every
 * answer how long it took and whether it was degraded; and as a fault any other than 200, and any subject that saw two
 * variants.
 */
final class DecideLoad implements AutoCloseable {
    private static final int KNOWN = 500;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int WARM = 300;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final Pattern VARIANT = Pattern.compile("\"variant\":\"(\\w+)\"");

    private final URI lotty;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> variants = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<ConcurrentLinkedQueue<Answer>> connections;
    private volatile boolean isOver;

    private DecideLoad(String url, int connections) {
        this.lotty = URI.create(url);
        this.connections = IntStream.range(0, connections)
                .mapToObj(i -> new ConcurrentLinkedQueue<Answer>())
                .toList();
    }

    /** An answer with status 200; its end by the JVM's own clock. */
    record Answer(int connection, long atNanos, long tookNanos, boolean isDegraded) {
        long tookMillis() {
            return TimeUnit.NANOSECONDS.toMillis(tookNanos);
        }
    }

    /** Begins, and returns when every connection has got some answers and nothing is new to the compiler any more. */
    static DecideLoad start(String url, int connections) {
        var load = new DecideLoad(url, connections);
        for (int i = 0; i < connections; i++) {
            int number = i;
            load.threads.execute(() -> load.run(number));
        }
        Eventually.holds(() -> load.connections.stream().allMatch(answers -> answers.size() >= WARM));
        return load;
    }

    /** All answers that ended after the moment. */
    List<Answer> since(long nanos) {
        return between(nanos, System.nanoTime());
    }

    List<Answer> between(long fromNanos, long toNanos) {
        return connections.stream()
                .flatMap(ConcurrentLinkedQueue::stream)
                .filter(answer -> answer.atNanos() - fromNanos >= 0 && answer.atNanos() - toNanos < 0)
                .toList();
    }

    /** Waits until every connection has got so many more answers of that kind. */
    void await(boolean degraded, int answersEach) {
        long from = System.nanoTime();
        Eventually.holds(() -> connections.stream()
                .allMatch(answers -> answers.stream()
                                .filter(answer -> answer.atNanos() - from >= 0 && answer.isDegraded() == degraded)
                                .count()
                        >= answersEach));
    }

    /** The faults that are no answers with status 200. */
    List<String> refused() {
        return faults.stream().filter(fault -> !fault.contains(" saw ")).toList();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        isOver = true;
        threads.close();
    }

    private void run(int number) {
        try (var socket = new Socket(lotty.getHost(), lotty.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var in = new BufferedInputStream(socket.getInputStream());
            for (int round = 0; !isOver; round++) {
                ask(socket, in, subject(number, round), number);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException broken) {
            faults.add(broken.toString());
        }
    }

    /** In turn: somebody new, who was new lately, and two of those who are known to all connections. */
    private static String subject(int number, int round) {
        return switch (round % 4) {
            case 0 -> "new-" + number + "-" + round;
            case 1 -> "new-" + number + "-" + round / 8 * 4;
            default -> "known-" + (number + 31 * round) % KNOWN;
        };
    }

    private void ask(Socket socket, InputStream in, String subject, int number) throws IOException {
        var body = "{\"subject_id\":\"" + subject + "\",\"flags\":[\"" + Trial.FLAG + "\"]}";
        var request = "POST /api/v1/decide HTTP/1.1\r\nHost: lotty\r\nContent-Type: application/json\r\nX-API-Key: "
                + RunningLotty.API_KEY + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        long started = System.nanoTime();
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var status = line(in);
        int length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var found = LENGTH.matcher(header);
            length = found.matches() ? Integer.parseInt(found.group(1)) : length;
        }
        var text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        long ended = System.nanoTime();
        if (!status.startsWith("HTTP/1.1 200")) {
            faults.add(status + " " + text);
            return;
        }
        connections.get(number).add(new Answer(number, ended, ended - started, text.contains("\"degraded\":true")));
        var variant = VARIANT.matcher(text);
        var seen = variant.find() ? variant.group(1) : "none";
        var before = variants.putIfAbsent(subject, seen);
        if (before != null && !before.equals(seen)) {
            faults.add(subject + " saw " + before + " and then " + text);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
