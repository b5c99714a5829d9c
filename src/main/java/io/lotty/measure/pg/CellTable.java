package io.lotty.measure.pg;

import io.lotty.measure.Addends;
import io.lotty.measure.Cell;
import io.lotty.measure.Cell.Presence;
import io.lotty.measure.Cells;
import io.lotty.measure.Ordered;
import io.lotty.measure.Scope;
import io.lotty.measure.Spot;
import io.lotty.measure.Spot.Span;
import io.lotty.platform.pg.Tx;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The cells of one experiment. */
record CellTable(Tx tx, int measuring) implements Ordered {
    private static final Comparator<Spot> ORDER =
            Comparator.comparing(Spot::span).thenComparingInt(Spot::variant).thenComparingLong(Spot::period);

    private record CellRow(Spot spot, int gauge, Addends addends) {}

    private record NumberRow(Spot spot, int gauge, int bin, BigDecimal number, long n) {}

    /** Changes the cells by so much. */
    void add(Cells change) {
        var spots = new TreeMap<Spot, Cell>(ORDER);
        spots.putAll(change.bySpot());
        addPresence(spots);
        var cells = new ArrayList<CellRow>();
        var numbers = new ArrayList<NumberRow>();
        spots.forEach((spot, cell) -> {
            for (int i = 0; i < change.scope().gauges().size(); i++) {
                int gauge = i;
                if (!cell.addends(gauge).isNothing()) {
                    cells.add(new CellRow(spot, gauge, cell.addends(gauge)));
                }
                new TreeMap<>(cell.numbers(gauge))
                        .forEach((number, n) -> numbers.add(new NumberRow(spot, gauge, Bin.of(number), number, n)));
            }
        });
        addCells(cells);
        addNumbers(numbers);
    }

    private void addPresence(Map<Spot, Cell> spots) {
        var changed = spots.entrySet().stream()
                .filter(entry -> !entry.getValue().presence().equals(Presence.NONE))
                .toList();
        if (!changed.isEmpty()) {
            tx.run(
                    CellSql.ADD_PRESENCE,
                    measuring,
                    column(changed, entry -> span(entry.getKey()), Short[]::new),
                    column(changed, entry -> variant(entry.getKey()), Short[]::new),
                    column(changed, entry -> period(entry.getKey()), Integer[]::new),
                    column(changed, entry -> entry.getValue().presence().subjects(), Long[]::new),
                    column(changed, entry -> entry.getValue().presence().exposures(), Long[]::new),
                    column(changed, entry -> entry.getValue().presence().events(), Long[]::new),
                    column(changed, entry -> entry.getValue().presence().waiting(), Long[]::new));
        }
    }

    private void addCells(List<CellRow> rows) {
        if (!rows.isEmpty()) {
            tx.run(
                    CellSql.ADD_CELLS,
                    measuring,
                    column(rows, row -> span(row.spot()), Short[]::new),
                    column(rows, row -> variant(row.spot()), Short[]::new),
                    column(rows, row -> period(row.spot()), Integer[]::new),
                    column(rows, row -> (short) row.gauge(), Short[]::new),
                    column(rows, row -> row.addends().n(), Long[]::new),
                    column(rows, row -> row.addends().units(), Long[]::new),
                    column(rows, row -> row.addends().total(), BigDecimal[]::new),
                    column(rows, row -> row.addends().x(), BigDecimal[]::new),
                    column(rows, row -> row.addends().y(), BigDecimal[]::new),
                    column(rows, row -> row.addends().xx(), BigDecimal[]::new),
                    column(rows, row -> row.addends().yy(), BigDecimal[]::new),
                    column(rows, row -> row.addends().xy(), BigDecimal[]::new));
        }
    }

    private void addNumbers(List<NumberRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        tx.run(CellSql.ADD_NUMBERS, with(keys(rows), column(rows, NumberRow::n, Long[]::new)));
        var takenBack = rows.stream().filter(row -> row.n() < 0).toList();
        if (!takenBack.isEmpty()) {
            tx.run(CellSql.DROP_NUMBERS, keys(takenBack));
        }
        addBins(rows);
    }

