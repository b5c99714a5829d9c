package io.lotty.platform.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Arrays;

/** Makes histograms of response times, with a few buckets where they matter: from half a millisecond to five seconds. */
final class HttpBuckets implements MeterFilter {
    private static final double[] BOUNDS = Arrays.stream(
                    new long[] {500, 1_000, 2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000
                    })
            .mapToDouble(micros -> Duration.ofNanos(micros * 1_000).toNanos())
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(HttpServerMeters.RESPONSE_TIME)
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(BOUNDS)
                        .build()
                        .merge(config)
                : config;
    }
}
