package dev.atoll.node.account;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lines of fields that colons separate, the first of them a name. For one thread. */
final class Table {
    private final List<String[]> lines = new ArrayList<>();

    Table(String text) {
        text.lines().filter(line -> !line.isEmpty()).forEach(line -> lines.add(line.split(":", -1)));
    }

    Optional<String[]> find(String name) {
        return lines.stream().filter(line -> line[0].equals(name)).findFirst();
    }

    /** The name in the line that has this value in a field. */
    Optional<String> findBy(int field, String value) {
        return lines.stream()
                .filter(line -> line.length > field && line[field].equals(value))
                .map(line -> line[0])
                .findFirst();
    }

    void add(Object... fields) {
        lines.add(Arrays.stream(fields).map(String::valueOf).toArray(String[]::new));
    }

    void set(String name, int field, String value) {
        find(name).filter(line -> line.length > field).ifPresent(line -> line[field] = value);
    }

    /** Adds a member to a list that commas separate, unless it is there. */
    void addTo(String name, int field, String member) {
        find(name).filter(line -> line.length > field).ifPresent(line -> {
            if (!Arrays.asList(line[field].split(",", -1)).contains(member)) {
                line[field] = line[field].isEmpty() ? member : line[field] + "," + member;
            }
        });
    }

    String text() {
        return lines.stream().map(line -> String.join(":", line) + "\n").collect(Collectors.joining());
    }
}
