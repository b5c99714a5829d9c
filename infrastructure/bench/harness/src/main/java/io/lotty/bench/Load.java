package io.lotty.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The load client: one thread, many connections. Good for any number of runs, one after the other. */
final class Load implements AutoCloseable {
    private static final int ANSWER_LIMIT_SECONDS = 10;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport());
    private final EventLoop loop = group.next();

    /** What a run counted. Answers are those of the measured time; latency is theirs. */
    record Counted(long answers, long failures, double seconds, Histogram latency) {
        /** Refuses a run in which anything failed: its figures mean nothing. */
        Counted requireSound() {
            if (failures > 0 || answers == 0) {
                throw new IllegalStateException(failures + " of " + answers + " answers failed");
            }
            return this;
        }

        double perSecond() {
            return answers / seconds;
        }

        double latencyMillis(double percentile) {
            return latency.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** Each connection asks again as soon as it is answered. */
    Counted closed(int port, Requests requests, long first, int connections, Duration time) {
        return run(port, connections, new Run(requests, first, 0, time));
    }

    /**
     * Asks at a constant rate, whatever becomes of the answers; latency counts from the moment at which a request was
     * meant to leave, so that a server that stalls is charged for all who would have come meanwhile (coordinated omission).
     */
    Counted open(int port, Requests requests, double perSecond, int connections, Duration time) {
        return run(port, connections, new Run(requests, 0, 1e9 / perSecond, time));
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Counted run(int port, int connections, Run run) {
        var channels = new ArrayList<Channel>();
        try {
            for (int i = 0; i < connections; i++) {
                channels.add(connect(port, run));
            }
            loop.execute(run::begin);
            return run.result.get(run.time.toSeconds() + ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException("a run did not come to its end", failure);
        } finally {
            loop.submit(() -> run.isOver = true).syncUninterruptibly();
            channels.forEach(channel -> channel.close().syncUninterruptibly());
        }
    }

    private Channel connect(int port, Run run) {
        var wire = new Wire(run::answered);
        run.all.add(wire);
        run.idle.add(wire);
        return new Bootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(wire);
                    }
                })
                .connect("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
    }

    private static IoHandlerFactory transport() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /** One run, on the event loop. */
    private final class Run {
        private final Requests requests;
        private final double intervalNanos;
        private final Duration time;
        private final CompletableFuture<Counted> result = new CompletableFuture<>();
        private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
        private final List<Wire> all = new ArrayList<>();
        private final ArrayDeque<Wire> idle = new ArrayDeque<>();
        private final long first;
        private long begun;
        private long sent;
        private long answers;
        private long failures;
        private boolean isTicking;
        private boolean isOver;

        /** @param intervalNanos between two requests; 0 sends as soon as a connection is free */
        Run(Requests requests, long first, double intervalNanos, Duration time) {
            this.requests = requests;
            this.first = first;
            this.intervalNanos = intervalNanos;
            this.time = time;
        }

        void begin() {
            begun = System.nanoTime();
            loop.schedule(this::end, time.toNanos(), TimeUnit.NANOSECONDS);
            send();
        }

        void answered(Wire wire, int status) {
            if (isOver) {
                return;
            }
            answers++;
            if (status / 100 != 2) {
                failures++;
            }
            if (status == Wire.LOST) {
                return;
            }
            long now = System.nanoTime();
            latency.recordValue(Math.min(LONGEST_NANOS, now - wire.intendedNanos()));
            idle.add(wire);
            send();
        }

        private void send() {
            long now = System.nanoTime();
            while (!idle.isEmpty() && (intervalNanos == 0 || intended() <= now)) {
                idle.poll().send(requests.of(first + sent), intervalNanos == 0 ? now : intended());
                sent++;
            }
            if (intervalNanos > 0 && !idle.isEmpty() && !isTicking) {
                isTicking = true;
                loop.schedule(this::tick, intended() - now, TimeUnit.NANOSECONDS);
            }
        }

        private void tick() {
            isTicking = false;
            if (!isOver) {
                send();
            }
        }

        private long intended() {
            return begun + (long) (sent * intervalNanos);
        }

        /** Who waits still has waited at least so long. */
        private void end() {
            isOver = true;
            long now = System.nanoTime();
            all.removeAll(idle);
            all.forEach(wire -> latency.recordValue(Math.min(LONGEST_NANOS, now - wire.intendedNanos())));
            while (intervalNanos > 0 && intended() < now) {
                latency.recordValue(now - intended());
                sent++;
            }
            result.complete(new Counted(answers, failures, (System.nanoTime() - begun) / 1e9, latency));
        }
    }
}
