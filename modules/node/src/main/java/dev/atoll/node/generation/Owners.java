package dev.atoll.node.generation;

import dev.atoll.node.account.AccountFiles;
import java.util.HashMap;
import java.util.Map;

/** Numbers of users and groups by their names. */
record Owners(Map<String, Integer> users, Map<String, Integer> groups) {
    static Owners of(AccountFiles files) {
        return new Owners(ids(files.passwd()), ids(files.group()));
    }

    private static Map<String, Integer> ids(String text) {
        Map<String, Integer> ids = new HashMap<>();
        text.lines()
                .map(line -> line.split(":", -1))
                .filter(it -> it.length > 3)
                .forEach(it -> {
                    if (it[2].matches("[0-9]{1,9}")) {
                        ids.putIfAbsent(it[0], Integer.parseInt(it[2]));
                    }
                });
        return ids;
    }

    int user(String name, String path) {
        return id("user", name, users, path);
    }

    int group(String name, String path) {
        return id("group", name, groups, path);
    }

    private static int id(String kind, String name, Map<String, Integer> ids, String path) {
        if (name.matches("[0-9]+")) {
            return Integer.parseInt(name);
        }
        Integer id = ids.get(name);
        if (id == null) {
            throw new StageException(path + " is to belong to the " + kind + " " + name
                    + ", and there is none; name it below " + kind + "s:, or give a number");
        }
        return id;
    }
}
