package dev.atoll.image.users;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the files of passwd(5), group(5), shadow(5), gshadow(5): records of fields, by name, in order. */
final class Database {
    private final String path;
    private final int width;
    private final Map<String, List<String>> records = new LinkedHashMap<>();
    /** Records of NIS, which stay at the end. */
    private final List<List<String>> network = new ArrayList<>();

    private Database(String path, int width) {
        this.path = path;
        this.width = width;
    }

    /**
     * Reads a file of the tree as the beginning of {@code path}; nothing if it is not there.
     *
     * @param width fields of a record
     */
    static Database read(FileTree tree, String file, String path, int width) {
        Database database = new Database(path, width);
        if (tree.resolve(file).flatMap(tree::get).orElse(null) instanceof Node.File found) {
            List<String> lines = new String(found.content().bytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    database.add(file + ":" + (i + 1), lines.get(i));
                }
            }
        }
        return database;
    }

    private void add(String source, String line) {
        List<String> fields = List.of(line.split(":", -1));
        if (line.startsWith("+") || line.startsWith("-")) {
            network.add(fields);
        } else if (fields.size() != width) {
            throw new MalformedSysusersException(
                    source, "a record has " + width + " fields, this one has " + fields.size());
        } else {
            records.putIfAbsent(fields.getFirst(), fields);
        }
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    boolean has(String name) {
        return records.containsKey(name);
    }

    Map<String, List<String>> records() {
        return records;
    }

    void put(String... fields) {
        records.put(fields[0], List.of(fields));
    }

    /** The number in a field of a record. */
    Optional<Long> number(String name, int field) {
        return Optional.ofNullable(records.get(name))
                .map(record -> AccountNames.number(record.get(field))
                        .orElseThrow(() -> new MalformedSysusersException(path, name + " has no number")));
    }

    /** The name of the record that has a number in a field. */
    Optional<String> named(long number, int field) {
        return records.keySet().stream()
                .filter(name -> number(name, field).orElseThrow() == number)
                .findFirst();
    }

    void write(FileTree tree, Metadata metadata) {
        StringBuilder text = new StringBuilder();
        records.values().forEach(record -> text.append(String.join(":", record)).append('\n'));
        network.forEach(record -> text.append(String.join(":", record)).append('\n'));
        tree.put(path, new Node.File(metadata, Content.of(text.toString())));
    }
}
