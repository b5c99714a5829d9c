package io.lotty.bench;

import java.time.Duration;
import java.util.stream.Stream;

/** What a piece of work takes of the machine: of the clock, and of the cores in all processes of this benchmark. */
record Computing(long nanos, Duration cpu) {
    static Computing begin() {
        return new Computing(System.nanoTime(), spent());
    }

    /** Since {@link #begin}. */
    Computing end() {
        return new Computing(System.nanoTime() - nanos, spent().minus(cpu));
    }

    double perSecond(long events) {
        return events * 1e9 / nanos;
    }

    double cpuMicros(long events) {
        return cpu.toNanos() / 1e3 / events;
    }

    /** This process and all that it has started: stores too. */
    private static Duration spent() {
        var self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
