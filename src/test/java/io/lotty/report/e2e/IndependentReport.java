package io.lotty.report.e2e;

import io.lotty.report.e2e.Shopper.Act;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a report about these shoppers must say of this span: the definitions of the specification as plainly as they can be
 * written, slow and with no thought of how the product does it. For one variant, country or day make one of a part.
 *
 * @param from acts and exposures of the span count
 * @param to the first moment that does not
 */
record IndependentReport(List<Shopper> shoppers, Instant from, Instant to) {
    /**
     * A number of a report.
     *
     * @param value empty where there is nothing to divide by, or nothing to look at
     * @param n the events or subjects that it is over
     */
    record Value(OptionalDouble value, long n) {}

    static IndependentReport of(KnownShop shop, List<Shopper> shoppers) {
        return new IndependentReport(shoppers, shop.firstDay(), shop.end());
    }

    IndependentReport ofVariant(String variant) {
        var those =
                shoppers.stream().filter(one -> one.variant().equals(variant)).toList();
        return new IndependentReport(those, from, to);
    }

    IndependentReport ofCountry(String country) {
        var those =
                shoppers.stream().filter(one -> one.country().equals(country)).toList();
        return new IndependentReport(those, from, to);
    }

    /** @param midnight at which the day begins, UTC */
    IndependentReport ofDay(Instant midnight) {
        return ofPeriod(midnight, Duration.ofDays(1));
    }

    /** The part of the period that is within the span. */
    IndependentReport ofPeriod(Instant start, Duration period) {
        var end = start.plus(period);
        return new IndependentReport(shoppers, start.isBefore(from) ? from : start, end.isAfter(to) ? to : end);
    }

    /** The first moments of the days that the span touches. */
    List<Instant> days() {
        return periods(Duration.ofDays(1));
    }

    /** The first moments of the hours or days that the span touches; they begin with those of UTC. */
    List<Instant> periods(Duration period) {
        List<Instant> starts = new ArrayList<>();
        var seconds = from.getEpochSecond() / period.toSeconds() * period.toSeconds();
        for (var start = Instant.ofEpochSecond(seconds); start.isBefore(to); start = start.plus(period)) {
            starts.add(start);
        }
        return starts;
    }

    long exposures() {
        var count = 0L;
        for (var shopper : shoppers) {
            for (var exposure : shopper.exposures()) {
                if (isWithin(exposure)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Who was exposed within the span. */
    List<Shopper> exposed() {
        return shoppers.stream()
                .filter(shopper -> shopper.exposures().stream().anyMatch(this::isWithin))
                .toList();
    }

    Value value(ShopMetric metric) {
        return switch (metric) {
            case CLICKS, REVENUE, REVENUE_CAPPED, REVENUE_OF_LARGE -> {
                var numbers = numbers(metric);
                yield new Value(OptionalDouble.of(sum(numbers).doubleValue()), numbers.size());
            }
            case SPENT_BY_SUBJECT, SPENT_BY_SUBJECT_CAPPED, CONVERTED_IN_A_DAY -> {
                var exposed = exposed();
                var total = BigDecimal.ZERO;
                for (var shopper : exposed) {
                    total = total.add(total(metric, shopper));
                }
                yield new Value(quotient(total, exposed.size()), exposed.size());
            }
            case LATENCY_OF_EVENT -> {
                var numbers = numbers(metric);
                yield new Value(quotient(sum(numbers), numbers.size()), numbers.size());
            }
            case REVENUE_PER_CLICK -> {
                var clicks = numbers(ShopMetric.CLICKS).size();
                yield new Value(quotient(sum(numbers(metric)), clicks), clicks);
            }
            case LATENCY_OF_95 -> {
                var numbers = numbers(metric);
                yield new Value(quantile(numbers), numbers.size());
            }
        };
    }

    /** The exact value of a metric that adds up. */
    BigDecimal total(ShopMetric metric) {
        return sum(numbers(metric));
    }

    /** What a shopper adds to the metric; at most 1 to a proportion, and to a capped one at most the cap. */
    BigDecimal total(ShopMetric metric, Shopper shopper) {
        var total = sum(numbers(metric, shopper));
        return switch (metric) {
            case CONVERTED_IN_A_DAY -> total.min(BigDecimal.ONE);
            case SPENT_BY_SUBJECT_CAPPED -> total.min(ShopMetric.CAP);
            case CLICKS,
                    REVENUE,
                    REVENUE_CAPPED,
                    REVENUE_OF_LARGE,
                    SPENT_BY_SUBJECT,
                    LATENCY_OF_EVENT,
                    REVENUE_PER_CLICK,
                    LATENCY_OF_95 -> total;
        };
    }

    /** The number of every event that counts. */
    List<BigDecimal> numbers(ShopMetric metric) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (var shopper : shoppers) {
            numbers.addAll(numbers(metric, shopper));
        }
        return numbers;
    }

    List<BigDecimal> numbers(ShopMetric metric, Shopper shopper) {
        List<BigDecimal> numbers = new ArrayList<>();
        if (shopper.exposures().isEmpty()) {
            return numbers;
        }
        for (var act : shopper.acts()) {
            if (!isWithin(act.at())) {
                continue;
            }
            switch (metric) {
                case CLICKS -> {
                    if (act.is("click")) {
                        numbers.add(BigDecimal.ONE);
                    }
                }
                case REVENUE, SPENT_BY_SUBJECT, SPENT_BY_SUBJECT_CAPPED, REVENUE_PER_CLICK -> {
                    if (act.is("purchase")) {
                        numbers.add(act.number());
                    }
                }
                case REVENUE_CAPPED -> {
                    if (act.is("purchase")) {
                        numbers.add(act.number().min(ShopMetric.CAP));
                    }
                }
                case REVENUE_OF_LARGE -> {
                    if (act.is("purchase") && act.number().compareTo(ShopMetric.LARGE) > 0) {
                        numbers.add(act.number());
                    }
                }
                case CONVERTED_IN_A_DAY -> {
                    if (act.is("conversion") && isInADay(shopper, act)) {
                        numbers.add(BigDecimal.ONE);
                    }
                }
                case LATENCY_OF_EVENT, LATENCY_OF_95 -> {
                    if (act.is("latency")) {
                        numbers.add(act.number());
                    }
                }
            }
        }
        return numbers;
    }

    /** From the first exposure on, wherever that is, and less than a day behind it. */
    private static boolean isInADay(Shopper shopper, Act act) {
        var first = shopper.exposures().getFirst();
        for (var exposure : shopper.exposures()) {
            if (exposure.isBefore(first)) {
                first = exposure;
            }
        }
        return !act.at().isBefore(first) && act.at().isBefore(first.plus(Duration.ofDays(1)));
    }

    private boolean isWithin(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        var sum = BigDecimal.ZERO;
        for (var number : numbers) {
            sum = sum.add(number);
        }
        return sum;
    }

    private static OptionalDouble quotient(BigDecimal total, long n) {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(total.doubleValue() / n);
    }

    /** Between the two order statistics next to it, by its distance to them. */
    static OptionalDouble quantile(List<BigDecimal> numbers) {
        if (numbers.isEmpty()) {
            return OptionalDouble.empty();
        }
        var sorted =
                numbers.stream().mapToDouble(BigDecimal::doubleValue).sorted().toArray();
        var place = ShopMetric.QUANTILE * (sorted.length - 1);
        var below = (int) Math.floor(place);
        var above = Math.min(below + 1, sorted.length - 1);
        return OptionalDouble.of(sorted[below] + (place - below) * (sorted[above] - sorted[below]));
    }
}
