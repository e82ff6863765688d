package dev.atoll.cli.image;

import dev.atoll.document.Shown;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells, printed in columns as wide as their widest cell; the first row is the heading. */
final class Table {
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heading) {
        rows.add(List.of(heading));
    }

    Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(Shown.oneLine(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /** Prints the rows, unless there is only the heading. */
    void print(PrintWriter out) {
        if (rows.size() == 1) {
            return;
        }
        int columns = rows.stream().mapToInt(List::size).max().orElseThrow();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < row.size(); i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(isNumeric(i) ? pad + row.get(i) : row.get(i) + pad).append(" ".repeat(GAP));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private boolean isNumeric(int column) {
        return rows.stream().skip(1).allMatch(row -> row.get(column).matches("-|[0-9]+(?: (?:KiB|MiB|B))?"));
    }

    /** A number of bytes for people. */
    static String bytes(long bytes) {
        return bytes < 10 << 10
                ? bytes + " B"
                : bytes < 10L << 20 ? ((bytes + 512) >> 10) + " KiB" : ((bytes + (1 << 19)) >> 20) + " MiB";
    }
}
