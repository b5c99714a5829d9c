package io.lotty.stats;

import java.util.List;

/**
 * The means of a table of cells, fitted by a number for each row plus one for each column, each cell weighted by its
 * precision: {@code min over a, b of Σ (m_ij − a_i − b_j)² / v_ij}, where v is the variance of a cell's mean.
 *
 * <p>Solved by the normal equations and Cholesky's decomposition (Golub, Van Loan, "Matrix Computations", 4th edition
 * 2013, section 4.2): r + c − 1 unknowns, since a constant can move from the rows to the columns.
 */
final class AdditiveFit {
    private final int rows;
    private final int columns;
    private final double[][] interactions;
    private final double[][] precisions;

    /** @param cells each with a variance above 0 */
    AdditiveFit(List<List<Summary>> cells) {
        rows = cells.size();
        columns = cells.getFirst().size();
        interactions = new double[rows][columns];
        precisions = new double[rows][columns];
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                precisions[row][column] = 1 / cells.get(row).get(column).varianceOfMean();
                // what is additive makes no difference to what is left over, so nearly all of it goes before rounding
                // counts
                interactions[row][column] =
                        (mean(cells, row, column) - mean(cells, row, 0)) - (mean(cells, 0, column) - mean(cells, 0, 0));
            }
        }
    }

    /** What the fit leaves over: 0 or more, and χ² of (r − 1)(c − 1) degrees of freedom if there is no interaction. */
    double remainder() {
        var unknowns = solved(normalMatrix(), normalSide());
        double remainder = 0;
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                var fit = unknowns[row] + (column == 0 ? 0 : unknowns[place(column)]);
                var left = interactions[row][column] - fit;
                remainder += precisions[row][column] * left * left;
            }
        }
        return remainder;
    }

    private double[][] normalMatrix() {
        var matrix = new double[rows + columns - 1][rows + columns - 1];
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                matrix[row][row] += precisions[row][column];
                if (column > 0) {
                    matrix[place(column)][place(column)] += precisions[row][column];
                    matrix[place(column)][row] = precisions[row][column];
                }
            }
        }
        return matrix;
    }

    private double[] normalSide() {
        var side = new double[rows + columns - 1];
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                var weighted = precisions[row][column] * interactions[row][column];
                side[row] += weighted;
                if (column > 0) {
                    side[place(column)] += weighted;
                }
            }
        }
        return side;
    }

    /** Where the unknown of a column is; the first column has none. */
    private int place(int column) {
        return rows + column - 1;
    }

    /** Solves a positive definite system, of which only the lower half is read, in place. */
    private static double[] solved(double[][] matrix, double[] side) {
        for (var i = 0; i < side.length; i++) {
            for (var j = 0; j <= i; j++) {
                var sum = matrix[i][j];
                for (var k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? StrictMath.sqrt(sum) : sum / matrix[j][j];
            }
        }
        for (var i = 0; i < side.length; i++) {
            for (var k = 0; k < i; k++) {
                side[i] -= matrix[i][k] * side[k];
            }
            side[i] /= matrix[i][i];
        }
        for (var i = side.length - 1; i >= 0; i--) {
            for (var k = i + 1; k < side.length; k++) {
                side[i] -= matrix[k][i] * side[k];
            }
            side[i] /= matrix[i][i];
        }
        return side;
    }

    private static double mean(List<List<Summary>> cells, int row, int column) {
        return cells.get(row).get(column).mean();
    }
}
