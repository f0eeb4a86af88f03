package dev.hangar.report;

import java.util.List;
import java.util.stream.IntStream;

/// Rows of cells, each column as wide as its widest cell, two spaces between.
final class Columns {
    private static final String GAP = "  ";

    private final List<List<String>> rows;
    private final int[] widths;

    /// @param rows not empty, all with the same number of cells
    Columns(List<List<String>> rows) {
        this.rows = rows;
        this.widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
    }

    int width() {
        return IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
    }

    /// One row, without spaces at its end.
    String row(int index) {
        StringBuilder line = new StringBuilder();
        List<String> cells = rows.get(index);
        for (int column = 0; column < widths.length; column++) {
            line.append(column == 0 ? "" : GAP).append(cells.get(column));
            line.repeat(' ', widths[column] - cells.get(column).length());
        }
        return line.toString().stripTrailing();
    }
}