    private Object[] keys(List<NumberRow> rows) {
        return new Object[] {
            measuring,
            column(rows, row -> (short) row.gauge(), Short[]::new),
            column(rows, row -> span(row.spot()), Short[]::new),
            column(rows, row -> variant(row.spot()), Short[]::new),
            column(rows, row -> period(row.spot()), Integer[]::new),
            column(rows, NumberRow::bin, Integer[]::new),
            column(rows, NumberRow::number, BigDecimal[]::new)
        };
    }

    private static Object[] with(Object[] some, Object more) {
        return Stream.concat(Arrays.stream(some), Stream.of(more)).toArray();
    }

    private void addBins(List<NumberRow> rows) {
        var bins = new HashMap<NumberRow, Long>();
        rows.forEach(row ->
                bins.merge(new NumberRow(row.spot(), row.gauge(), row.bin(), BigDecimal.ZERO, 0), row.n(), Long::sum));
        var counted = List.copyOf(bins.entrySet());
        tx.run(
                CellSql.ADD_BINS,
                measuring,
                column(counted, bin -> (short) bin.getKey().gauge(), Short[]::new),
                column(counted, bin -> span(bin.getKey().spot()), Short[]::new),
                column(counted, bin -> variant(bin.getKey().spot()), Short[]::new),
                column(counted, bin -> period(bin.getKey().spot()), Integer[]::new),
                column(counted, bin -> bin.getKey().bin(), Integer[]::new),
                column(counted, Map.Entry::getValue, Long[]::new));
    }

    /** What is kept, without the single numbers. */
    Cells read(Scope scope, Span span) {
        var cells = new Cells(scope, Set.of(span));
        tx.list(CellSql.PRESENCE, row -> addPresence(cells, row), measuring, (short) span.number());
        tx.list(CellSql.CELLS, row -> addAddends(cells, row), measuring, (short) span.number());
        return cells;
    }

    private static Cells addPresence(Cells cells, Row row) {
        cells.at(spot(row))
                .addPresence(new Presence(
                        row.getLong("subjects"),
                        row.getLong("exposures"),
                        row.getLong("events"),
                        row.getLong("waiting")));
        return cells;
    }

    private static Cells addAddends(Cells cells, Row row) {
        cells.at(spot(row))
                .addAddends(
                        row.getInteger("gauge"),
                        new Addends(
                                row.getLong("n"),
                                row.getLong("units"),
                                row.getBigDecimal("total"),
                                row.getBigDecimal("x"),
                                row.getBigDecimal("y"),
                                row.getBigDecimal("xx"),
                                row.getBigDecimal("yy"),
                                row.getBigDecimal("xy")));
        return cells;
    }

    private static Spot spot(Row row) {
        return new Spot(row.getInteger("variant"), Span.of(row.getInteger("span")), row.getInteger("period"));
    }

    @Override
    public Map<Place, BigDecimal> at(Collection<Place> places) {
        var asked = List.copyOf(places);
        Map<Place, BigDecimal> found = new HashMap<>();
        if (!asked.isEmpty()) {
            tx.list(
                    CellSql.NUMBERS_AT,
                    row -> found.put(asked.get(row.getInteger("place") - 1), row.getBigDecimal("number")),
                    measuring,
                    column(asked, Place::rank, Long[]::new),
                    column(asked, place -> (short) place.gauge(), Short[]::new),
                    column(asked, place -> span(place.spot()), Short[]::new),
                    column(asked, place -> variant(place.spot()), Short[]::new),
                    column(asked, place -> period(place.spot()), Integer[]::new));
        }
        return found;
    }

    private static short span(Spot spot) {
        return (short) spot.span().number();
    }

    private static short variant(Spot spot) {
        return (short) spot.variant();
    }

    private static int period(Spot spot) {
        return Math.toIntExact(spot.period());
    }

    private static <R, T> T[] column(Collection<R> rows, Function<R, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
